#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The time, for records: ISO 8601 in UTC.
enum Timestamp {
  /// Now, or the time that SOURCE_DATE_EPOCH sets where builds are to be reproducible.
  static var now: String {
    let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(TimeInterval.init)
    return (epoch.map(Date.init(timeIntervalSince1970:)) ?? Date.now).formatted(.iso8601)
  }
}

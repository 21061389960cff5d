import CVectorMath
import ClienteleScoring
import Tables

/// A column read as doubles, one block of rows at a time, NaN where missing.
package struct NumericReader: Sendable {
  private enum Storage: Sendable {
    case double([Double])
    case integer([Int64])
    case days([Int32], reference: Double)
    case instants([Int64], reference: Int64)
  }

  private let storage: Storage
  static let microsecondsPerDay = 86_400_000_000.0

  /// Reads `values` through `source`; nil when a column of this type is not a number.
  init?(_ values: ColumnValues, source: NumericFeature.Source = .number) {
    switch (values, source) {
    case (.double(let values), .number): storage = .double(values)
    case (.integer(let values), .number): storage = .integer(values)
    case (.boolean(let values), .number):
      storage = .double(values.map { $0 == ColumnValues.missingBoolean ? .nan : Double($0) })
    case (.date(let values), .daysBefore(let reference)):
      storage = .days(values, reference: Double(reference) / Self.microsecondsPerDay)
    case (.dateTime(let values), .daysBefore(let reference)):
      storage = .instants(values, reference: reference)
    default: return nil
    }
  }

  /// The values of a column that needs no conversion.
  var doubles: [Double]? {
    if case .double(let values) = storage { values } else { nil }
  }

  /// Lends the values of `rows`; `scratch` has room for them where they need converting.
  func withBlock<Result>(
    _ rows: Range<Int>, scratch: UnsafeMutablePointer<Double>, _ body: (UnsafePointer<Double>) -> Result
  ) -> Result {
    switch storage {
    case .double(let values):
      return values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return body(scratch) }
        return body(base + rows.lowerBound)
      }
    case .integer(let values):
      for (k, row) in rows.enumerated() {
        let value = values[row]
        scratch[k] = value == ColumnValues.missingInteger ? .nan : Double(value)
      }
    case .days(let values, let reference):
      for (k, row) in rows.enumerated() {
        let value = values[row]
        scratch[k] = value == ColumnValues.missingDay ? .nan : reference - Double(value)
      }
    case .instants(let values, let reference):
      for (k, row) in rows.enumerated() {
        let value = values[row]
        scratch[k] =
          value == ColumnValues.missingInteger
          ? .nan : (Double(reference) - Double(value)) / Self.microsecondsPerDay
      }
    }
    return body(scratch)
  }

  /// Asks for the values of `rows` ahead of their use.
  func prefetch(_ rows: Range<Int>) {
    guard case .double(let values) = storage else { return }
    values.withUnsafeBufferPointer { buffer in
      cvm_prefetch(buffer.baseAddress.map { $0 + rows.lowerBound }, rows.count)
    }
  }

  /// All values at once.
  func values(count: Int) -> [Double] {
    if let doubles { return doubles }
    return [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = count
      guard let base = buffer.baseAddress else { return }
      withBlock(0..<count, scratch: base) { _ in }
    }
  }
}

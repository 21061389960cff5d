/// The texts that stand for a missing value, prepared for quick rejection of those that do not.
struct MissingMarkers: Sendable {
  /// Whether the empty field is missing.
  let includesEmpty: Bool
  /// Whether a marker could also be read as a value of another type than text, −999 for instance.
  let overlapsValues: Bool
  private let markers: [[UInt8]]
  /// Bit *n* is set if a marker has *n* bytes, bit 63 if one has 63 or more.
  private let lengths: UInt64
  /// Bit *b* mod 64 is set if a marker starts with byte *b*.
  private let firstBytes: UInt64

  init(_ texts: [String]) {
    markers = texts.map { Array($0.utf8) }.filter { !$0.isEmpty }
    includesEmpty = texts.contains("")
    lengths = markers.reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
    firstBytes = markers.reduce(0) { $0 | 1 << UInt64($1[0] & 63) }
    overlapsValues = markers.contains { marker in
      marker.withUnsafeBufferPointer { bytes in
        bytes.baseAddress.map { ValueClass($0, bytes.count, leniently: true) != .other } ?? false
      }
    }
  }

  /// Whether an unquoted field with these bytes is missing.
  @inline(__always) func contains(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > 0 else { return includesEmpty }
    guard lengths &>> UInt64(min(count, 63)) & 1 != 0, firstBytes &>> UInt64(start[0] & 63) & 1 != 0 else {
      return false
    }
    return equalsMarker(start, count)
  }

  @inline(never) private func equalsMarker(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let field = UnsafeBufferPointer(start: start, count: count)
    return markers.contains { $0.count == count && $0.elementsEqual(field) }
  }
}

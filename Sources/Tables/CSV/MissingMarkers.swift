/// The texts that stand for a missing value, prepared for quick rejection of those that do not.
struct MissingMarkers: Sendable {
  /// Whether a marker could also be read as a value of another type than text, −999 for instance.
  let overlapsValues: Bool
  private let markers: [[UInt8]]
  /// Bit *n* is set if a marker has *n* bytes, bit 63 if one has 63 or more.
  private let lengths: UInt64
  /// Bit *b* mod 64 is set if a marker starts, or ends, with byte *b*.
  private let firstBytes: UInt64
  private let lastBytes: UInt64

  init(_ texts: [String]) {
    let markers = texts.map { Array($0.utf8) }
    self.markers = markers
    func bits(_ value: ([UInt8]) -> Int) -> UInt64 { markers.reduce(0) { $0 | 1 &<< UInt64(value($1)) } }
    lengths = bits { min($0.count, 63) }
    firstBytes = bits { Int($0.first ?? 0) & 63 }
    lastBytes = bits { Int($0.last ?? 0) & 63 }
    overlapsValues = markers.contains { marker in
      let source = marker.withUnsafeBytes { SourceBytes(copying: $0) }
      return ValueClass(source.base, source.count, leniently: true) != .other
    }
  }

  /// Whether an unquoted field with these bytes is missing. `start` must be readable even if `count` is 0.
  @inline(__always) func contains(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let first = firstBytes &>> UInt64(truncatingIfNeeded: start[0])
    let last = lastBytes &>> UInt64(truncatingIfNeeded: start[max(count, 1) &- 1])
    let matches = lengths &>> UInt64(truncatingIfNeeded: min(count, 63)) & (count == 0 ? 1 : first & last)
    return matches & 1 != 0 && equalsMarker(start, count)
  }

  @inline(never) private func equalsMarker(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let field = UnsafeBufferPointer(start: start, count: count)
    return markers.contains { $0.count == count && $0.elementsEqual(field) }
  }
}

/// Reads the fields of one column in a batch.
enum ColumnReading {
  /// Reads fields with `parser` into `values`, the first of which is that of the batch's first row, and counts them
  /// in `tally`. A field that the parser refuses may still be missing or in blanks; else it is an exception.
  static func read<Parser: FieldParser>(
    _ batch: FieldBatch, column: Int, _ parser: Parser, missing: MissingMarkers,
    into values: UnsafeMutablePointer<Parser.Value>, _ tally: inout ValueTally
  ) {
    var regular = 0
    let looksForMarkersFirst = missing.overlapsValues
    batch.forEachField(in: column) { row, start, count in
      let isQuoted = count > 1 && start[0] == CSVDialect.quote
      let first = isQuoted ? start + 1 : start
      let length = isQuoted ? count &- 2 : count
      if !(looksForMarkersFirst && !isQuoted), let value = parser.value(first, length) {
        values[row] = value
        regular &+= 1
      } else {
        values[row] = irregular(
          first, length, isQuoted: isQuoted, row: batch.firstRow + row, parser, missing, &tally)
      }
    }
    tally.accepted += regular
  }

  @inline(never) private static func irregular<Parser: FieldParser>(
    _ start: UnsafePointer<UInt8>, _ count: Int, isQuoted: Bool, row: Int, _ parser: Parser,
    _ missing: MissingMarkers, _ tally: inout ValueTally
  ) -> Parser.Value {
    let (first, length) = trimmed(start, count)
    if !isQuoted && (length == 0 || missing.contains(first, length)) {
      tally.missing += 1
      return Parser.missing
    }
    if let value = parser.value(first, length) {
      tally.accepted += 1
      return value
    }
    tally.add(ValueClass(first, length), row: row)
    return Parser.missing
  }

  /// Classifies the fields of a sample.
  static func classify(_ batch: FieldBatch, column: Int, missing: MissingMarkers, _ tally: inout ValueTally) {
    batch.forEachField(in: column) { row, start, count in
      let isQuoted = count > 1 && start[0] == CSVDialect.quote
      let (first, length) = trimmed(isQuoted ? start + 1 : start, isQuoted ? count - 2 : count)
      if isQuoted || !(length == 0 || missing.contains(first, length)) {
        tally.add(ValueClass(first, length), row: batch.firstRow + row)
      }
    }
  }

  /// The field without blanks and tabs around it.
  private static func trimmed(
    _ start: UnsafePointer<UInt8>, _ count: Int
  ) -> (start: UnsafePointer<UInt8>, count: Int) {
    var lower = 0
    var upper = count
    while lower < upper && isBlank(start[lower]) { lower += 1 }
    while lower < upper && isBlank(start[upper - 1]) { upper -= 1 }
    return (start + lower, upper - lower)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}

/// Reads the fields of one column in a batch.
enum ColumnReading {
  /// Reads fields with `parser` into `values`, the first of which is that of the batch's first row, and counts them
  /// in `tally`. A field that the parser refuses may still be missing or in blanks; else it is an exception.
  static func read<Parser: FieldParser>(
    _ batch: FieldBatch, column: Int, _ parser: Parser, missing: MissingMarkers,
    into values: UnsafeMutablePointer<Parser.Value>, _ tally: inout ValueTally
  ) {
    var irregularCount = 0
    let isDirect = !missing.overlapsValues && !batch.startsQuoted(in: column)
    batch.forEachField(in: column) { row, start, count in
      if isDirect, let value = parser.value(start, count) {
        values[row] = value
      } else {
        values[row] = irregular(start, count, row: batch.firstRow + row, parser, missing, &tally)
        irregularCount &+= 1
      }
    }
    tally.accepted += batch.rowCount - irregularCount
  }

  /// Reads a field that may be in quotes, in blanks, missing or an exception.
  @inline(never) private static func irregular<Parser: FieldParser>(
    _ start: UnsafePointer<UInt8>, _ count: Int, row: Int, _ parser: Parser, _ missing: MissingMarkers,
    _ tally: inout ValueTally
  ) -> Parser.Value {
    guard let (first, length) = content(start, count, missing) else {
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
      if let (first, length) = content(start, count, missing) {
        tally.add(ValueClass(first, length), row: batch.firstRow + row)
      }
    }
  }

  /// The field without quotes and blanks, nil if it is missing.
  private static func content(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ missing: MissingMarkers
  ) -> (start: UnsafePointer<UInt8>, count: Int)? {
    if count > 1 && start[0] == CSVDialect.quote { return trimmed(start + 1, count - 2) }
    let field = trimmed(start, count)
    return field.count == 0 || missing.contains(field.start, field.count) ? nil : field
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

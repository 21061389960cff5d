import DataSources
import Tables

/// Reads `text` as CSV.
func table(
  _ text: String, delimiter: UInt8? = nil, missing: [String]? = nil, types: [String: ColumnType] = [:],
  threads: Int = 2, chunkSize: Int = 1 << 20
) throws(CSVError) -> CSVTable {
  var options = CSVOptions(delimiter: delimiter, missing: missing, types: types, threads: threads)
  options.chunkSize = chunkSize
  return try CSVReader(options: options).read(bytes: Array(text.utf8), name: "test.csv")
}

/// A column of text, nil where it is missing.
func text(_ values: [String?]) -> ColumnValues { .text(TextValues(values)) }

/// The same table with the same bits, but for the payload of NaN.
func isIdentical(_ left: Table, _ right: Table) -> Bool {
  left.columnNames == right.columnNames && left.rowCount == right.rowCount
    && zip(left.columns, right.columns).allSatisfy { isIdentical($0.values, $1.values) }
}

func isIdentical(_ left: ColumnValues, _ right: ColumnValues) -> Bool {
  guard case .double(let left) = left, case .double(let right) = right else { return left == right }
  return left.count == right.count
    && zip(left, right).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
}

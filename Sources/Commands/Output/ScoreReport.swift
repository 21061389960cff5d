import ClienteleScoring
import Tables

/// What scoring did, as scripts read it.
struct ScoreReport: Encodable {
  struct Seconds: Encodable { let read, score, total: Double }
  struct Unexpected: Encodable { let missing, unseen, outOfRange: Int }
  struct Refused: Encodable {
    let row: Int
    let reason: String
  }

  /// Rows of the table, and rows with a score.
  let rows, scored: Int
  let model, hash, output: String
  /// The link of the average training row, from which contributions count.
  let baseline: Double
  /// By column, where there was any.
  let unexpected: [String: Unexpected]
  let ignoredColumns: [String]
  /// At most a thousand of them; `refused_count` counts all.
  let refused: [Refused]
  let refusedCount: Int
  let seconds: Seconds

  /// - Parameter id: the column that was copied.
  init(_ scores: Scores, model: String, hash: String, output: String, id: String?, seconds: Seconds) {
    rows = scores.rowCount
    scored = scores.rowCount - scores.refusedRows.count
    self.model = model
    self.hash = hash
    self.output = output
    baseline = scores.baseline
    var unexpected: [String: Unexpected] = [:]
    for column in scores.unexpected where column.missing + column.unseen + column.outOfRange > 0 {
      unexpected[column.column] = Unexpected(
        missing: column.missing, unseen: column.unseen, outOfRange: column.outOfRange)
    }
    self.unexpected = unexpected
    ignoredColumns = scores.ignoredColumns.filter { $0 != id }
    refused = scores.refusedRows.prefix(1000).map { Refused(row: $0.row, reason: $0.refusal.code) }
    refusedCount = scores.refusedRows.count
    self.seconds = seconds
  }

  var text: String {
    var lines = [
      "Scored \(NumberText.count(scored)) of \(NumberText.count(rows, "row")) by \(model) into \(output) "
        + "in \(NumberText.significant(seconds.total, 3)) s"
    ]
    if !unexpected.isEmpty {
      var table = TextTable(header: ["  rows whose value is", "missing", "unseen", "out of range"])
      for (column, counts) in unexpected.sorted(by: { $0.key < $1.key }) {
        table.rows.append([
          "    \(Words.name(column))", NumberText.count(counts.missing), NumberText.count(counts.unseen),
          NumberText.count(counts.outOfRange),
        ])
      }
      lines += table.lines
    }
    if !ignoredColumns.isEmpty {
      let shown =
        ignoredColumns.prefix(8).map(Words.name).joined(separator: ", ") + (ignoredColumns.count > 8 ? ", …" : "")
      lines.append("  \(NumberText.count(ignoredColumns.count, "column")) not used by the model: \(shown)")
    }
    if refusedCount > 0 {
      lines.append("  \(NumberText.count(refusedCount, "row")) refused by the model:")
      lines += refused.prefix(10).map { "    row \($0.row): \(Words.name($0.reason))" }
      if refusedCount > 10 { lines.append("    … (more with --json; all in the output with --on-bad flag)") }
    }
    return lines.joined(separator: "\n")
  }
}

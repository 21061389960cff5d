import Tables

/// What is odd about the columns that a model uses.
enum InputRemarks {
  /// Columns of numbers or dates that are text because of a few values, or because of the way they are written.
  static func suspicious(_ source: CSVTable, used: [String]) -> [String] {
    used.compactMap { ColumnRemark.text($0, in: source).map { "\($0); the model takes it as text" } }
  }
}

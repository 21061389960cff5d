import Tables

/// What is odd about the columns that a model uses.
enum InputRemarks {
  /// Columns of numbers or dates that became text because of a few values.
  static func suspicious(_ findings: [ColumnFinding], used: Set<String>) -> [String] {
    findings.filter { used.contains($0.name) && $0.nearMiss != nil }.map(\.description)
  }
}

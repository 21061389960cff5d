/// The rows that a hold-out and two scored tables share, found by id.
package struct ScoreJoin: Sendable, Equatable {
  /// Row numbers of the hold-out, in its order, and of the two score tables.
  package let holdOut, a, b: [Int]
  /// Rows of the hold-out without a score of A, and without one of B.
  package let withoutA, withoutB: Int
  /// Scores of A and of B for ids that the hold-out does not have.
  package let strangersA, strangersB: Int

  /// The number of rows that are compared.
  package var matched: Int { holdOut.count }

  /// Joins by id.
  ///
  /// - Throws: ``ComparisonError`` for an id that one table has twice, or no common row.
  /// - Complexity: O(*n*) look-ups.
  package init(holdOut ids: [String], a: [String], b: [String]) throws(ComparisonError) {
    _ = try Self.index(ids, .holdOut)
    let rowsOfA = try Self.index(a, .scores(.a))
    let rowsOfB = try Self.index(b, .scores(.b))
    var rows: (holdOut: [Int], a: [Int], b: [Int]) = ([], [], [])
    var found = (a: 0, b: 0)
    for (row, id) in ids.enumerated() {
      let (first, second) = (rowsOfA[id], rowsOfB[id])
      found.a += first == nil ? 0 : 1
      found.b += second == nil ? 0 : 1
      guard let first, let second else { continue }
      rows.holdOut.append(row)
      rows.a.append(first)
      rows.b.append(second)
    }
    guard !rows.holdOut.isEmpty else { throw .noCommonRows }
    holdOut = rows.holdOut
    self.a = rows.a
    self.b = rows.b
    withoutA = ids.count - found.a
    withoutB = ids.count - found.b
    strangersA = a.count - found.a
    strangersB = b.count - found.b
  }

  private static func index(
    _ ids: [String], _ table: IdentifiedTable
  ) throws(ComparisonError) -> [String: Int] {
    var rows: [String: Int] = [:]
    rows.reserveCapacity(ids.count)
    var duplicates = (count: 0, first: 0)
    for (row, id) in ids.enumerated() {
      if rows.updateValue(row, forKey: id) != nil {
        if duplicates.count == 0 { duplicates.first = row }
        duplicates.count += 1
      }
    }
    guard duplicates.count == 0 else {
      throw .duplicateIdentifier(table, row: duplicates.first, duplicates: duplicates.count)
    }
    return rows
  }
}

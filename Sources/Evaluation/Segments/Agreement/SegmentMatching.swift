/// Which segment of B is which one of A: the one-to-one pairs with the most rows in common, and the rows that moved.
package struct SegmentMatching: Sendable, Equatable {
  /// Rows that changed their segment.
  package struct Move: Sendable, Equatable {
    /// The segments of A and of B.
    package let from, to: Int
    /// The weight of the rows.
    package let weight: Double
  }

  /// The segment of B for every one of A; nil where B has fewer segments, or none that shares a row.
  package let partners: [Int?]
  /// The weight of the rows that stay with their segment's partner, as a share of all.
  package let stayed: Double
  /// What the other rows did, the heaviest first, then by number.
  package let moves: [Move]

  /// - Complexity: O(*k*³).
  package init(_ table: ContingencyTable) {
    var partners = Assignment.heaviest(table.counts)
    for (i, j) in partners.enumerated() { if let j, table.counts[i][j] == 0 { partners[i] = nil } }
    self.partners = partners
    var (together, moves) = (0.0, [Move]())
    for (i, row) in table.counts.enumerated() {
      for (j, weight) in row.enumerated() where weight > 0 {
        if partners[i] == j { together += weight } else { moves.append(Move(from: i, to: j, weight: weight)) }
      }
    }
    stayed = together / table.total
    self.moves = moves.sorted { ($1.weight, $0.from, $0.to) < ($0.weight, $1.from, $1.to) }
  }
}

/// The assignment problem.
///
/// Source: H. Kuhn (1955), *The Hungarian method for the assignment problem*, Naval Research Logistics 2, 83–97, by shortest
/// augmenting paths (R. Jonker and A. Volgenant 1987, *Computing* 38, 325–340).
enum Assignment {
  /// One column for every row, each at most once, such that the sum of `weights` there is the largest; nil for rows beyond
  /// the number of columns. Where several are, the choice follows the order of rows and columns.
  static func heaviest(_ weights: [[Double]]) -> [Int?] {
    let (rows, columns) = (weights.count, weights.first?.count ?? 0)
    if rows > columns {
      var result = [Int?](repeating: nil, count: rows)
      let transposed = (0..<columns).map { j in weights.map { $0[j] } }
      for (j, i) in heaviest(transposed).enumerated() { if let i { result[i] = j } }
      return result
    }
    // Numbers from 1: row 0 and column 0 stand for none. `owners[j]` is the row that has column j.
    var (rowPrices, columnPrices) = (
      [Double](repeating: 0, count: rows + 1), [Double](repeating: 0, count: columns + 1)
    )
    var owners = [Int](repeating: 0, count: columns + 1)
    for row in 1..<(rows + 1) {
      owners[0] = row
      var column = 0
      var previous = [Int](repeating: 0, count: columns + 1)
      var slack = [Double](repeating: .infinity, count: columns + 1)
      var reached = [Bool](repeating: false, count: columns + 1)
      repeat {
        reached[column] = true
        let owner = owners[column]
        var (least, next) = (Double.infinity, 0)
        for j in 1..<(columns + 1) where !reached[j] {
          let reduced = -weights[owner - 1][j - 1] - rowPrices[owner] - columnPrices[j]
          if reduced < slack[j] { (slack[j], previous[j]) = (reduced, column) }
          if slack[j] < least { (least, next) = (slack[j], j) }
        }
        for j in 0..<(columns + 1) {
          if reached[j] {
            rowPrices[owners[j]] += least
            columnPrices[j] -= least
          } else {
            slack[j] -= least
          }
        }
        column = next
      } while owners[column] != 0
      while column != 0 {
        owners[column] = owners[previous[column]]
        column = previous[column]
      }
    }
    var result = [Int?](repeating: nil, count: rows)
    for j in 1..<(columns + 1) where owners[j] > 0 { result[owners[j] - 1] = j - 1 }
    return result
  }
}

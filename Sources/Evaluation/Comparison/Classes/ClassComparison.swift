/// What two models say of each class, and which rows they put in another one.
package struct ClassComparison: Sendable, Equatable {
  /// One class.
  package struct Row: Sendable, Equatable {
    package let name: String
    /// The weight of the rows that are of this class, and that A and B predict to be.
    package let observed, predictedA, predictedB: Double
    /// The area under the ROC curve of this class against all others; nil where one side has no row.
    package let area: MetricDifference?
  }

  package let rows: [Row]
  /// The weight of the rows of A's class (first) that B puts in a class (second).
  package let moves: [[Double]]
  /// The share of rows that B puts in another class than A.
  package let moved: Estimate?

  /// - Complexity: O(*n* K).
  init(_ pair: PairedClasses, predicted: (a: [Int], b: [Int])) {
    let count = pair.classes.count
    var moves = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    var observed = [Double](repeating: 0, count: count)
    for row in 0..<pair.rows.count {
      moves[predicted.a[row]][predicted.b[row]] += pair.rows.weight(row)
      observed[pair.outcomes[row]] += pair.rows.weight(row)
    }
    self.moves = moves
    moved = pair.rows.proportion(of: { predicted.a[$0] != predicted.b[$0] }, among: { _ in true })
    rows = pair.classes.indices.map { k in
      Row(
        name: pair.classes[k], observed: observed[k], predictedA: moves[k].reduce(0, +),
        predictedB: moves.reduce(0) { $0 + $1[k] }, area: Self.area(pair, of: k))
    }
  }

  private static func area(_ pair: PairedClasses, of k: Int) -> MetricDifference? {
    let isOne = pair.outcomes.map { $0 == k ? 1.0 : 0 }
    guard isOne.contains(1), isOne.contains(0) else { return nil }
    let placed = Concurrently.both { model in
      Placements(ScoreOrder(pair.probabilities(model)[k], outcomes: isOne), pair.rows)
    }
    return PairedArea.compare(isOne, pair.rows, placed.a, placed.b)
  }
}

/// Checked classes with the probabilities that two models give them on the same rows.
package struct PairedClasses: Sendable {
  package let rows: ComparedRows
  /// The position of the class observed, a row each.
  let outcomes: [Int]
  /// The names of the classes, by position.
  let classes: [String]
  /// One array a class.
  let a, b: [[Double]]

  /// - Parameters:
  ///   - outcomes: positions in `classes`.
  ///   - classes: the classes that both models tell apart.
  ///   - a: the champion's probabilities, one array a class, that sum to 1 in every row.
  ///   - b: the challenger's.
  ///   - weights: how often each row is repeated; rows of weight 0 are left out.
  ///   - clusters: a code ≥ 0 a row; rows of one customer have one code.
  /// - Throws: ``ComparisonError`` for a number that is no probability, a row that does not sum to 1 within 10⁻⁶, an outcome
  ///   that is no class.
  package init(
    outcomes: [Double], classes: [String], a: [[Double]], b: [[Double]], weights: [Double]? = nil,
    clusters: [Int32]? = nil
  ) throws(ComparisonError) {
    let rows = try ComparedRows(count: outcomes.count, weights: weights, clusters: clusters)
    let positions = Double(classes.count)
    if let row = InputChecks.firstIndex(outcomes, where: { !($0 >= 0 && $0 < positions && $0 == $0.rounded()) }) {
      throw .invalidCode(what: "class", row: row)
    }
    for (name, probabilities) in [(ComparedModel.a, a), (.b, b)] {
      do throws(EvaluationError) { try Self.check(probabilities, rows: outcomes.count, classes: classes.count) } catch {
        throw .evaluation(name, error)
      }
    }
    self.rows = rows
    self.outcomes = rows.keep(outcomes).map { Int($0) }
    self.classes = classes
    self.a = a.map { rows.keep($0) }
    self.b = b.map { rows.keep($0) }
  }

  private static func check(_ probabilities: [[Double]], rows: Int, classes: Int) throws(EvaluationError) {
    guard probabilities.count == classes else {
      throw .unequalLengths(what: .probabilities, count: probabilities.count, expected: classes)
    }
    var sums = [Double](repeating: 0, count: rows)
    for column in probabilities {
      try InputChecks.length(column, .probabilities, expected: rows)
      try InputChecks.finite(column, .probabilities)
      if let row = InputChecks.firstIndex(column, where: { $0 < 0 || $0 > 1 }) { throw .notProbability(row: row) }
      for row in 0..<rows { sums[row] += column[row] }
    }
    if let row = InputChecks.firstIndex(sums, where: { abs($0 - 1) > 1e-6 }) { throw .notDistribution(row: row) }
  }

  func probabilities(_ model: ComparedModel) -> [[Double]] { model == .a ? a : b }

  /// The most probable class of every row, the first of equals.
  func predicted(_ model: ComparedModel) -> [Int] { ClassProbabilities.mostProbable(probabilities(model)) }

  /// −log P(class observed) of every row.
  func logLosses(_ model: ComparedModel) throws(UndefinedMetric) -> [Double] {
    try ClassProbabilities.logLosses(probabilities(model), outcomes)
  }

  /// Σₖ (*p*ₖ − [class *k* observed])² of every row.
  func brierLosses(_ model: ComparedModel) -> [Double] {
    ClassProbabilities.brierLosses(probabilities(model), outcomes)
  }

  /// Every class of every row as an event of its own, in one column after the other, all of a row in one cluster: what a
  /// calibration line of probabilities of classes is fitted to.
  func stacked() throws(ComparisonError) -> PairedBinary {
    let cluster = (0..<rows.count).map { Int32(rows.clusters?[$0] ?? UInt32($0)) }
    func repeated<Value>(_ values: [Value]) -> [Value] { classes.indices.flatMap { _ in values } }
    return try PairedBinary(
      outcomes: classes.indices.flatMap { k in outcomes.map { $0 == k ? 1 : 0 } },
      a: ModelProbabilities(a.flatMap(\.self)), b: ModelProbabilities(b.flatMap(\.self)),
      weights: rows.weights.map(repeated), clusters: repeated(cluster))
  }
}

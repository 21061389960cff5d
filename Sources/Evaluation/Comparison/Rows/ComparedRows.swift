/// What two models' predictions are held against: the rows, how often each counts, and which belong together.
package struct ComparedRows: Sendable {
  /// The rows' weights, all above 0; nil stands for 1.
  let weights: [Double]?
  /// The number of the cluster of every row; nil where every row is alone in its cluster.
  let clusters: [UInt32]?
  /// The number of clusters, or of rows.
  let clusterCount: Int
  /// The number of rows with a weight above 0.
  package let count: Int
  /// The number of rows that were given.
  let given: Int
  /// Σ weights.
  package let totalWeight: Double
  /// The rows that were given and have a weight above 0; nil where all have.
  let kept: [Int]?

  /// - Parameters:
  ///   - count: the number of outcomes.
  ///   - weights: how often each row is repeated.
  ///   - clusters: a code ≥ 0 a row: rows of one code (one customer) are drawn together.
  init(count: Int, weights: [Double]?, clusters: [Int32]?) throws(ComparisonError) {
    do throws(EvaluationError) { try InputChecks.weights(weights, count: count) } catch {
      throw .evaluation(nil, error)
    }
    guard count <= 1 << 30 else { throw .tooManyRows(count) }
    if let clusters, clusters.count != count {
      throw .unequalLengths(what: "clusters", count: clusters.count, expected: count)
    }
    if let row = clusters?.firstIndex(where: { $0 < 0 }) { throw .invalidCode(what: "cluster", row: row) }
    let kept = weights.flatMap { weights in
      weights.contains(0) ? weights.indices.filter { weights[$0] > 0 } : nil
    }
    self.kept = kept
    self.weights = weights.map { Self.keep($0, kept) }
    given = count
    self.count = kept?.count ?? count
    totalWeight = self.weights.map { $0.reduce(0, +) } ?? Double(kept?.count ?? count)
    let members = clusters.map { Self.number(Self.keep($0, kept)) }
    let rows = kept?.count ?? count
    let isRepeated = members.map { $0.count < rows } ?? false
    self.clusters = isRepeated ? members?.codes : nil
    clusterCount = isRepeated ? members?.count ?? rows : rows
  }

  /// The rows given in `chosen`, which is ascending and not empty.
  init(_ rows: ComparedRows, chosen: [UInt32]) {
    let weights = rows.weights.map { weights in chosen.map { weights[Int($0)] } }
    self.weights = weights
    count = chosen.count
    given = chosen.count
    totalWeight = weights.map { $0.reduce(0, +) } ?? Double(chosen.count)
    kept = nil
    let members = rows.clusters.map { clusters in Self.number(chosen.map { Int32(clusters[Int($0)]) }) }
    let isRepeated = members.map { $0.count < chosen.count } ?? false
    clusters = isRepeated ? members?.codes : nil
    clusterCount = isRepeated ? members?.count ?? chosen.count : chosen.count
  }

  /// `values` of the rows with a weight above 0.
  func keep<Value>(_ values: [Value]) -> [Value] { Self.keep(values, kept) }

  private static func keep<Value>(_ values: [Value], _ kept: [Int]?) -> [Value] {
    kept.map { kept in kept.map { values[$0] } } ?? values
  }

  /// Numbers codes ≥ 0 from 0 by first appearance.
  private static func number(_ codes: [Int32]) -> (codes: [UInt32], count: Int) {
    var next: UInt32 = 0
    if Int(codes.max() ?? 0) <= 4 * codes.count {
      var numbers = [UInt32](repeating: .max, count: Int(codes.max() ?? 0) + 1)
      let numbered = codes.map { code in
        if numbers[Int(code)] == .max {
          numbers[Int(code)] = next
          next += 1
        }
        return numbers[Int(code)]
      }
      return (numbered, Int(next))
    }
    var numbers: [Int32: UInt32] = [:]
    let numbered = codes.map { code in
      if let number = numbers[code] { return number }
      defer { next += 1 }
      numbers[code] = next
      return next
    }
    return (numbered, Int(next))
  }

  /// What a bootstrap draws.
  package var bootstrapUnits: BootstrapUnits {
    if let clusters { return .clusters(clusters, count: clusterCount, weights: weights) }
    if let weights { return .weighted(weights) }
    return .rows(count)
  }

  @inline(__always)
  func weight(_ row: Int) -> Double { weights?[row] ?? 1 }
}

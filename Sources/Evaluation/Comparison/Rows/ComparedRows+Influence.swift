extension ComparedRows {
  /// The standard error of a statistic whose first-order change by row *i*, weighing *w*ᵢ, is *w*ᵢ φᵢ, Σ *w* φ = 0.
  ///
  /// Rows alone: √(Σ *w* φ² · W/(W − 1)) with W = Σ *w*, rows of weight *w* being *w* rows. Clusters:
  /// √(Σ_c (Σ_{i in c} *w* φ)² · C/(C − 1)) with C clusters. Nil where W ≤ 1 or C ≤ 1.
  ///
  /// - Parameter influence: φ of a row.
  /// - Complexity: O(*n*).
  @inline(__always)
  func standardError(_ influence: (Int) -> Double) -> Double? {
    if let clusters {
      guard clusterCount > 1 else { return nil }
      var sums = [Double](repeating: 0, count: clusterCount)
      for row in 0..<count { sums[Int(clusters[row])] += weight(row) * influence(row) }
      let squares = sums.reduce(0) { $0 + $1 * $1 }
      return (squares * Double(clusterCount) / Double(clusterCount - 1)).squareRoot()
    }
    guard totalWeight > 1 else { return nil }
    var squares = 0.0
    for row in 0..<count {
      let value = influence(row)
      squares += weight(row) * value * value
    }
    return (squares * totalWeight / (totalWeight - 1)).squareRoot()
  }

  /// Efron's acceleration Σ φ³/(6 (Σ φ²)^{3/2}) of such a statistic: rows of weight *w* are *w* rows, a cluster is one unit.
  func acceleration(_ influence: (Int) -> Double) -> Double {
    if let clusters {
      var sums = [Double](repeating: 0, count: clusterCount)
      for row in 0..<count { sums[Int(clusters[row])] += weight(row) * influence(row) }
      return BootstrapReplicates.acceleration(influence: sums)
    }
    var sums = (squares: 0.0, cubes: 0.0)
    for row in 0..<count {
      let value = influence(row)
      sums.squares += weight(row) * value * value
      sums.cubes += weight(row) * value * value * value
    }
    return BootstrapReplicates.acceleration(squares: sums.squares, cubes: sums.cubes)
  }

  /// Σ *w* f / W.
  @inline(__always)
  func mean(_ value: (Int) -> Double) -> Double {
    var sum = 0.0
    for row in 0..<count { sum += weight(row) * value(row) }
    return sum / totalWeight
  }
}

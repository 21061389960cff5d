/// Means and most frequent groups of segments of points.
struct TypicalPoints {
  /// One row a segment.
  private(set) var centers: [[Double]]
  /// The most frequent group, the first of equals.
  private(set) var modes: [[Int]]
  /// The weight of every segment.
  private(set) var sizes: [Double]
  /// Σ w ‖z − center‖² over numeric coordinates.
  private(set) var within = 0.0
  /// The mean variance of the numeric coordinates over all rows.
  private(set) var meanVariance = 0.0

  /// The segment whose center and modes are nearest to every row, the first of equals, −1 for rows that do not count, and
  /// the sum of the squared distances.
  func nearest(_ points: Points, mismatchCost: Double, threads: Int) -> (segments: [Int32], within: Double) {
    let prototypes = zip(centers, modes).map { Prototype(center: $0, modes: $1.map(Int32.init)) }
    var segments = [Int32](repeating: -1, count: points.rows)
    let sums = PrototypePass(distances: MixedDistances(points: points, gamma: mismatchCost, threads: threads))
      .run(prototypes, assignments: &segments)
    for row in segments.indices where !points.counts(row) { segments[row] = -1 }
    return (segments, sums.cost)
  }

  /// The share of the smallest segment.
  var smallestShare: Double { (sizes.min() ?? 0) / sizes.reduce(0, +) }

  init(_ points: Points, _ assignments: [Int32], count: Int) {
    let dimension = points.dimension
    centers = [[Double]](repeating: [Double](repeating: 0, count: dimension), count: count)
    modes = [[Int]](repeating: [], count: count)
    sizes = [Double](repeating: 0, count: count)
    let used = assignments.indices.filter { assignments[$0] >= 0 && points.counts($0) }
    for row in used { sizes[Int(assignments[row])] += points.weights?[row] ?? 1 }
    let total = sizes.reduce(0, +)
    for (j, coordinate) in points.coordinates.enumerated() {
      let values = used.map { coordinate.position(of: coordinate.values[$0]) }
      var (mean, squares) = (0.0, 0.0)
      for (value, row) in zip(values, used) {
        let weight = points.weights?[row] ?? 1
        centers[Int(assignments[row])][j] += weight * value
        mean += weight * value / total
      }
      for k in 0..<count { centers[k][j] /= sizes[k] }
      for (value, row) in zip(values, used) {
        let weight = points.weights?[row] ?? 1
        let deviation = value - centers[Int(assignments[row])][j]
        within += weight * deviation * deviation
        squares += weight * (value - mean) * (value - mean)
      }
      meanVariance += squares / total / Double(dimension)
    }
    for category in points.categories {
      var weights = [[Double]](repeating: [Double](repeating: 0, count: category.groups), count: count)
      for row in used where category.codes[row] >= 0 {
        weights[Int(assignments[row])][Int(category.codes[row])] += points.weights?[row] ?? 1
      }
      for k in 0..<count {
        modes[k].append(
          weights[k].indices.max { weights[k][$0] < weights[k][$1] || (weights[k][$0] == weights[k][$1] && $0 > $1) }
            ?? 0)
      }
    }
  }
}

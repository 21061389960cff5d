import Distributions

/// Points without any segments, in the place of given ones: uniform in a box around them.
package struct ReferenceBox: Sendable {
  private let mean, lower, upper: [Double]
  /// Directions of the edges, one a row, orthonormal; nil for those of the coordinates.
  private let axes: [[Double]]?

  /// The smallest box around the rows of `source` that count.
  ///
  /// - Parameter axes: *d* orthonormal rows that turn the box, as principal components do; nil for a box along the
  ///   coordinates.
  /// - Complexity: O(*n d*), and O(*n d*²) with axes.
  package init(around source: some PointSource, axes: [[Double]]? = nil) {
    let dimension = source.dimension
    self.axes = axes
    var block = PointBlock(of: source, capacity: 1024)
    defer { block.free() }
    var (sums, total) = ([Double](repeating: 0, count: dimension), 0.0)
    func pass(_ body: (_ place: Int, _ weight: Double) -> Void) {
      for start in stride(from: 0, to: source.rows, by: block.capacity) {
        let rows = start..<min(start + block.capacity, source.rows)
        block.read(rows, of: source)
        for (place, row) in rows.enumerated() {
          let weight = source.weights?[row] ?? 1
          if weight > 0 { body(place, weight) }
        }
      }
    }
    pass { place, weight in
      total += weight
      for j in 0..<dimension { sums[j] += weight * block.columns[j * block.stride + place] }
    }
    let mean = sums.map { total > 0 ? $0 / total : 0 }
    var lower = [Double](repeating: .infinity, count: dimension)
    var upper = [Double](repeating: -.infinity, count: dimension)
    pass { place, _ in
      for edge in 0..<dimension {
        var position = block.columns[edge * block.stride + place] - mean[edge]
        if let axis = axes?[edge] {
          position = 0
          for j in 0..<dimension { position += axis[j] * (block.columns[j * block.stride + place] - mean[j]) }
        }
        lower[edge] = min(lower[edge], position)
        upper[edge] = max(upper[edge], position)
      }
    }
    (self.mean, self.lower, self.upper) = (mean, lower, upper)
  }

  /// `rows` points, one array a coordinate: uniform numbers of SplitMix64 from `seed`, all of the first edge, then of the
  /// second and so on.
  ///
  /// - Complexity: O(rows · *d*), and O(rows · *d*²) with axes.
  package func draw(_ rows: Int, seed: UInt64) -> [[Double]] {
    var generator = SplitMix64(seed: seed)
    let drawn = zip(lower, upper).map { low, high in
      (0..<rows).map { _ in low + generator.nextUniform() * (high - low) }
    }
    guard let axes else { return zip(drawn, mean).map { column, mean in column.map { $0 + mean } } }
    return mean.indices.map { j in
      var column = [Double](repeating: 0, count: rows)
      for (edge, axis) in axes.enumerated() { for i in 0..<rows { column[i] += drawn[edge][i] * axis[j] } }
      for i in 0..<rows { column[i] += mean[j] }
      return column
    }
  }
}

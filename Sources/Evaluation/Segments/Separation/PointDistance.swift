import CVectorMath

/// How far two points are from each other.
package enum PointDistance: Sendable, Equatable {
  /// ‖x − y‖ over the numeric coordinates; categories do not count.
  case euclidean
  /// √(‖x − y‖² + γ · (the number of categories that differ)), the square of which *k*-prototypes sums.
  ///
  /// Source: Z. Huang (1998), *Data Mining and Knowledge Discovery* 2, 283–304.
  case prototypes(gamma: Double)
  /// The mean over all coordinates of |x − y|/range, and of 1 for categories that differ. A coordinate of range 0 adds 0.
  ///
  /// Source: J. Gower (1971), *Biometrics* 27, 857–871.
  case gower(ranges: [Double])

  /// Gower's distance with the ranges of the rows of `source` that count.
  ///
  /// - Complexity: O(*n d*).
  package static func gower(over source: some PointSource) -> PointDistance {
    var block = PointBlock(of: source, capacity: 1024)
    defer { block.free() }
    var lowest = [Double](repeating: .infinity, count: source.dimension)
    var highest = [Double](repeating: -.infinity, count: source.dimension)
    for start in stride(from: 0, to: source.rows, by: block.capacity) {
      let rows = start..<min(start + block.capacity, source.rows)
      block.read(rows, of: source)
      for j in 0..<source.dimension {
        for (i, row) in rows.enumerated() where source.weights?[row] != 0 {
          lowest[j] = min(lowest[j], block.columns[j * block.stride + i])
          highest[j] = max(highest[j], block.columns[j * block.stride + i])
        }
      }
    }
    return .gower(ranges: zip(lowest, highest).map { max(0, $1 - $0) })
  }

  /// The distances of point `row` of `points` to all of `block`, the same bits from either end of a pair.
  ///
  /// - Parameter distances: room for `block.count` numbers.
  package func measure(
    from row: Int, of points: PointBlock, to block: PointBlock, into distances: UnsafeMutablePointer<Double>
  ) {
    switch self {
    case .euclidean:
      Self.squares(from: row, of: points, to: block, into: distances)
      for i in 0..<block.count { distances[i].formSquareRoot() }
    case .prototypes(let gamma):
      Self.squares(from: row, of: points, to: block, into: distances)
      Self.addMismatches(times: gamma, from: row, of: points, to: block, into: distances)
      for i in 0..<block.count { distances[i].formSquareRoot() }
    case .gower(let ranges):
      distances.update(repeating: 0, count: block.count)
      let share = 1 / Double(block.dimension + block.categories)
      for j in 0..<block.dimension where ranges[j] > 0 {
        let (value, column) = (points.columns[j * points.stride + row], block.columns + j * block.stride)
        for i in 0..<block.count { distances[i] += abs(column[i] - value) / ranges[j] }
      }
      Self.addMismatches(times: 1, from: row, of: points, to: block, into: distances)
      for i in 0..<block.count { distances[i] *= share }
    }
  }

  private static func squares(
    from row: Int, of points: PointBlock, to block: PointBlock, into distances: UnsafeMutablePointer<Double>
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: block.dimension + 1) { point in
      for j in 0..<block.dimension { point[j] = points.columns[j * points.stride + row] }
      guard let point = point.baseAddress else { return }
      cvm_squared_distances(point, block.columns, block.stride, block.count, block.dimension, distances)
    }
  }

  private static func addMismatches(
    times gamma: Double, from row: Int, of points: PointBlock, to block: PointBlock,
    into distances: UnsafeMutablePointer<Double>
  ) {
    let (width, codes) = (block.categories, points.codes + row * points.categories)
    guard width > 0 else { return }
    for i in 0..<block.count {
      var different = 0
      for j in 0..<width where block.codes[i * width + j] != codes[j] { different += 1 }
      distances[i] += gamma * Double(different)
    }
  }
}

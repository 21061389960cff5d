/// The points of the rows that count, equal ones taken together.
struct DistinctPoints: Sendable {
  /// The rows that count, and the point of each: points are numbered by their first row.
  let rows: [Int]
  let pointOfRow: [Int]
  /// The first row of every point.
  let firstRows: [Int]
  /// The weight of every point.
  let sizes: [Double]

  /// - Throws: ``TrainingError/noRows``, ``TrainingError/zeroTotalWeight``, ``TrainingError/extremePoints``.
  /// - Complexity: O(*n d* log *n*), and a copy of the points while it works.
  init(_ points: Points) throws(TrainingError) {
    guard points.rows > 0 else { throw .noRows }
    let rows = (0..<points.rows).filter { points.counts($0) }
    guard !rows.isEmpty else { throw .zeroTotalWeight }
    let keys = Self.keys(points)
    guard keys.numbers.allSatisfy(\.isFinite) else { throw .extremePoints }
    let order = rows.sorted { keys.compare($0, $1) ?? ($0 < $1) }
    // The first row of every group of equal ones, and whose first row a row's group has.
    var leader = [Int](repeating: 0, count: points.rows)
    for (place, row) in order.enumerated() {
      let isNew = place == 0 || keys.compare(order[place - 1], row) != nil
      leader[row] = isNew ? row : leader[order[place - 1]]
    }
    firstRows = rows.filter { leader[$0] == $0 }
    var number = [Int](repeating: 0, count: points.rows)
    for (point, row) in firstRows.enumerated() { number[row] = point }
    var sizes = [Double](repeating: 0, count: firstRows.count)
    for row in rows { sizes[number[leader[row]]] += points.weights?[row] ?? 1 }
    pointOfRow = rows.map { number[leader[$0]] }
    (self.rows, self.sizes) = (rows, sizes)
  }

  private struct Keys {
    let numbers: [Double]
    let codes: [Int32]
    let dimension, categories: Int

    /// Whether row a is before row b; nil where they are equal.
    func compare(_ a: Int, _ b: Int) -> Bool? {
      for j in 0..<dimension where numbers[a * dimension + j] != numbers[b * dimension + j] {
        return numbers[a * dimension + j] < numbers[b * dimension + j]
      }
      for j in 0..<categories where codes[a * categories + j] != codes[b * categories + j] {
        return codes[a * categories + j] < codes[b * categories + j]
      }
      return nil
    }
  }

  private static func keys(_ points: Points) -> Keys {
    let (rows, dimension, categories) = (points.rows, points.dimension, points.groupCounts.count)
    let numbers = [Double](unsafeUninitializedCapacity: rows * dimension) { buffer, count in
      if let base = buffer.baseAddress, dimension > 0 { points.read(0..<rows, into: base) }
      count = rows * dimension
    }
    let codes = [Int32](unsafeUninitializedCapacity: rows * categories) { buffer, count in
      if let base = buffer.baseAddress, categories > 0 { points.readCodes(0..<rows, into: base) }
      count = rows * categories
    }
    return Keys(numbers: numbers, codes: codes, dimension: dimension, categories: categories)
  }
}

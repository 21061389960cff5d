extension Points {
  /// A copy of the points of `rows`, in that order.
  ///
  /// - Complexity: O(rows · columns), in time and memory.
  package func points(of rows: [Int]) -> Points {
    Points(
      coordinates: coordinates.map { coordinate in
        Coordinate(
          values: Self.gather(coordinate.values, rows), center: coordinate.center, multiplier: coordinate.multiplier,
          curve: coordinate.curve)
      },
      categories: categories.map { Category(codes: Self.gather($0.codes, rows), groups: $0.groups) },
      rows: rows.count, weights: weights.map { Self.gather($0, rows) })
  }

  private static func gather<Number>(_ values: [Number], _ rows: [Int]) -> [Number] {
    values.withUnsafeBufferPointer { values in rows.map { values[$0] } }
  }

  /// The coordinates of one row.
  package func coordinates(ofRow row: Int) -> [Double] { coordinates.map { $0.position(of: $0.values[row]) } }

  /// The sum of the weights.
  package var totalWeight: Double { weights?.reduce(0, +) ?? Double(rows) }

  /// Whether a row counts.
  package func counts(_ row: Int) -> Bool { weights?[row] != 0 }
}

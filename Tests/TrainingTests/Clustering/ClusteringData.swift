import Distributions
import Tables
import Training

/// Numeric columns of a table in Tests/References as points.
func points(_ file: String, _ columns: Int, standardized: Bool = false) throws -> Points {
  let table = try table("Tests/References/\(file).csv")
  return points(
    try table.columns.prefix(columns).map { column in
      guard case .double(let values) = column.values else { throw TrainingError.noPredictors }
      return values
    }, standardized: standardized)
}

/// Columns as points, standardised with divisor n − 1 where that is asked for.
func points(_ columns: [[Double]], standardized: Bool = false, weights: [Double]? = nil) -> Points {
  Points(
    coordinates: columns.map { values in
      guard standardized else { return Coordinate(values: values) }
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return Coordinate(values: values, center: mean, multiplier: 1 / (squares / Double(values.count - 1)).squareRoot())
    }, rows: columns.first?.count ?? 0, weights: weights)
}

/// Draws about `segments` centres, column by column.
func clouds(rows: Int, dimension: Int, segments: Int, spread: Double, seed: UInt64) -> [[Double]] {
  var random = SplitMix64(seed: seed)
  let centers = (0..<segments).map { _ in (0..<dimension).map { _ in random.nextUniform() } }
  var columns = [[Double]](repeating: [Double](repeating: 0, count: rows), count: dimension)
  for row in 0..<rows {
    let center = centers[random.next(below: segments)]
    // The sum of four uniforms: bell-shaped enough.
    for j in 0..<dimension {
      let noise = (0..<4).reduce(-2.0) { sum, _ in sum + random.nextUniform() }
      columns[j][row] = center[j] + spread * noise
    }
  }
  return columns
}

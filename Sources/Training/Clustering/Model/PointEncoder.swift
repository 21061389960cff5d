import ClienteleScoring
import LinearAlgebra
import Tables

/// A table as points, with the transform that makes points of other tables, too.
struct PointEncoder: Sendable {
  let encoder: Encoder
  /// One a numeric feature: what its deviation from the center is multiplied by.
  let multipliers: [Double]
  let points: Points

  /// Measures the predictors of a table.
  ///
  /// - Parameter weights: one a row; rows of weight 0 count nowhere. nil is 1 everywhere.
  /// - Throws: ``TrainingError`` for columns without information, infinite or extreme numbers, too many levels.
  init(
    _ predictors: [Column], rows: Int, weights: [Double]?, design: PointDesign, threads: Int
  ) throws(TrainingError) {
    try design.check(predictors.map(\.name))
    var fitter = EncoderFitter()
    fitter.policies = design.policies
    fitter.minimumLevelWeight = design.minimumLevelWeight
    fitter.reference = design.reference
    let reduction = BlockReduction(threads: threads)
    let fitted = try fitter.fit(predictors, rows: rows, weights: weights, reduction: reduction)
    var features: [Feature] = []
    var multipliers: [Double] = []
    var coordinates: [Coordinate] = []
    var categories: [Category] = []
    for (column, feature) in zip(predictors, fitted.features) {
      switch feature {
      case .numeric(let numeric):
        guard let reader = NumericReader(column.values, source: numeric.source) else { continue }
        let values = reader.values(count: rows)
        let scaled = try NumericScaling(values, weights: weights, numeric, design, reduction).feature
        let multiplier = (design.columnWeights[column.name] ?? 1).squareRoot() / scaled.divisor
        features.append(.numeric(scaled.feature))
        multipliers.append(multiplier)
        coordinates.append(
          Coordinate(
            values: values, center: scaled.feature.center, multiplier: multiplier, curve: scaled.feature.curve))
      case .categorical(let categorical):
        if design.columnWeights[column.name] != nil {
          throw .invalidOption(
            "--column-weights \(column.name): goes with numbers; --mismatch-cost says what another level costs")
        }
        if design.logarithms.contains(column.name) || design.ranks.contains(column.name) {
          throw .notNumeric(column: column.name, role: "column to bend", row: nil)
        }
        features.append(feature)
        categories.append(Category(column.values, categorical))
      }
    }
    encoder = Encoder(features: features, policies: design.policies)
    self.multipliers = multipliers
    points = Points(coordinates: coordinates, categories: categories, rows: rows, weights: weights)
  }
}

/// The center, the divisor and the curve of one column.
private struct NumericScaling {
  let feature: (feature: NumericFeature, divisor: Double)

  init(
    _ values: [Double], weights: [Double]?, _ numeric: NumericFeature, _ design: PointDesign,
    _ reduction: BlockReduction
  ) throws(TrainingError) {
    let curve: NumericFeature.Curve =
      design.logarithms.contains(numeric.column)
      ? .logarithm : design.ranks.contains(numeric.column) ? Self.ranks(values, weights) : .straight
    var (center, scale) = (numeric.center, numeric.scale)
    if curve != .straight || design.scale == .robust {
      let bent = values.map { $0.isNaN ? .nan : curve.value(at: $0) }
      (center, scale) = Self.moments(bent, weights, reduction)
      if design.scale == .robust {
        let present = bent.indices.filter { !bent[$0].isNaN && weights?[$0] ?? 1 > 0 }
        let order = WeightedOrder(present.map { bent[$0] }, weights: weights.map { own in present.map { own[$0] } })
        center = order.quantile(0.5)
        // 1.349 is the interquartile range of a standard normal. Where half of the rows are equal it is 0.
        let range = (order.quantile(0.75) - order.quantile(0.25)) / 1.3489795003921634
        if range > 0 { scale = range }
      }
    }
    if !(scale > 0) { throw .constantColumns([numeric.column]) }
    feature = (
      NumericFeature(
        column: numeric.column, source: numeric.source, center: center, scale: scale, lowest: numeric.lowest,
        highest: numeric.highest, missingShare: numeric.missingShare, curve: curve),
      design.scale == .none ? 1 : scale
    )
  }

  /// Mean of the values present and standard deviation of the column with the mean where it is missing, divisor n.
  private static func moments(
    _ values: [Double], _ weights: [Double]?, _ reduction: BlockReduction
  ) -> (mean: Double, deviation: Double) {
    let readers = [NumericReader(.double(values))].compactMap(\.self)
    let measured = TableMoments.measure(readers, weights: weights, rows: values.count, reduction: reduction)
    guard let column = measured.first else { return (0, 0) }
    return (column.mean, (column.sumOfSquares / (column.weight + column.missingWeight)).squareRoot())
  }

  /// At most 33 knots, each of eight rows or more, kept to ten bits, so that they are no customer's values.
  private static func ranks(_ values: [Double], _ weights: [Double]?) -> NumericFeature.Curve {
    let present = values.indices.filter { !values[$0].isNaN && weights?[$0] ?? 1 > 0 }
    if present.isEmpty { return .straight }
    let order = WeightedOrder(present.map { values[$0] }, weights: weights.map { own in present.map { own[$0] } })
    let steps = max(2, min(32, present.count / 8))
    return .ranks(
      (0...steps).map { step in
        let knot = order.quantile(Double(step) / Double(steps))
        guard knot.isNormal else { return 0 }
        let unit = Double(sign: .plus, exponent: knot.exponent - 10, significand: 1)
        return (knot / unit).rounded() * unit
      })
  }
}

import ClienteleScoring

/// By how much the expected amount of the average row rises with every predictor of a two-part model.
struct AmountSlopes {
  let slopes: [Double]

  /// nil for models of other kinds.
  init?(_ model: FittedModel) {
    let means = model.encoder.termMeans
    let links = model.predictors.map { predictor in
      zip(predictor.estimates, means).reduce(predictor.intercept) { $0 + $1.0 * $1.1 }
    }
    guard let slopes = model.function.slopes(at: links) else { return nil }
    self.slopes = slopes
  }
}

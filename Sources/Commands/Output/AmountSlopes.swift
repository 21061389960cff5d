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
    func chance(_ k: Int) -> Double { Link.logit.mean(links[k]) }
    func amount(_ k: Int) -> Double { Link.log.mean(links[k]) }
    switch model.function {
    case .hurdle:
      let (any, size) = (chance(0), amount(1))
      slopes = [any * (1 - any) * size, any * size]
    case .signedHurdle:
      let (any, gain, up, down) = (chance(0), chance(1), amount(2), amount(3))
      slopes = [
        any * (1 - any) * (gain * up - (1 - gain) * down), any * gain * (1 - gain) * (up + down), any * gain * up,
        -any * (1 - gain) * down,
      ]
    default: return nil
    }
  }
}

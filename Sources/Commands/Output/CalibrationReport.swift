import ClienteleScoring
import Training

/// How a model's probabilities were made to hold, as scripts read it.
struct CalibrationReport: Encodable {
  /// `none`, `platt`, `beta` or `isotonic`.
  let method: String
  /// The numbers of the curve: `intercept` and `slope`, or `a`, `b` and `c`.
  let parameters: [String: Double]
  /// The points of an isotonic curve.
  let points: Int
  /// The share of the event in the population and in the table, where the table was sampled by it.
  let prior, sampleRate: Nullable<Double>
  /// What the prior added to log-odds.
  let shift: Double

  init?(_ result: TrainingResult) {
    guard result.model.calibrator != nil || result.prior != nil else { return nil }
    let calibrator = result.model.calibrator
    method = calibrator?.name ?? "none"
    switch calibrator?.curve ?? .identity {
    case .identity: (parameters, points) = ([:], 0)
    case .platt(let intercept, let slope): (parameters, points) = (["intercept": intercept, "slope": slope], 0)
    case .beta(let a, let b, let c): (parameters, points) = (["a": a, "b": b, "c": c], 0)
    case .isotonic(let values, _): (parameters, points) = ([:], values.count)
    }
    prior = .init(result.prior?.population)
    sampleRate = .init(result.prior?.sample)
    shift = result.prior?.logOdds ?? 0
  }

  /// Lines for people.
  var lines: [String] {
    var lines: [String] = []
    if method != "none" {
      let names = ["intercept", "slope", "a", "b", "c"].filter { parameters[$0] != nil }
      let numbers = names.map { "\($0) \(NumberText.significant(parameters[$0] ?? 0, 4))" }
      let told = points > 0 ? NumberText.count(points, "point") : numbers.joined(separator: ", ")
      lines.append("calibrated by \(method) on rows held out: \(told)")
    }
    if let population = prior.value, let sample = sampleRate.value {
      let (share, own) = (NumberText.significant(100 * population, 4), NumberText.significant(100 * sample, 4))
      lines.append(
        "the event is \(share) % of the population and \(own) % of the table: log-odds moved by "
          + NumberText.significant(shift, 4))
    }
    return lines
  }
}

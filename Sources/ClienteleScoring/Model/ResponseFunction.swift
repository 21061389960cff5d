/// How the linear predictors of a model become what it predicts. η₁, η₂, … are the predictors' links in a row.
public enum ResponseFunction: Codable, Sendable, Equatable {
  /// One predictor: the mean at its link.
  case mean(Link)
  /// One predictor a class: P(class k) = exp ηₖ / Σ exp ηⱼ.
  case classes([String])
  /// One predictor for classes in order: P(class ≤ k) = 1 / (1 + exp(η − thresholdₖ)).
  case orderedClasses([String], thresholds: [Double])
  /// One predictor a quantile, levels ascending: the links in ascending order, so that quantiles never cross.
  case quantiles([Double])
  /// Two predictors: P(any) · E(amount | any) = 1/(1 + exp(−η₁)) · exp η₂.
  case hurdle
  /// Four predictors: P(any) · (P(gain | any) · E(gain) − P(loss | any) · E(loss)) with logit, logit, log and log link.
  case signedHurdle
  /// No predictor: the number of a segment, from 0, by the model's ``Segments``; with the probabilities of all, or without.
  case segments(count: Int, probabilities: Bool)
  /// One predictor a principal component: the links as they are.
  case components(Int)

  /// The number of predictors.
  package var predictorCount: Int {
    switch self {
    case .mean, .orderedClasses: 1
    case .classes(let names): names.count
    case .quantiles(let levels): levels.count
    case .hurdle: 2
    case .signedHurdle: 4
    case .segments: 0
    case .components(let count): count
    }
  }

  /// The names of the predictors; nil for one that is alone.
  package var predictorNames: [String?] {
    switch self {
    case .mean, .orderedClasses: [nil]
    case .classes(let names): names
    case .quantiles(let levels): levels.map { "\($0)" }
    case .hurdle: ["any", "amount"]
    case .signedHurdle: ["any", "gain_if_any", "gain", "loss"]
    case .segments: []
    case .components(let count): (1...max(1, count)).map { "pc_\($0)" }
    }
  }

  /// The scale on which contributions add up; nil where it is the log-odds of one of several classes.
  package var explainedLink: Link? {
    switch self {
    case .mean(let link): link
    case .classes: nil
    case .orderedClasses: .logit
    case .quantiles, .hurdle, .signedHurdle, .segments, .components: .identity
    }
  }

  /// The names of the classes where it predicts one; then a prediction is the position of a class among them.
  package var classes: [String]? {
    switch self {
    case .classes(let names), .orderedClasses(let names, _): names
    default: nil
    }
  }

  /// The number of principal components where it tells these.
  package var componentCount: Int? { if case .components(let count) = self { count } else { nil } }

  /// The names of what it tells beside the prediction, as columns of a table of scores.
  public var outputNames: [String] {
    switch self {
    case .mean: []
    case .classes(let names), .orderedClasses(let names, _): names.map { "p_\($0)" }
    case .quantiles(let levels): levels.map { "q_\($0)" }
    case .hurdle: ["p_any", "amount_if_any"]
    case .signedHurdle: ["p_any", "p_gain_if_any", "gain", "loss"]
    case .segments(let count, let probabilities):
      (probabilities ? (1...max(1, count)).map { "p_\($0)" } : []) + ["distance", "outlier"]
    case .components(let count): (1...max(1, count)).map { "pc_\($0)" }
    }
  }
}

import ClienteleScoring
import Foundation
import Tables
import Testing

/// How far a fit is from a stationary point, computed here from the table and the estimates alone.
///
/// For every term the sum of w ∂ℓ/∂η x over rows, beside the standard deviation that it has in samples: far below 1 at a
/// stationary point, and of the size of √n elsewhere.
struct Stationarity {
  let model: FittedModel
  private let terms: [[Double]]
  /// What a row says of η: w ∂ℓ/∂η, and its variance.
  private typealias Pull = (score: Double, information: Double)
  private let outcomes, weights, offset: [Double]

  init(_ model: FittedModel, _ table: Table) {
    func numbers(_ name: String) -> [Double]? {
      switch table[name]?.values {
      case .double(let values): values
      case .integer(let values): values.map(Double.init)
      default: nil
      }
    }
    self.model = model
    let rows = table.rowCount
    outcomes = numbers("y") ?? []
    weights = numbers("w") ?? [Double](repeating: 1, count: rows)
    offset = numbers("offset") ?? [Double](repeating: 0, count: rows)
    terms = model.encoder.termNames.map { name in
      if let bracket = name.firstIndex(of: "["), case .text(let text) = table[String(name[..<bracket])]?.values {
        let level = name[name.index(after: bracket)...].dropLast()
        return text.codes.map { $0 >= 0 && text.levels[Int($0)] == level ? 1 : 0 }
      }
      return numbers(name) ?? []
    }
  }

  /// The largest over all terms and predictors.
  var distance: Double {
    switch (model.kind, model.function) {
    case (.huber, _), (.tukey, _): return worst(residuals(of: 0).enumerated().map(influence))
    case (_, .mean(let link)): return worst(scores(of: 0, model.kind, link, outcomes, weights))
    case (_, .quantiles(let levels)): return levels.indices.reduce(0) { larger($0, quantile($1, levels[$1])) }
    case (_, .classes(let names)):
      let links = names.indices.map { self.links(of: $0) }
      return names.indices.reduce(0) { worstSoFar, k in
        let scores = outcomes.indices.map { row -> Pull in
          let sum = names.indices.reduce(0) { $0 + exp(links[$1][row] - links[k][row]) }
          let share = 1 / sum
          return (weights[row] * ((Int(outcomes[row]) == k ? 1 : 0) - share), weights[row] * share * (1 - share))
        }
        return larger(worstSoFar, worst(scores))
      }
    case (_, .orderedClasses(_, let thresholds)):
      let links = links(of: 0)
      return worst(
        outcomes.indices.map { row -> Pull in
          let k = Int(outcomes[row])
          func below(_ k: Int) -> Double {
            k < 0 ? 0 : k >= thresholds.count ? 1 : 1 / (1 + exp(links[row] - thresholds[k]))
          }
          let (above, under) = (below(k), below(k - 1))
          return (weights[row] * (above + under - 1), weights[row] * (above * (1 - above) + under * (1 - under)))
        }, withIntercept: false)
    case (_, .hurdle), (_, .signedHurdle): return parts
    case (_, .segments), (_, .components): return .infinity  // no likelihood of an outcome
    }
  }

  private var parts: Double {
    let isAny = outcomes.map { $0 != 0 ? 1.0 : 0 }
    func shares(_ isIncluded: (Double) -> Bool) -> [Double] {
      outcomes.indices.map { isIncluded(outcomes[$0]) ? weights[$0] : 0 }
    }
    let any = worst(scores(of: 0, .logistic, .logit, isAny, weights))
    var sizes: [(predictor: Int, sign: Double)] = [(1, 1)]
    var distance = any
    if case .signedHurdle = model.function {
      let isGain = outcomes.map { $0 > 0 ? 1.0 : 0 }
      distance = larger(distance, worst(scores(of: 1, .logistic, .logit, isGain, shares { $0 != 0 })))
      sizes = [(2, 1), (3, -1)]
    }
    for (position, size) in sizes.enumerated() {
      let own = shares { size.sign * $0 > 0 }
      let parameter = model.certificate.parameters[position]
      let variance = parameter.estimate * parameter.estimate
      let links = links(of: size.predictor)
      let pulls: [Pull] =
        parameter.name.hasPrefix("sigma")
        ? links.indices.map { row in
          own[row] == 0
            ? (0, 0)
            : (own[row] * (log(size.sign * outcomes[row]) - links[row] + variance / 2) / variance, own[row] / variance)
        } : scores(of: size.predictor, .gamma, .log, outcomes.map { size.sign * $0 }, own)
      distance = larger(distance, worst(pulls))
    }
    return distance
  }

  /// The share by which the subgradient of a quantile's loss misses 0, for rows on the plane may take any slope.
  private func quantile(_ position: Int, _ level: Double) -> Double {
    let links = links(of: position)
    let size = outcomes.reduce(0) { max($0, abs($1)) }
    return columns(withIntercept: true).reduce(0) { found, x in
      var (sum, slack, total) = (0.0, 0.0, 0.0)
      for row in outcomes.indices where weights[row] > 0 {
        let residual = outcomes[row] - links[row]
        let weight = weights[row]
        total += weight * abs(x[row])
        if abs(residual) <= 1e-9 * max(abs(links[row]), 1e-3 * size) {
          slack += weight * abs(x[row])
        } else {
          sum += weight * (residual > 0 ? level : level - 1) * x[row]
        }
      }
      return larger(found, max(0, abs(sum) - slack) / max(total, .leastNormalMagnitude))
    }
  }

  /// w ψ(r/s), s the scale of the certificate.
  private func influence(_ row: Int, _ residual: Double) -> Pull {
    let scale = model.certificate.parameters.first { $0.name == "scale" }?.estimate ?? .nan
    let u = residual / scale
    if model.kind == .huber { return (weights[row] * max(-1.345, min(1.345, u)), weights[row]) }
    let t = u / 4.685
    return (abs(t) < 1 ? weights[row] * u * (1 - t * t) * (1 - t * t) : 0, abs(t) < 1 ? weights[row] : 0)
  }

  private func residuals(of position: Int) -> [Double] { zip(outcomes, links(of: position)).map(-) }

  private func links(of position: Int) -> [Double] {
    let predictor = model.predictors[position]
    return outcomes.indices.map { row in
      terms.indices.reduce(predictor.intercept + offset[row]) { $0 + predictor.estimates[$1] * terms[$1][row] }
    }
  }

  /// w (y − μ)/V(μ) dμ/dη.
  private func scores(
    of position: Int, _ kind: ModelKind, _ link: Link, _ y: [Double], _ w: [Double]
  ) -> [Pull] {
    func parameter(_ name: String) -> Double {
      model.certificate.parameters.first { $0.name == name }?.estimate ?? .nan
    }
    var (squares, size, total) = (0.0, 0.0, 0.0)
    let pulls = links(of: position).enumerated().map { row, eta -> Pull in
      if w[row] == 0 { return (0, 0) }
      let mean = link.mean(eta)
      let variance =
        switch kind {
        case .logistic: mean * (1 - mean)
        case .poisson: mean
        case .gamma: mean * mean
        case .inverseGaussian: mean * mean * mean
        case .negativeBinomial: mean + mean * mean / parameter("theta")
        case .tweedie: exp(parameter("power") * log(mean))
        default: 1.0
        }
      let slope = slope(of: link, eta, mean)
      // Probabilities of 0 and 1: only their own link's ratio stays in range.
      let ratio = kind == .logistic && link == .logit ? 1 : variance == 0 ? 0 : slope / variance
      squares += variance > 0 ? w[row] * (y[row] - mean) * (y[row] - mean) / variance : 0
      size += variance > 0 ? w[row] * y[row] * y[row] / variance : 0
      total += w[row]
      return (w[row] * (y[row] - mean) * ratio, w[row] * slope * ratio)
    }
    let isFree = ![.logistic, .poisson, .negativeBinomial].contains(kind)
    // Residuals of a fit that is exact are rounding.
    let dispersion = isFree ? max(squares, 1e-18 * size) / total : 1
    return pulls.map { ($0.score / dispersion, $0.information / dispersion) }
  }

  private func slope(of link: Link, _ eta: Double, _ mean: Double) -> Double {
    switch link {
    case .identity: 1
    case .log: mean
    case .logit: mean * (1 - mean)
    case .probit: exp(-eta * eta / 2) / (2 * Double.pi).squareRoot()
    case .complementaryLogLog: mean == 1 ? 0 : exp(eta) * (1 - mean)
    case .inverse: -mean * mean
    case .inverseSquare: -mean * mean * mean / 2
    case .squareRoot: 2 * eta
    }
  }

  private func columns(withIntercept: Bool) -> [[Double]] {
    (withIntercept ? [[Double](repeating: 1, count: outcomes.count)] : []) + terms
  }

  private func worst(_ pulls: [Pull], withIntercept: Bool = true) -> Double {
    columns(withIntercept: withIntercept).reduce(0) { found, x in
      var (sum, variance) = (0.0, 0.0)
      for row in pulls.indices where weights[row] > 0 {
        sum += pulls[row].score * x[row]
        variance += pulls[row].information * x[row] * x[row]
      }
      return sum == 0 ? found : larger(found, abs(sum) / variance.squareRoot())
    }
  }

  /// The larger of two, and what is no number if one is none.
  private func larger(_ a: Double, _ b: Double) -> Double { a.isNaN || b.isNaN ? .nan : Swift.max(a, b) }
}

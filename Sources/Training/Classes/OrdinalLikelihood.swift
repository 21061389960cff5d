import ClienteleScoring
import LinearAlgebra

/// Proportional odds: P(class ≤ k) = 1 / (1 + exp(η − θₖ)), θ ascending, η without an intercept.
///
/// The parameters are the thresholds, then the coefficients over the selection. The log-likelihood is concave in all of them
/// (Pratt, *Journal of the American Statistical Association* 76, 1981).
struct OrdinalLikelihood: ClassLikelihood {
  let objective: Objective
  /// Independent parameters, the intercept not among them.
  let selection: [Int]
  let classCount: Int

  private var thresholdCount: Int { classCount - 1 }

  var reach: [Double] {
    [Double](repeating: 1, count: thresholdCount) + selection.map { objective.design.reach[$0] }
  }

  /// A row has η below the threshold above its class and above the one below it.
  var shape: ClassSeparation.Shape {
    let last = thresholdCount
    return .init(
      count: last + selection.count, blocks: [last],
      inequalities: (0...last).map { y in
        (y < last ? [.init(units: [(y, 1)], blocks: [(last, -1)])] : [])
          + (y > 0 ? [.init(units: [(y - 1, -1)], blocks: [(last, 1)])] : [])
      })
  }

  /// The coefficients over all parameters of the design.
  func coefficients(_ parameters: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: objective.design.parameterCount)
    for (value, parameter) in zip(parameters.dropFirst(thresholdCount), selection) { result[parameter] = value }
    return result
  }

  func value(at parameters: [Double]) -> Double? {
    guard isOrdered(parameters) else { return nil }
    let links = links(parameters)
    var sum = 0.0
    for row in links.indices { sum += weight(row) * terms(row, links[row], parameters).logProbability }
    let value = sum - penalty(parameters)
    return value.isFinite ? value : nil
  }

  func evaluate(at parameters: [Double]) -> ClassEvaluation? {
    guard isOrdered(parameters) else { return nil }
    let links = links(parameters)
    let zeros = [Double](repeating: 0, count: links.count)
    var (pull, curvature) = (zeros, zeros)
    // By threshold: the rows' mixed derivatives with η, the gradient, and the curvature with itself and the next.
    var mixed = [[Double]](repeating: zeros, count: thresholdCount)
    var slopes = [Double](repeating: 0, count: thresholdCount)
    var (own, next) = (slopes, slopes)
    var logLikelihood = 0.0
    for row in links.indices {
      let (w, y) = (weight(row), Int(objective.response[row]))
      if w == 0 { continue }
      let t = terms(row, links[row], parameters)
      logLikelihood += w * t.logProbability
      pull[row] = -w * (t.upper + t.lower)
      curvature[row] = -w * (t.upperUpper + 2 * t.upperLower + t.lowerLower)
      if y < thresholdCount {
        slopes[y] += w * t.upper
        own[y] -= w * t.upperUpper
        mixed[y][row] = w * (t.upperUpper + t.upperLower)
      }
      if y > 0 {
        slopes[y - 1] += w * t.lower
        own[y - 1] -= w * t.lowerLower
        mixed[y - 1][row] = w * (t.lowerLower + t.upperLower)
        if y < thresholdCount { next[y - 1] -= w * t.upperLower }
      }
    }
    guard logLikelihood.isFinite else { return nil }
    let sums = objective.transposedProduct(with: pull)
    var gradient = slopes + selection.map { sums[$0] }
    var hessian = Matrix(rows: gradient.count, columns: gradient.count)
    let block = objective.gram(of: curvature.map { max(0, $0) }, over: selection)
    for b in selection.indices {
      for a in selection.indices { hessian[thresholdCount + a, thresholdCount + b] = block[a, b] }
    }
    for k in 0..<thresholdCount {
      hessian[k, k] = own[k]
      if k + 1 < thresholdCount { (hessian[k, k + 1], hessian[k + 1, k]) = (next[k], next[k]) }
      let cross = objective.transposedProduct(with: mixed[k])
      for (place, parameter) in selection.enumerated() {
        hessian[k, thresholdCount + place] = cross[parameter]
        hessian[thresholdCount + place, k] = cross[parameter]
      }
    }
    for place in selection.indices where objective.ridge > 0 {
      let position = thresholdCount + place
      gradient[position] -= strength(place) * parameters[position]
      hessian[position, position] += strength(place)
    }
    return ClassEvaluation(
      value: logLikelihood - penalty(parameters), logLikelihood: logLikelihood, gradient: gradient,
      negativeHessian: hessian)
  }

  private func weight(_ row: Int) -> Double { objective.weights?[row] ?? 1 }

  private func isOrdered(_ parameters: [Double]) -> Bool {
    let thresholds = parameters.prefix(thresholdCount)
    return zip(thresholds, thresholds.dropFirst()).allSatisfy { $0 < $1 }
  }

  private func links(_ parameters: [Double]) -> [Double] {
    var links = objective.product(with: coefficients(parameters))
    if let offset = objective.offset { for row in links.indices { links[row] += offset[row] } }
    return links
  }

  private typealias Terms = (
    logProbability: Double, upper: Double, lower: Double, upperUpper: Double, lowerLower: Double, upperLower: Double
  )

  /// log P of the class of a row, and its derivatives in the upper and the lower threshold.
  private func terms(_ row: Int, _ link: Double, _ parameters: [Double]) -> Terms {
    let y = Int(objective.response[row])
    // log P = log σ(a) + log σ(−b) + log(1 − exp(b − a)): nothing cancels.
    var t: Terms = (0, 0, 0, 0, 0, 0)
    if y < thresholdCount {
      let a = parameters[y] - link
      let rest = inverseLogit(-a)
      t.logProbability -= softplus(-a)
      t.upper += rest
      t.upperUpper -= rest * (1 - rest)
    }
    if y > 0 {
      let b = parameters[y - 1] - link
      let share = inverseLogit(b)
      t.logProbability -= softplus(b)
      t.lower -= share
      t.lowerLower -= share * (1 - share)
    }
    if y > 0 && y < thresholdCount {
      let ratio = Elementary.exp(parameters[y - 1] - parameters[y])
      let slope = ratio / (1 - ratio)
      t.logProbability += Elementary.log(1 - ratio)
      t.upper += slope
      t.lower -= slope
      let bend = slope * (1 + slope)
      t.upperUpper -= bend
      t.lowerLower -= bend
      t.upperLower += bend
    }
    return t
  }

  private func strength(_ place: Int) -> Double {
    objective.ridge * objective.totalWeight * objective.penaltyFactor(selection[place])
  }

  private func penalty(_ parameters: [Double]) -> Double {
    if objective.ridge == 0 { return 0 }
    return selection.indices.reduce(0) {
      $0 + strength($1) * parameters[thresholdCount + $1] * parameters[thresholdCount + $1] / 2
    }
  }
}

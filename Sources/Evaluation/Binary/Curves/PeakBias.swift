#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How the largest of *p* TPR − *q* FPR over all thresholds differs from its value at a threshold given beforehand: it is
/// too large by chance, and varies less.
///
/// Around the peak it is a parabola in the share *t* of rows above the threshold, plus a random walk. With *a* = *p*/π and *b* =
/// *q*/(1 − π), a row of outcome 1 adds *a*/*n* and another takes *b*/*n*. At the peak they balance: the rate of outcome 1 is
/// *b*/(*a* + *b*) there, a row's variance *ab*, the walk's variance a share *w* = *ab*/*n*, and the parabola *c s*² at a distance *s*
/// has *c* = η′(*a* + *b*)/2, η′ being how fast the rate of outcome 1 falls. In units of ℓ = (*w*/*c*²)^{1/3} of distance and *c*ℓ²
/// of height it is W(*s*) − *s*², whose maximum M is at τ:
///
/// - the excess is *c*ℓ² E[M], but at most √(π *w*/8), the mean maximum of a bridge, where scores tell nothing; less 0.5826 √(*wd*)
///   because thresholds are apart, by a share *d* of the rows;
/// - the variance is less by *w*ℓ (E|τ| − Var M). What is above the peak is part of the peak's own height, so that a height
///   too large by chance has a smaller excess: their covariance is −*w*ℓ E|τ|/2.
///
/// The second term needs room on both sides; it fades as the nearer end of the ranking comes within ℓ.
///
/// Sources: S. Janson, G. Louchard and A. Martin-Löf (2010), *The maximum of Brownian motion with parabolic drift*,
/// Electronic J. Probability 15, 1893–1929; P. Groeneboom and J. Wellner (2001), *Computing Chernoff's distribution*, J.
/// Computational and Graphical Statistics 10, 388–400; D. Siegmund (1985), *Sequential Analysis*, chapter X (maxima of walks
/// of discrete steps).
struct PeakBias: Sendable {
  /// By how much the largest is too large on average.
  let excess: Double
  /// By how much its variance is less than at a threshold given.
  let lessVariance: Double

  /// E[M] = 0.9961930199/2^{1/3}: that of max W(*t*) − *t*²/2 by Brownian scaling.
  private static let meanOfMaximum = 0.996_193_019_9 / cbrt(2)
  /// E|τ| − Var M.
  private static let covariation = 0.412_737 - 0.210_044
  /// −ζ(½)/√(2π): how much a walk observed at its steps alone stays below its maximum, in deviations of a step.
  private static let stepLoss = 0.582_6

  /// - Parameters:
  ///   - group: the last group of tied scores above the threshold.
  ///   - above: the weight of the rows above it.
  ///   - gain: *p*, the weight of TPR.
  ///   - loss: *q*, that of FPR.
  init(_ ranking: Ranking, group: Int, above: Double, gain: Double, loss: Double) {
    let total = ranking.totalWeight
    let (a, b) = (gain * total / ranking.positiveWeight, loss * total / ranking.negativeWeight)
    let walk = a * b * ranking.unit / total
    let curvature = ranking.rateFall(after: group, above: above) * (a + b) / 2
    let flat = (Double.pi / 8 * walk).squareRoot()
    let neighbours = group..<min(group + 2, ranking.scores.count)
    let apart = neighbours.reduce(0) { $0 + ranking.weight(ofGroup: $1) } / 2 / total
    let lost = Self.stepLoss * (walk * apart).squareRoot()
    guard curvature > 0 else {
      (excess, lessVariance) = (max(0, flat - lost), 0)
      return
    }
    let width = cbrt(walk / (curvature * curvature))
    let smooth = min(flat, Self.meanOfMaximum * curvature * width * width)
    excess = max(0, smooth - lost)
    let end = min(above, total - above)
    let room = end > 0 ? max(0, 1 - width * total / end) : 0
    lessVariance = smooth > 0 ? excess / smooth * room * walk * width * Self.covariation : 0
  }
}

extension Ranking {
  func weight(ofGroup group: Int) -> Double { positives[group] + negatives[group] }

  /// How fast the rate of outcome 1 falls with the share of rows, at the cut after `group`, `above` which is a weight: by a
  /// ``LocalLine`` as wide as the smaller side, or the larger of the groups at the cut where that is more.
  ///
  /// - Complexity: O(rows within that width).
  fileprivate func rateFall(after group: Int, above: Double) -> Double {
    let neighbours = (group..<min(group + 2, scores.count)).map { weight(ofGroup: $0) }
    let width = max(2 * unit, min(above, totalWeight - above), neighbours.max() ?? 0)
    var line = LocalLine()
    func add(_ group: Int, at middle: Double) {
      let (place, weight) = (middle / width, weight(ofGroup: group))
      line.add(place: place, weight: LocalLine.height(place) * weight, value: positives[group] / weight)
    }
    var distance = 0.0
    for next in positives.indices.suffix(from: group + 1) where distance < width {
      add(next, at: distance + weight(ofGroup: next) / 2)
      distance += weight(ofGroup: next)
    }
    distance = 0
    for before in (0...group).reversed() where distance < width {
      add(before, at: -distance - weight(ofGroup: before) / 2)
      distance += weight(ofGroup: before)
    }
    return -line.slope * totalWeight / width
  }
}

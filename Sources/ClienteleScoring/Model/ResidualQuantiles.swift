/// How far outcomes fell from predictions that had not seen them: what prediction intervals are made of.
///
/// A residual is (y − μ)/s(μ), s(μ) = μ^(k/4) for a family whose spread grows with its mean, measured by cross-validation in
/// the rows held out. For a new row from the same population and a level 1 − α,
///
///     lower = μ + q(α/2) · s(μ),   upper = μ + q(1 − α/2) · s(μ)
///
/// covers about 1 − α of outcomes, whatever their distribution: q are order statistics of the residuals, taken outwards as
/// conformal prediction takes them. (Vovk, Gammerman and Shafer, *Algorithmic Learning in a Random World*, 2005; Lei et al.,
/// *Journal of the American Statistical Association* 113, 2018. With residuals of K folds instead of one split the level is
/// not guaranteed but for stable fits: Barber et al., *Annals of Statistics* 49, 2021.)
public struct ResidualQuantiles: Codable, Sendable, Equatable {
  /// The residuals at the levels 1/400, 2/400, …, 399/400, ascending.
  public let values: [Double]
  /// k in s(μ) = μ^(k/4).
  public let quarterPowers: Int
  /// The least value that an outcome can have: 0 for counts and amounts from 0 up, nil for any.
  public let least: Double?

  /// The number of steps between the levels 0 and 1.
  static let steps = 400
  /// Fewer residuals cannot tell the outer levels.
  static let fewest = 40

  /// Joins the parts.
  public init(values: [Double], quarterPowers: Int, least: Double?) {
    self.values = values
    self.quarterPowers = quarterPowers
    self.least = least
  }

  /// Measures residuals; nil where there are fewer than forty, or one is not finite.
  package init?(outcomes: [Double], means: [Double], quarterPowers: Int, least: Double?) {
    var residuals: [Double] = []
    for (outcome, mean) in zip(outcomes, means) {
      residuals.append((outcome - mean) / Self.spread(mean, quarterPowers))
    }
    guard residuals.count >= Self.fewest, residuals.allSatisfy(\.isFinite) else { return nil }
    residuals.sort()
    let count = residuals.count
    values = (1..<Self.steps).map { step in
      // Ranks are taken outwards: ⌊p(n + 1)⌋ below the median, ⌈p(n + 1)⌉ above.
      let place = Double(step) / Double(Self.steps) * Double(count + 1)
      let rank = step * 2 < Self.steps ? place.rounded(.down) : place.rounded(.up)
      return residuals[min(max(Int(rank), 1), count) - 1]
    }
    self.quarterPowers = quarterPowers
    self.least = least
  }

  /// The interval around a prediction that holds about a share `level` of outcomes, 0 < level < 1.
  public func interval(_ level: Double, around mean: Double) -> (lower: Double, upper: Double) {
    let half = (1 - level) / 2
    let below = min(max(Int((half * Double(Self.steps) + 1e-9).rounded(.down)), 1), Self.steps - 1)
    let spread = Self.spread(mean, quarterPowers)
    let lower = mean + values[below - 1] * spread
    let upper = mean + values[Self.steps - below - 1] * spread
    return (max(lower, least ?? -.infinity), max(upper, least ?? -.infinity))
  }

  /// s(μ), by square roots and products alone: the same bits on every platform.
  private static func spread(_ mean: Double, _ quarterPowers: Int) -> Double {
    if quarterPowers == 0 { return 1 }
    let quarter = mean.squareRoot().squareRoot()
    return (0..<quarterPowers).reduce(1) { product, _ in product * quarter }
  }

  /// Whether the numbers are what ``init(outcomes:means:quarterPowers:least:)`` makes.
  var isConsistent: Bool {
    values.count == Self.steps - 1 && values.allSatisfy(\.isFinite) && (0...16).contains(quarterPowers)
      && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 } && (least?.isFinite ?? true)
  }
}

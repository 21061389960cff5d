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
///
/// Of a model of several quantiles a residual is how far the outcome lies beyond the outermost two, below 0 between them, over
/// the distance of these two; and the limits are those two moved outwards by q(1 − α) times their distance: as wide in a row as
/// its quantiles are apart. (Conformalized quantile regression: Romano, Patterson and Candès, *NeurIPS*, 2019; by the
/// distance as Sesia and Candès, *Stat* 9, 2020, have it.)
public struct ResidualQuantiles: Codable, Sendable, Equatable {
  /// The residuals at the levels 1/400, 2/400, …, 399/400, ascending.
  public let values: [Double]
  /// k in s(μ) = μ^(k/4); of several quantiles 4 where residuals are over their distance, else 0.
  public let quarterPowers: Int
  /// The same by group of customers, where they were asked for; groups with few rows share ``values``.
  public let groups: Groups?
  /// Whether residuals are distances beyond the outermost of several quantiles.
  public let isOfQuantiles: Bool
  /// The least value that an outcome can have: 0 for counts and amounts from 0 up, nil for any.
  public let least: Double?

  /// The number of steps between the levels 0 and 1.
  static let steps = 400
  /// Fewer residuals cannot tell the outer levels.
  static let fewest = 40
  /// Groups with fewer share the residuals of all: their own would move limits more than they mend.
  static let fewestInGroup = 100

  /// Residuals of every level of a column: intervals then hold their share in each of these groups, which is Mondrian
  /// conformal prediction (Vovk, Gammerman and Shafer, section 4.5).
  public struct Groups: Codable, Sendable, Equatable {
    /// The column.
    public let column: String
    /// Its levels that had rows enough.
    public let levels: [String]
    /// For each of them what ``ResidualQuantiles/values`` is for all.
    public let values: [[Double]]

    /// Joins the parts.
    public init(column: String, levels: [String], values: [[Double]]) {
      self.column = column
      self.levels = levels
      self.values = values
    }
  }

  /// Joins the parts.
  public init(
    values: [Double], quarterPowers: Int, least: Double?, isOfQuantiles: Bool = false, groups: Groups? = nil
  ) {
    self.values = values
    self.quarterPowers = quarterPowers
    self.isOfQuantiles = isOfQuantiles
    self.least = least
    self.groups = groups
  }

  /// Measures residuals; nil where there are fewer than forty, or one is not finite.
  ///
  /// - Parameters:
  ///   - weights: a weight of 2 counts as two rows; nil is 1 everywhere.
  ///   - groups: a column, its levels, and the position among them of every row, nil for none.
  package init?(
    outcomes: [Double], means: [Double], weights: [Double]? = nil, quarterPowers: Int, least: Double?,
    groups: RowGroups? = nil
  ) {
    let sizes = outcomes.indices.map { (outcomes[$0] - means[$0]) / Self.spread(means[$0], quarterPowers) }
    self.init(sizes, weights, quarterPowers: quarterPowers, least: least, isOfQuantiles: false, groups)
  }

  /// Measures how far outcomes lie beyond the outermost of several quantiles; nil likewise.
  package init?(
    outcomes: [Double], lowest: [Double], highest: [Double], weights: [Double]?, groups: RowGroups?
  ) {
    let rows = outcomes.indices.filter { weights?[$0] ?? 1 > 0 }
    // Where quantiles meet in some row there is no width to measure by.
    let quarterPowers = rows.allSatisfy { highest[$0] > lowest[$0] } ? 4 : 0
    let sizes = outcomes.indices.map { row in
      max(lowest[row] - outcomes[row], outcomes[row] - highest[row])
        / Self.spread(max(highest[row] - lowest[row], 0), quarterPowers)
    }
    self.init(sizes, weights, quarterPowers: quarterPowers, least: nil, isOfQuantiles: true, groups)
  }

  /// A column, its levels, and the position among them of every row, nil for none.
  package typealias RowGroups = (column: String, levels: [String], codes: [Int?])

  private init?(
    _ sizes: [Double], _ weights: [Double]?, quarterPowers: Int, least: Double?, isOfQuantiles: Bool,
    _ groups: RowGroups?
  ) {
    var residuals: [Residual] = []
    for (row, size) in sizes.enumerated() where weights?[row] ?? 1 > 0 {
      residuals.append(Residual(size: size, weight: weights?[row] ?? 1, group: groups?.codes[row]))
    }
    guard residuals.count >= Self.fewest, residuals.allSatisfy(\.size.isFinite) else { return nil }
    residuals.sort { $0.size < $1.size }
    values = Self.quantiles(residuals)
    self.quarterPowers = quarterPowers
    self.least = least
    self.isOfQuantiles = isOfQuantiles
    guard let groups else {
      self.groups = nil
      return
    }
    var members = [[Residual]](repeating: [], count: groups.levels.count)
    for residual in residuals { if let group = residual.group { members[group].append(residual) } }
    let large = members.indices.filter { members[$0].count >= Self.fewestInGroup }
    self.groups = Groups(
      column: groups.column, levels: large.map { groups.levels[$0] }, values: large.map { Self.quantiles(members[$0]) })
  }

  /// A residual of a row that counts.
  private struct Residual {
    let size, weight: Double
    let group: Int?
  }

  /// The order statistics of residuals in ascending order.
  private static func quantiles(_ residuals: [Residual]) -> [Double] {
    let total = residuals.reduce(0) { $0 + $1.weight }
    var (row, reached) = (0, residuals[0].weight)
    return (1..<steps).map { step in
      // Ranks are taken outwards: ⌊p(n + 1)⌋ below the median, ⌈p(n + 1)⌉ above.
      let place = Double(step) / Double(steps) * (total + 1)
      let rank = step * 2 < steps ? place.rounded(.down) : place.rounded(.up)
      while reached < rank * (1 - 1e-12), row + 1 < residuals.count {
        row += 1
        reached += residuals[row].weight
      }
      return residuals[row].size
    }
  }

  /// The largest share that an interval can hold: between the outermost levels kept.
  package static let largestShare = 1 - 2 / Double(steps)

  /// The interval around a prediction that holds about a share `level` of outcomes, 0 < level < 1; beyond the outermost
  /// levels kept, 1/400 and 399/400, it is the one between these.
  ///
  /// - Parameters:
  ///   - outer: the lowest and the highest of the row's quantiles, where the model has several.
  ///   - group: the level of ``Groups/column`` in the row.
  public func interval(
    _ level: Double, around mean: Double, outer: (lowest: Double, highest: Double)? = nil, group: String? = nil
  ) -> (lower: Double, upper: Double) {
    let place = group.flatMap { groups?.levels.firstIndex(of: $0) }
    let values = place.flatMap { groups?.values[$0] } ?? values
    if isOfQuantiles, let outer {
      let step = min(max(Int((level * Double(Self.steps) - 1e-9).rounded(.up)), 1), Self.steps - 1)
      // Moved inwards beyond each other they meet halfway.
      let moved = values[step - 1] * Self.spread(max(outer.highest - outer.lowest, 0), quarterPowers)
      let (lower, upper) = (outer.lowest - moved, outer.highest + moved)
      return lower <= upper ? (lower, upper) : ((lower + upper) / 2, (lower + upper) / 2)
    }
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
    func isAscending(_ values: [Double]) -> Bool {
      values.count == Self.steps - 1 && values.allSatisfy(\.isFinite)
        && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
    }
    let groupsFit =
      groups.map { $0.levels.count == $0.values.count && $0.values.allSatisfy(isAscending) } ?? true
    return isAscending(values) && groupsFit && (0...16).contains(quarterPowers) && (least?.isFinite ?? true)
  }
}

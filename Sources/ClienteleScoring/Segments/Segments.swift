/// The segments of a clustering: the frozen rule by which a customer belongs to one of them.
///
/// A customer is a point. A numeric column is the coordinate z = (curve(x) − center) · multiplier, a missing number the
/// average, 0. A categorical column is a group. Segments are numbered by size, the largest first.
public struct Segments: Sendable, Equatable {
  /// What the segments are called, in the order of their numbers.
  public let names: [String]
  /// The share of the training weight in every segment.
  public let shares: [Double]
  /// The distance beyond which a customer lies outside their segment: its training distances' third quartile and three
  /// times their interquartile range (the outer fence of Tukey 1977, *Exploratory Data Analysis*).
  public let fences: [Double]
  /// One a numeric feature of the encoder, in its order: what a deviation from the center is multiplied by.
  public let multipliers: [Double]
  /// How a point is assigned.
  public let rule: Rule

  /// How a point is assigned to a segment.
  public enum Rule: Sendable, Equatable {
    /// To the nearest prototype.
    case prototypes(Prototypes)
    /// To the component of a mixture that most probably made it.
    case mixture(Mixture)
  }

  /// Joins what training found.
  public init(names: [String], shares: [Double], fences: [Double], multipliers: [Double], rule: Rule) {
    self.names = names
    self.shares = shares
    self.fences = fences
    self.multipliers = multipliers
    self.rule = rule
  }

  /// The number of segments.
  public var count: Int { names.count }
}

/// One typical point a segment. With γ the cost of another group,
///
///     distance² = Σ (z − center)² over numeric features + γ · (categorical features in another group than the mode)
///
/// Source: Z. Huang (1998), *Data Mining and Knowledge Discovery* 2, 283–304; without categorical features, *k*-means.
public struct Prototypes: Sendable, Equatable {
  /// The center of every segment, a coordinate a numeric feature.
  public let centers: [[Double]]
  /// The most frequent group of every segment, one a categorical feature.
  public let modes: [[Int]]
  /// γ, the squared distance between two groups of a categorical feature.
  public let mismatchCost: Double

  /// Joins the numbers.
  public init(centers: [[Double]], modes: [[Int]], mismatchCost: Double) {
    self.centers = centers
    self.modes = modes
    self.mismatchCost = mismatchCost
  }
}

/// One normal distribution a segment, over numeric features:
///
///     p(segment k | z) ∝ weight_k |L_k| exp(−½ distance_k²),   distance_k² = |L_k (z − mean_k)|²
///
/// Source: G. McLachlan and D. Peel (2000), *Finite Mixture Models*, Wiley.
public struct Mixture: Sendable, Equatable {
  /// The share that every component makes.
  public let weights: [Double]
  /// The mean of every component.
  public let means: [[Double]]
  /// L of every component, the inverse of its covariance's Cholesky factor: the lower triangle, row by row.
  public let precisionFactors: [[Double]]

  /// Joins the numbers.
  public init(weights: [Double], means: [[Double]], precisionFactors: [[Double]]) {
    self.weights = weights
    self.means = means
    self.precisionFactors = precisionFactors
  }
}

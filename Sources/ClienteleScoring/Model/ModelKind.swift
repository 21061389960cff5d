/// The family of a model: what it is trained to predict, and how.
public enum ModelKind: String, Codable, Sendable, CaseIterable {
  /// Least squares.
  case linear
  /// Binomial with logit link.
  case logistic
  /// Counts whose variance is their mean.
  case poisson
  /// Positive amounts whose standard deviation grows with their mean.
  case gamma
  /// Positive amounts with a heavier tail: the variance grows with the cube of the mean.
  case inverseGaussian = "inverse-gaussian"
  /// Counts that vary more than a Poisson's: variance μ + μ²/θ.
  case negativeBinomial = "negative-binomial"
  /// Amounts of which many are 0: variance φ μᵖ, 1 < p < 2.
  case tweedie
  /// One of several classes.
  case multinomial
  /// One of several classes that have an order.
  case ordinal
  /// Quantiles of an amount.
  case quantile
  /// An amount, with a loss that outliers move little.
  case huber
  /// An amount, with a loss that far outliers do not move at all.
  case tukey
  /// The probability of any amount times the amount given any.
  case twoPart = "two-part"
  /// Segments around centers.
  case kMeans = "kmeans"
  /// Segments that are normal distributions.
  case gaussianMixture = "gaussian-mixture"
  /// Segments around centers and most frequent levels.
  case kPrototypes = "k-prototypes"
  /// Segments of a tree that joins the nearest.
  case ward
  /// Uncorrelated sums of columns that vary most.
  case principalComponents = "pca"

  /// What kind of outcome is predicted: of a target, or of none.
  package enum Outcome: Sendable { case amount, binary, classes, segments, components }

  /// What kind of outcome is predicted.
  package var outcome: Outcome {
    switch self {
    case .logistic: .binary
    case .multinomial, .ordinal: .classes
    case .kMeans, .gaussianMixture, .kPrototypes, .ward: .segments
    case .principalComponents: .components
    default: .amount
    }
  }

  /// Whether it is trained on a target column.
  package var hasTarget: Bool { outcome != .segments && outcome != .components }

  /// Whether format versions 1 and 2 know the family.
  var isFirstGeneration: Bool { self == .linear || self == .logistic }

  /// The link that is used where none is asked for.
  package var defaultLink: Link {
    switch self {
    case .logistic, .multinomial, .ordinal: .logit
    case .linear, .quantile, .huber, .tukey: .identity
    case .kMeans, .gaussianMixture, .kPrototypes, .ward, .principalComponents: .identity
    case .poisson, .gamma, .inverseGaussian, .negativeBinomial, .tweedie, .twoPart: .log
    }
  }
}

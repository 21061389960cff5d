import Distributions

/// How the interval and *p*-value of a difference were found.
package enum PairedTest: String, Sendable, Codable {
  /// DeLong's covariance of two areas.
  case delong
  /// The delta method on what every row adds to the difference.
  case delta
  /// Percentiles of a paired Poisson bootstrap.
  case bootstrap
  /// Bias-corrected and accelerated percentiles of it.
  case bca
}

/// One metric of two models on the same rows, and their difference B − A with its 95 % interval.
package struct MetricDifference: Sendable, Equatable {
  package let a, b: Double
  /// `b` − `a`.
  package let difference: Double
  /// The standard error of the difference; nil with too few rows.
  package let standardError: Double?
  /// The ends of the 95 % interval of the difference.
  package let lower, upper: Double?
  /// The two-sided *p*-value of "no difference".
  package let pValue: Double?
  package let test: PairedTest

  init(
    a: Double, b: Double, difference: Double, standardError: Double?, lower: Double?, upper: Double?, pValue: Double?,
    test: PairedTest
  ) {
    self.a = a
    self.b = b
    self.difference = difference
    self.standardError = standardError
    self.lower = lower
    self.upper = upper
    self.pValue = pValue
    self.test = test
  }

  /// `difference` ± 1.96 `standardError`. Without an error there is no interval, unless the difference is 0 in every row:
  /// then the interval is 0 and *p* is 1.
  init(a: Double, b: Double, difference: Double? = nil, standardError: Double?, test: PairedTest) {
    let difference = difference ?? b - a
    let isNothing = standardError == 0 && difference == 0
    let error = isNothing ? standardError : standardError.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    self.init(
      a: a, b: b, difference: difference, standardError: error,
      lower: error.map { difference - Estimate.quantile * $0 },
      upper: error.map { difference + Estimate.quantile * $0 },
      pValue: isNothing ? 1 : error.map { Normal.twoSidedPValue(difference / $0) }, test: test)
  }

  /// The same with an interval of `resampled`; without change where there is none.
  ///
  /// - Parameter influence: the first-order change by a row, for the acceleration; see ``ComparedRows/standardError(_:)``.
  func replaced(
    by resampled: ResampledDifference?, _ rows: ComparedRows, influence: (Int) -> Double
  ) -> MetricDifference {
    guard let resampled else { return self }
    let replicates = resampled.replicates
    let ends: (lower: Double, upper: Double)?
    let pValue: Double?
    switch resampled.interval {
    case .percentile:
      ends = replicates.percentile()
      pValue = replicates.pValue()
    case .bca:
      let acceleration = rows.acceleration(influence)
      ends = replicates.biasCorrected(estimate: difference, acceleration: acceleration)
      pValue = replicates.biasCorrectedPValue(estimate: difference, acceleration: acceleration)
    }
    return MetricDifference(
      a: a, b: b, difference: difference, standardError: nil, lower: ends?.lower, upper: ends?.upper, pValue: pValue,
      test: resampled.interval == .bca ? .bca : .bootstrap)
  }

  /// The same on a scale stretched by `factor` > 0.
  func scaled(by factor: Double) -> MetricDifference {
    MetricDifference(
      a: factor * a, b: factor * b, difference: factor * difference, standardError: standardError.map { factor * $0 },
      lower: lower.map { factor * $0 }, upper: upper.map { factor * $0 }, pValue: pValue, test: test)
  }
}

/// The replications of a difference, and how its interval is read off them.
struct ResampledDifference {
  let replicates: BootstrapReplicates
  let interval: BootstrapInterval
}

/// A metric's difference by its name, or why there is none.
package struct NamedDifference: Sendable, Equatable {
  package let name: MetricName
  package let value: Result<MetricDifference, UndefinedMetric>

  /// The difference, if there is one.
  package var difference: MetricDifference? { try? value.get() }

  init(_ name: MetricName, _ compute: () throws(UndefinedMetric) -> MetricDifference) {
    self.name = name
    value = Result(catching: compute)
  }
}

extension MetricName {
  /// Whether a higher value is better; nil where the best value is neither the highest nor the lowest.
  package var higherIsBetter: Bool? {
    switch self {
    case .auc, .prAUC, .topDecileLift, .rSquared, .accuracy, .macroAUC: true
    case .logLoss, .brier, .rmse, .mae, .deviance, .checkLoss: false
    default: nil
    }
  }
}

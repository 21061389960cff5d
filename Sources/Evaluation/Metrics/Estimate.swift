import Distributions

/// A number computed from a sample, with its 95 % confidence interval.
///
/// Intervals take the predictions as given and the rows as independent draws: they say how far the number would move
/// with other customers, not with another training run.
package struct Estimate: Sendable, Equatable {
  /// The estimate.
  package let estimate: Double
  /// The ends of the 95 % interval; nil where too few rows, or an estimate at the end of its range, leave none.
  package let lower, upper: Double?
  /// The standard error on the estimate's own scale; nil where there is none.
  package let standardError: Double?

  /// The normal quantile of a 95 % interval.
  static let quantile = Normal.quantile(0.975)

  /// Joins the numbers of an interval made elsewhere.
  init(estimate: Double, lower: Double?, upper: Double?, standardError: Double?) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.standardError = standardError
  }

  /// `estimate` ± 1.96 `standardError`, clipped to `range`.
  init(_ estimate: Double, standardError: Double?, within range: ClosedRange<Double> = -.infinity ... .infinity) {
    let margin = standardError.map { Self.quantile * $0 }
    self.init(
      estimate: estimate,
      lower: margin.map { max(range.lowerBound, estimate - $0) },
      upper: margin.map { min(range.upperBound, estimate + $0) },
      standardError: standardError)
  }

  /// The same without ends, or a standard error, that are not finite.
  ///
  /// - Throws: ``UndefinedMetric/overflow`` where the estimate itself is not.
  var finite: Estimate {
    get throws(UndefinedMetric) {
      func number(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
      guard estimate.isFinite else { throw .overflow }
      let hasInterval = number(lower) != nil && number(upper) != nil
      return Estimate(
        estimate: estimate, lower: hasInterval ? lower : nil, upper: hasInterval ? upper : nil,
        standardError: number(standardError))
    }
  }

  /// The same on a scale stretched by `factor` > 0.
  func scaled(by factor: Double) -> Estimate {
    Estimate(
      estimate: factor * estimate, lower: lower.map { factor * $0 }, upper: upper.map { factor * $0 },
      standardError: standardError.map { factor * $0 })
  }
}

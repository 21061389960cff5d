/// How far a fit can be trusted.
package struct FitCertificate: Sendable, Codable, Equatable {
  /// Whether it converged.
  package var converged: Bool
  /// Steps taken.
  package var iterations: Int?
  /// The gradient where it stopped.
  package var gradientNorm: Double?
  /// Why it stopped.
  package var stopReason: String?
  /// 1 over the condition number of the design: near 0 is bad.
  package var reciprocalCondition: Double?
  /// Terms that are combinations of earlier ones.
  package var aliased: [String]
  /// Terms without a finite estimate.
  package var separated: [String]
  /// More: penalty, kind of standard errors.
  package var facts: [Fact]
  /// Log-likelihood, deviance, AIC and the like.
  package var measures: [Highlight]

  /// Joins its parts; what is left out stays out of the page.
  package init(
    converged: Bool, iterations: Int? = nil, gradientNorm: Double? = nil, stopReason: String? = nil,
    reciprocalCondition: Double? = nil, aliased: [String] = [], separated: [String] = [], facts: [Fact] = [],
    measures: [Highlight] = []
  ) {
    self.converged = converged
    self.iterations = iterations
    self.gradientNorm = gradientNorm
    self.stopReason = stopReason
    self.reciprocalCondition = reciprocalCondition
    self.aliased = aliased
    self.separated = separated
    self.facts = facts
    self.measures = measures
  }
}

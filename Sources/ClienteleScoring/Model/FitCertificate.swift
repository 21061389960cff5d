/// What a fit proves about itself. Stored beside the model; never needed to score.
public struct FitCertificate: Codable, Sendable, Equatable {
  /// How the solver ended.
  public var convergence: Convergence
  /// The intercept, if there is one, then one entry a term of the encoder.
  public var terms: [TermEstimate]
  /// What was estimated beside the terms: the θ of a negative binomial, the power of a Tweedie model.
  public var parameters: [ParameterEstimate]
  /// The log-likelihood at the estimates, and twice its distance from the saturated model's.
  public var logLikelihood, deviance: Double
  /// Deviance of the model with an intercept (and offset) only.
  public var nullDeviance: Double
  /// Akaike's and Schwarz's criteria; nil under a penalty, where they do not hold.
  public var aic, bic: Double?
  /// The dispersion φ: residual variance for least squares, 1 for binomial and counts.
  public var dispersion: Double
  /// Residual degrees of freedom: Σ weights − rank.
  public var residualDegreesOfFreedom: Double
  /// `classical`, `hc1` or `cluster:COLUMN`.
  public var standardErrors: String
  /// How the intervals of terms were found where not from standard errors: `profile`.
  public var intervals: String?
  /// Whether standard errors are approximate because a penalty biases the estimates.
  public var isApproximate: Bool

  /// Joins the facts.
  public init(
    convergence: Convergence, terms: [TermEstimate], parameters: [ParameterEstimate] = [], logLikelihood: Double,
    deviance: Double, nullDeviance: Double, aic: Double?, bic: Double?, dispersion: Double,
    residualDegreesOfFreedom: Double, standardErrors: String, intervals: String? = nil, isApproximate: Bool
  ) {
    self.convergence = convergence
    self.terms = terms
    self.parameters = parameters
    self.logLikelihood = logLikelihood
    self.deviance = deviance
    self.nullDeviance = nullDeviance
    self.aic = aic
    self.bic = bic
    self.dispersion = dispersion
    self.residualDegreesOfFreedom = residualDegreesOfFreedom
    self.standardErrors = standardErrors
    self.intervals = intervals
    self.isApproximate = isApproximate
  }
}

/// How a solver ended.
public struct Convergence: Codable, Sendable, Equatable {
  /// Whether the estimates are a stationary point of the objective.
  public var converged: Bool
  /// Full passes that moved the estimates.
  public var iterations: Int
  /// Largest absolute component of the mean gradient in scaled columns at the estimates.
  public var gradientNorm: Double
  /// Why it stopped, in words a script can compare: `gradient`, `exact`, `separation`, `iterations`, `no-progress`.
  public var stopReason: String
  /// `gram`, or `qr` where the Gram matrix was too ill-conditioned to be trusted.
  public var route: String
  /// Estimated reciprocal condition number of the standardised design.
  public var reciprocalCondition: Double
  /// Terms that are linear combinations of earlier ones: dropped, estimate 0.
  public var aliased: [String]
  /// Terms along which the likelihood keeps rising for ever: their estimates are not maximum-likelihood estimates.
  public var separated: [String]

  /// Joins the facts.
  public init(
    converged: Bool, iterations: Int, gradientNorm: Double, stopReason: String, route: String,
    reciprocalCondition: Double, aliased: [String], separated: [String]
  ) {
    self.converged = converged
    self.iterations = iterations
    self.gradientNorm = gradientNorm
    self.stopReason = stopReason
    self.route = route
    self.reciprocalCondition = reciprocalCondition
    self.aliased = aliased
    self.separated = separated
  }
}

/// An estimate that is no coefficient.
public struct ParameterEstimate: Codable, Sendable, Equatable {
  /// The letter or name that the literature has for it.
  public var name: String
  /// Its value.
  public var estimate: Double
  /// Its standard error; nil where it was given, or none is known.
  public var standardError: Double?

  /// Joins name and numbers.
  public init(name: String, estimate: Double, standardError: Double? = nil) {
    self.name = name
    self.estimate = estimate
    self.standardError = standardError
  }
}

/// One row of the coefficient table.
public struct TermEstimate: Codable, Sendable, Equatable {
  /// Which predictor it belongs to where a model has several: a class, the level of a quantile, `any` or `amount`.
  public var part: String?
  /// `(intercept)`, `column`, `column[level]`.
  public var term: String
  /// The estimate on the original scale of the column; nil for an aliased term.
  public var estimate: Double?
  /// Its standard error; nil where there is none, `note` then says why.
  public var standardError: Double?
  /// estimate / standard error: *t* for least squares, *z* otherwise.
  public var statistic: Double?
  /// The two-sided *p*-value of no effect.
  public var pValue: Double?
  /// The 95 % confidence interval; an end of a profile-likelihood interval may be infinite.
  public var lower, upper: Double?
  /// Why a number is missing, or to be taken with care: `aliased`, `separated`, `not determined`, `not converged`, `no degrees of freedom`,
  /// `exact fit`, `nearly aliased`; under a lasso or elastic net `not selected`, `post-selection`; with
  /// bounds `at its bound`, `given the bounds`.
  public var note: String?

  /// Joins the numbers of a row.
  public init(
    term: String, estimate: Double?, standardError: Double? = nil, statistic: Double? = nil, pValue: Double? = nil,
    lower: Double? = nil, upper: Double? = nil, note: String? = nil, part: String? = nil
  ) {
    self.part = part
    self.term = term
    self.estimate = estimate
    self.standardError = standardError
    self.statistic = statistic
    self.pValue = pValue
    self.lower = lower
    self.upper = upper
    self.note = note
  }
}

/// What training hands to the model file: everything that scoring needs, and what explains and certifies it.
public struct FittedModel: Sendable, Equatable {
  /// The family.
  public let kind: ModelKind
  /// What is predicted.
  public let response: Response
  /// The fitted transform.
  public let encoder: Encoder
  /// The linear predictors on the original scale of the columns: one, or as many as the response function takes.
  public let predictors: [LinearPredictor]
  /// How they become a prediction.
  public let function: ResponseFunction
  /// How the fit ended, and its inference.
  public let certificate: FitCertificate
  /// Where the model comes from.
  public let lineage: Lineage
  /// The texts that stood for a missing value in the training table, where they were not those of ``CSVOptions``.
  public let missing: [String]?
  /// What prediction intervals are made of; nil where training held no rows out, or predicts no amount.
  public private(set) var residuals: ResidualQuantiles?
  /// What makes probabilities of a binary outcome hold; nil where the inverse of the link is the probability.
  public private(set) var calibrator: Calibrator?
  /// How uncertain the estimates are; nil where training was not asked to keep it.
  public private(set) var covariance: EstimateCovariance?
  /// The rule of a clustering; nil for models that predict.
  public private(set) var segments: Segments?

  /// Joins the parts of a model of one predictor; its link is the family's default where none is given.
  public init(
    kind: ModelKind, response: Response, encoder: Encoder, predictor: LinearPredictor, link: Link? = nil,
    certificate: FitCertificate, lineage: Lineage, missing: [String]? = nil, residuals: ResidualQuantiles? = nil,
    calibrator: Calibrator? = nil, covariance: EstimateCovariance? = nil
  ) {
    self.init(
      kind: kind, response: response, encoder: encoder, predictors: [predictor],
      function: .mean(link ?? kind.defaultLink), certificate: certificate, lineage: lineage, missing: missing,
      residuals: residuals, calibrator: calibrator, covariance: covariance)
  }

  /// Joins the parts of a model.
  public init(
    kind: ModelKind, response: Response, encoder: Encoder, predictors: [LinearPredictor], function: ResponseFunction,
    certificate: FitCertificate, lineage: Lineage, missing: [String]? = nil, residuals: ResidualQuantiles? = nil,
    calibrator: Calibrator? = nil, covariance: EstimateCovariance? = nil, segments: Segments? = nil
  ) {
    self.kind = kind
    self.response = response
    self.encoder = encoder
    self.predictors = predictors
    self.function = function
    self.certificate = certificate
    self.lineage = lineage
    self.missing = missing
    self.residuals = residuals
    self.calibrator = calibrator
    self.covariance = covariance
    self.segments = segments
  }

  /// This model with what prediction intervals are made of.
  package func with(_ residuals: ResidualQuantiles?) -> FittedModel {
    var model = self
    model.residuals = residuals
    return model
  }

  /// This model with calibrated probabilities.
  package func with(_ calibrator: Calibrator?) -> FittedModel {
    var model = self
    model.calibrator = calibrator
    return model
  }

  /// This model with the covariance of its estimates.
  package func with(_ covariance: EstimateCovariance?) -> FittedModel {
    var model = self
    model.covariance = covariance
    return model
  }

  /// This model with segments of other names.
  package func with(segmentNames names: [String]) -> FittedModel {
    var model = self
    model.segments = segments.map {
      Segments(
        names: names, shares: $0.shares, fences: $0.fences, multipliers: $0.multipliers, rule: $0.rule)
    }
    return model
  }

  /// The linear predictor of a model that has one; the first of others.
  public var predictor: LinearPredictor { predictors.first ?? LinearPredictor(intercept: 0, estimates: []) }

  /// The link of a model of one predictor whose prediction is a mean.
  public var link: Link? {
    if case .mean(let link) = function { link } else { nil }
  }
}

/// What a model predicts.
///
/// A model without a target, of segments or of components, gives the name of what it tells as column.
public struct Response: Codable, Sendable, Equatable {
  /// The target column, `segment` or `component` for models that have none.
  public let column: String
  /// For a binary target, the value that counts as 1 and the one that counts as 0.
  public let event, nonEvent: String?
  /// The column that held the number of trials, where the target counts successes; not needed at scoring.
  public let trials: String?
  /// A column added to the link as it is, needed at scoring too.
  public let offset: String?
  /// The column that named the customer in training; scores are written beside it where it is there.
  public let id: String?

  /// Names the target.
  public init(
    column: String, event: String? = nil, nonEvent: String? = nil, trials: String? = nil, offset: String? = nil,
    id: String? = nil
  ) {
    self.column = column
    self.event = event
    self.nonEvent = nonEvent
    self.trials = trials
    self.offset = offset
    self.id = id
  }
}

/// link = intercept + Σ estimate · design column (+ offset), on the original scale of the columns.
public struct LinearPredictor: Codable, Sendable, Equatable {
  /// The intercept.
  public let intercept: Double
  /// One estimate a term of the encoder, in its order; 0 for an aliased term.
  public let estimates: [Double]

  /// Joins intercept and estimates.
  public init(intercept: Double, estimates: [Double]) {
    self.intercept = intercept
    self.estimates = estimates
  }
}

/// Where a model comes from: enough to train it again and to tell whether a table was in training.
public struct Lineage: Codable, Sendable, Equatable {
  /// SHA-256 of the content of the training columns that were used (hexadecimal).
  public var dataFingerprint: String
  /// Rows read and rows used.
  public var rows, rowsUsed: Int
  /// The seed of folds and of any draw.
  public var seed: UInt64
  /// The version of the tool.
  public var toolVersion: String
  /// The penalty, as given on the command line.
  public var penalty: String
  /// The hash of the model this one replaces, if any.
  public var parent: String?
  /// What tells whether another table has rows of training; nil in models that did not keep it.
  public var rowSketch: RowSketch?

  /// Joins the facts.
  public init(
    dataFingerprint: String, rows: Int, rowsUsed: Int, seed: UInt64, toolVersion: String, penalty: String,
    parent: String? = nil, rowSketch: RowSketch? = nil
  ) {
    self.dataFingerprint = dataFingerprint
    self.rows = rows
    self.rowsUsed = rowsUsed
    self.seed = seed
    self.toolVersion = toolVersion
    self.penalty = penalty
    self.parent = parent
    self.rowSketch = rowSketch
  }
}

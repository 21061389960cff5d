import ClienteleScoring
import LinearAlgebra
import Tables

/// A checked configuration of linear or logistic regression; only such a value can fit.
package struct Regression: Sendable {
  package let kind: ModelKind
  package let roles: ColumnRoles
  package let options: RegressionOptions

  /// Checks the configuration.
  package init(_ kind: ModelKind, roles: ColumnRoles, options: RegressionOptions) throws(TrainingError) {
    if !options.penalty.isValid { throw .invalidPenalty(options.penalty.name) }
    if options.folds != 0, !(2...255).contains(options.folds) {
      throw .invalidOption("--folds \(options.folds): use 2 to 255, or 0 for no validation")
    }
    if options.penalty.isSearched, options.folds == 0 {
      throw .invalidOption("--penalty \(options.penalty.name) needs folds: leave --folds 0 out")
    }
    if options.event != nil, kind.outcome != .binary {
      throw .invalidOption("--event goes with a binary target, and \(kind.rawValue) has none")
    }
    if roles.trials != nil, kind != .logistic {
      throw .invalidOption("--trials goes with --model logistic: the target counts successes")
    }
    if roles.trials != nil, options.event != nil {
      throw .invalidOption("--event does not go with --trials: the target counts successes")
    }
    if roles.trials != nil, options.calibration != nil || options.prior != nil {
      throw .invalidOption("--trials does not go with --calibrate and --prior: give every trial a row")
    }
    try Self.checkTime(roles, options)
    try Self.checkCalibration(kind, options)
    if case .clustered(let column) = options.standardErrors, roles.cluster != column {
      throw .invalidOption("the cluster column \(column) has no role")
    }
    if kind == .multinomial, roles.offset != nil {
      throw .invalidOption(
        "--offset does not go with --model multinomial: the same in all classes, it would change nothing")
    }
    try Self.checkFamily(kind, options)
    try Self.checkIntervals(kind, options)
    try Self.checkConstraints(kind, roles, options)
    try roles.checkParts()
    self.kind = kind
    self.roles = roles
    self.options = try Self.checkedWeighting(kind, roles, options)
  }

  /// The levels of quantiles, ascending.
  var levels: [Double] { (options.quantiles ?? [0.5]).sorted() }

  /// The link, the family's default where none was asked for.
  var link: Link { options.link ?? kind.defaultLink }

  /// The loss; of families with a parameter to be estimated at a first guess of it.
  var loss: any PointwiseLoss {
    kind.loss(link, theta: options.theta ?? 1, power: options.power ?? 1.5) ?? GaussianLoss()
  }

  /// Checks what only some families have.
  private static func checkFamily(_ kind: ModelKind, _ options: RegressionOptions) throws(TrainingError) {
    try checkQuantiles(kind, options)
    if options.classes != nil, kind.outcome != .classes {
      throw .invalidOption("--classes goes with --model multinomial or ordinal")
    }
    switch kind {
    case .quantile, .huber, .tukey: try checkRowByRow(kind, options)
    case .multinomial, .ordinal: try checkClasses(kind, options)
    default:
      if kind.links.isEmpty { throw .invalidOption("--model \(kind.rawValue) is not fitted as a regression") }
    }
    if let link = options.link, !kind.links.contains(link) {
      if kind.links.isEmpty { throw .invalidOption("--link does not go with --model \(kind.rawValue)") }
      let known = kind.links.map(\.rawValue).joined(separator: ", ")
      throw .invalidOption("--link \(link.rawValue) does not go with --model \(kind.rawValue): use \(known)")
    }
    if !options.hasIntercept, options.link == .inverse || options.link == .inverseSquare {
      throw .invalidOption("--no-intercept leaves nowhere to start from with an inverse link: use --link log")
    }
    if let power = options.power {
      if kind != .tweedie { throw .invalidOption("--power goes with --model tweedie") }
      if !(power > 1 && power < 2) { throw .invalidOption("--power \(power): give a power between 1 and 2") }
    }
    if let theta = options.theta {
      if kind != .negativeBinomial { throw .invalidOption("--theta goes with --model negative-binomial") }
      if !(theta > 0 && theta.isFinite) { throw .invalidOption("--theta \(theta): give a number above 0") }
    }
  }

  private static func checkTime(_ roles: ColumnRoles, _ options: RegressionOptions) throws(TrainingError) {
    guard roles.time != nil else { return }
    if options.folds == 0 { throw .invalidOption("--fold-time needs folds: leave --folds 0 out") }
    if options.folds > 254 { throw .invalidOption("--fold-time: use 254 folds at most") }
    if roles.group != nil { throw .invalidOption("--fold-time and --group: rows go by one or the other") }
    if options.calibration != nil {
      throw .invalidOption("--calibrate does not go with --fold-time, whose first rows are held out by no fold")
    }
  }

  private static func checkCalibration(_ kind: ModelKind, _ options: RegressionOptions) throws(TrainingError) {
    if let prior = options.prior {
      if kind.outcome != .binary {
        throw .invalidOption("--prior goes with a binary target, and \(kind.rawValue) has none")
      }
      if !(prior > 0 && prior < 1) { throw .invalidOption("--prior \(prior): give a share between 0 and 1") }
    }
    if options.keepsCovariance, kind.links.isEmpty {
      throw .invalidOption("--covariance does not go with --model \(kind.rawValue), which keeps none")
    }
    if let column = options.intervalColumn {
      if kind.outcome != .amount {
        throw .invalidOption("--interval-by \(column) goes with an amount, and \(kind.rawValue) predicts none")
      }
      if options.folds == 0 { throw .invalidOption("--interval-by \(column) needs folds: leave --folds 0 out") }
    }
    guard let method = options.calibration else { return }
    let flag = "--calibrate \(method.rawValue)"
    if kind.outcome != .binary {
      throw .invalidOption("\(flag) goes with a binary target, and \(kind.rawValue) has none")
    }
    if options.folds < 3 {
      throw .invalidOption("\(flag) needs three folds or more: leave --folds \(options.folds) out")
    }
  }

  private static func checkQuantiles(_ kind: ModelKind, _ options: RegressionOptions) throws(TrainingError) {
    guard let levels = options.quantiles else { return }
    if kind != .quantile { throw .invalidOption("--quantiles goes with --model quantile") }
    if levels.isEmpty { throw .invalidOption("--quantiles: give one level or more, as in 0.1,0.5,0.9") }
    if let level = levels.first(where: { !($0 >= 1e-6 && $0 <= 1 - 1e-6) }) {
      throw .invalidOption("--quantiles \(level): a level lies between 0 and 1, a millionth from either at least")
    }
    if let level = levels.first(where: { level in levels.count { $0 == level } > 1 }) {
      throw .invalidOption("--quantiles: \(level) is given twice")
    }
  }

  private static func checkClasses(_ kind: ModelKind, _ options: RegressionOptions) throws(TrainingError) {
    if let classes = options.classes {
      if classes.count < 2 { throw .invalidOption("--classes: list two classes or more") }
      if Set(classes).count < classes.count { throw .invalidOption("--classes: a class is given twice") }
    }
    switch options.penalty {
    case .none: break
    case .fixed(let penalty) where !penalty.selects || kind == .multinomial: break
    default:
      throw .invalidOption(
        "--penalty \(options.penalty.name) does not go with --model \(kind.rawValue): use none or ridge:LAMBDA"
          + (kind == .multinomial ? ", lasso:LAMBDA or elastic-net:A:LAMBDA" : ""))
    }
    if options.standardErrors != .classical {
      throw .invalidOption(
        "--standard-errors \(options.standardErrors.name) does not go with --model \(kind.rawValue): use classical")
    }
    if kind == .ordinal, !options.hasIntercept {
      throw .invalidOption("--no-intercept does not go with --model ordinal, which has thresholds")
    }
  }

  /// Quantiles and M-estimates have their own standard errors, and no penalty.
  private static func checkRowByRow(_ kind: ModelKind, _ options: RegressionOptions) throws(TrainingError) {
    if options.penalty != .none {
      throw .invalidOption("--penalty \(options.penalty.name) does not go with --model \(kind.rawValue): use none")
    }
    if options.standardErrors != .classical {
      throw .invalidOption(
        "--standard-errors \(options.standardErrors.name) does not go with --model \(kind.rawValue), which has its own")
    }
  }

  var reduction: BlockReduction { BlockReduction(threads: options.threads) }
}

/// What can be chosen beside family and columns. The defaults are those of the command line.
package struct RegressionOptions: Sendable, Equatable {
  package var penalty = Penalty.none
  /// Bounds of coefficients.
  package var constraints: [Constraint] = []
  package var standardErrors = StandardErrors.classical
  /// How the 95 % intervals of coefficients are found.
  package var intervals = CoefficientIntervals.wald
  package var hasIntercept = true
  /// How the linear predictor becomes a mean; the family's default if nil.
  package var link: Link?
  /// The power of a Tweedie family, the θ of a negative binomial; estimated if nil.
  package var power, theta: Double?
  /// The classes of a target in their order, the baseline or the lowest first; as they sort if nil.
  package var classes: [String]?
  /// The levels of quantiles; the median if nil.
  package var quantiles: [Double]?
  /// Whether the model file has the covariance of the estimates.
  package var keepsCovariance = false
  /// How much the rows of either outcome count; alike if nil.
  package var classWeights: ClassWeights?
  /// How probabilities are calibrated; not at all if nil.
  package var calibration: CalibrationMethod?
  /// The share of the event in the population, where the training table was sampled by it.
  package var prior: Double?
  /// The value of a binary target that counts as 1; the larger of the two if nil.
  package var event: String?
  package var policies = Policies()
  /// Levels with less weight than this, a sum over their rows, share the group `other`; 0 keeps every level apart.
  package var minimumLevelWeight = 0.0
  /// The instant from which dates are counted back, in microseconds since 1970; the end of the latest day if nil.
  package var reference: Int64?
  /// The texts that stood for a missing value where the table was read; nil for the usual ones.
  package var missing: [String]?
  /// A column in whose levels prediction intervals are to hold one by one.
  package var intervalColumn: String?
  /// Folds of cross-validation; 0 for none.
  package var folds = 5
  package var seed: UInt64 = 1
  /// Whether folds are dealt by row alone, and not by outcome: the same for all kinds.
  package var foldsAreAlike = false
  package var threads = BlockReduction.availableThreads
  /// The hash of the model that the new one replaces.
  package var parent: String?
  package var toolVersion = "unknown"

  package init() {}
}

import ArgumentParser
import ClienteleScoring
import Registry
import Tables
import Training

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fit a model to a table, certify the fit, validate it on folds and write the model file.",
    discussion: """
      Every column without another part is a predictor. Texts and truth values are treatment-coded with the first \
      level in sorted order as the baseline; a missing number is replaced by the mean and marked by a term of its own.
      """)

  @OptionGroup var table: TableOptions

  @Option(
    help: ArgumentHelp("The column to predict; none for segments and components.", valueName: "column"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "How many trials every row had, of which the target counts the successes; for logistic models.",
      valueName: "column"))
  var trials: String?

  @Option(
    help: ArgumentHelp(
      "The family: linear (an amount), logistic (a choice of two), poisson or negative-binomial (a count), gamma or inverse-gaussian (an amount above 0), tweedie (an amount that is often 0), two-part (the probability of any amount times the amount given any; it may be below 0), quantile (the median or other quantiles of an amount), huber or tukey (an amount, where outliers move little), multinomial or ordinal (one of several classes); without a target kmeans, gaussian-mixture, k-prototypes or ward (segments), or pca (components). Several, with commas between, are trained on the same folds and held against each other.",
      valueName: "kind,..."))
  var model: ModelKinds

  @Option(
    help: ArgumentHelp(
      "How the linear predictor becomes a mean: identity, log, logit, probit, cloglog, inverse, inverse-square or sqrt, as the family has it.",
      valueName: "link"))
  var link: Link?

  @Option(
    help: ArgumentHelp("The power of a tweedie family, above 1 and below 2; estimated if not given.", valueName: "p"))
  var power: Double?

  @Option(help: ArgumentHelp("The θ of a negative-binomial family; estimated if not given.", valueName: "theta"))
  var theta: Double?

  @Option(
    help: ArgumentHelp(
      "How a two-part model takes the size of amounts: gamma (the default), or lognormal for heavier tails.",
      valueName: "family"))
  var amount: TwoPart.AmountFamily?

  @Option(
    help: ArgumentHelp(
      "The classes of a multinomial or ordinal model: the baseline, or the lowest, first (default: numbers in their order, texts sorted; an ordinal model of texts needs it).",
      valueName: "class,..."))
  var classes: String?

  @Option(
    help: ArgumentHelp(
      "The levels of a quantile model, between 0 and 1: 0.1,0.5,0.9 (default: 0.5).", valueName: "level,..."))
  var quantiles: String?

  @Option(
    help: ArgumentHelp(
      "A YAML file of options and the values to try, as in penalty: [none, ridge:0.01]: the candidate of the smallest held-out loss is written.",
      valueName: "file"))
  var search: String?

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The model file to write; of several kinds a folder, for KIND.model each.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Register the model under this name, as its next version.", valueName: "name"))
  var register: String?

  @OptionGroup var place: RegistryOptions

  @Option(help: ArgumentHelp("The column that names the customer; no predictor.", valueName: "column"))
  var id: String?

  @Option(help: ArgumentHelp("Columns to leave out.", valueName: "column,..."))
  var drop: String?

  @Option(help: ArgumentHelp("A column of row weights; 2 counts as two equal rows.", valueName: "column"))
  var weights: String?

  @Option(
    name: .customLong("sampling-weights"),
    help: ArgumentHelp(
      "A column of row weights that are no counts: inverse probabilities of being sampled. Errors are then robust.",
      valueName: "column"))
  var samplingWeights: String?

  @Option(
    name: .customLong("class-weight"),
    help: ArgumentHelp(
      "What errors on rows of either outcome cost in the fit of a logistic or multinomial model: balanced, or LEVEL:w,LEVEL:w. Probabilities are corrected back.",
      valueName: "weights"))
  var classWeight: String?

  @Option(
    help: ArgumentHelp("A column added to the linear predictor as it is, in scoring too.", valueName: "column"))
  var offset: String?

  @Option(
    help: ArgumentHelp("The value of the target that counts as 1; the larger one if not given.", valueName: "value"))
  var event: String?

  @Option(
    help: ArgumentHelp(
      """
      none, ridge:LAMBDA (times half the squared standardised coefficients, beside the mean loss), lasso:LAMBDA (times \
      their absolute values), elastic-net:A:LAMBDA (A of the lasso, 1 - A of the ridge), or cv, cv:lasso, \
      cv:elastic-net:A to choose LAMBDA.
      """,
      valueName: "penalty"))
  var penalty = "none"

  @Option(
    help: ArgumentHelp(
      "Bounds of coefficients, by column or column[level]: tenure<=0,monthly_charges>=0,age=-0.1:0.3; or the order of a column's effects: band:increasing, tier:decreasing:low<mid<top.",
      valueName: "bounds"))
  var constrain: String?

  @Option(
    help: ArgumentHelp(
      "Calibrate probabilities on rows held out by the folds: platt, isotonic or beta.", valueName: "method"))
  var calibrate: CalibrationMethod?

  @Option(
    help: ArgumentHelp(
      "The share of the event in the population, where the table was sampled by it: probabilities are then those of the population.",
      valueName: "share"))
  var prior: Double?

  @Flag(name: .customLong("no-intercept"), help: "Fit without an intercept.")
  var noIntercept = false

  @Option(
    name: .customLong("standard-errors"),
    help: ArgumentHelp(
      "classical, hc0 to hc3 (any variance), or cluster:COLUMN (rows of one cluster hang together).", valueName: "kind")
  )
  var standardErrors = "classical"

  @Option(
    help: ArgumentHelp(
      "How the 95 % intervals of coefficients are found: wald (from standard errors), or profile (from the likelihood, which small tables and rare events need).",
      valueName: "kind"))
  var intervals = CoefficientIntervals.wald

  @Flag(help: "Keep the covariance of the estimates: score --expected-interval is made of it.")
  var covariance = false

  @Option(
    name: .customLong("interval-by"),
    help: ArgumentHelp(
      "A text or truth value: intervals of amounts (score --interval) then hold their share in each of its levels.",
      valueName: "column"))
  var intervalBy: String?

  @Option(help: "Folds of cross-validation; 0 for none.")
  var folds = 5

  @Option(help: ArgumentHelp("Keep the rows of one group in one fold.", valueName: "column"))
  var group: String?

  @Option(
    name: .customLong("fold-time"),
    help: ArgumentHelp(
      "Folds that go forward in this column: models of the rows before judge the rows after. A number or a date; no predictor.",
      valueName: "column"))
  var foldTime: String?

  @Option(help: "The seed of the folds.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Levels with fewer rows share one group.", valueName: "rows"))
  var pool: Int?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "The day from which dates are counted back (default: the latest day, its end if there are times).",
      valueName: "date"))
  var asOf: String?

  @Option(name: .customLong("on-missing"), help: "Scoring a missing value that training had none of: average or error.")
  var onMissing = Policies.Missing.average

  @Option(name: .customLong("on-unseen"), help: "Scoring a level that training never saw: average or error.")
  var onUnseen = Policies.Unseen.average

  @Option(
    name: .customLong("on-out-of-range"), help: "Scoring a number outside the range of training: keep, clip or error.")
  var onOutOfRange = Policies.OutOfRange.keep

  @OptionGroup var points: PointOptions

  @OptionGroup var speech: OutputOptions

  func validate() throws {
    try checkTarget()
    if output == nil, register == nil {
      throw ValidationError("nothing would be kept of the model: name a file with -o, or register it with --register")
    }
    if output == "" { throw ValidationError("-o: name the model file to write") }
    if output == "-" { throw ValidationError("-o -: a model goes into a file: name it") }
    do { _ = try register.map { try ModelName($0) } } catch { throw ValidationError("--register: \(error)") }
    if search != nil || model.kinds.count > 1 {
      if folds == 0 {
        throw ValidationError("--folds 0: candidates are held against each other by folds; leave it out")
      }
    }
    if model.kinds.count > 1 {
      if search != nil { throw ValidationError("--search with several kinds: list them in the file, as model: [...]") }
      if register != nil {
        throw ValidationError("--register with several kinds: a name has one model; register the best by itself")
      }
      return
    }
    if !model.first.hasTarget {
      _ = try targetless(parent: nil)
    } else if search == nil {
      _ = try configuration(parent: nil)
    }
  }

  func run() throws {
    if let search { return try self.search(by: SearchGrid(path: search)) }
    if model.kinds.count > 1 { return try contest() }
    if !model.first.hasTarget { return try targetless(parent: keeper().parent()).run() }
    let clock = ContinuousClock()
    let start = clock.now
    let name = try register.map { try ModelName($0) }
    let registry = place.registry()
    if let name { try registry.checkCanRegister(name) }
    let champion = try name.flatMap { try registry.championHash(of: $0) }
    let training = try configuration(parent: champion)
    if let output { try OutputFile.check(output, keeping: [table.data]) }
    let source = try table.read()
    let read = clock.now
    var progress = Progress(isQuiet: speech.quiet)
    defer { progress.clear() }
    let result = try about(table.data, source) {
      try training.train(source.table) { progress.update($0.rawValue, $1) }
    }
    progress.clear()
    let fitted = clock.now
    let report = try kept(
      result, of: source, dropped: training.roles.dropped,
      seconds: .init(read: seconds(read - start), fit: seconds(fitted - read), total: seconds(clock.now - start)))
    try speech.show(report) { TrainingText(report, result).text }
  }

  /// Writes and registers a model, and says what was found; warnings go to standard error.
  func kept(
    _ result: TrainingResult, of source: CSVTable, dropped: [String], seconds: TrainingReport.Seconds
  ) throws -> TrainingReport {
    let warnings = InputRemarks.suspicious(source, used: result.model.encoder.features.map(\.column))
    let kept = try keeper().keep(result.model) { model in
      try TrainingReport(result, hash: model.hash, dropped: dropped, warnings: warnings, seconds: seconds)
    } record: {
      $0.record(of: $1, $2)
    }
    var report = kept.report
    report.model.path = kept.path
    report.model.version = .init(kept.version)
    for warning in warnings { speech.warn(warning) }
    return report
  }

  /// Where models are kept.
  func keeper() throws -> ModelKeeper {
    ModelKeeper(output: output, register: try register.map { try ModelName($0) }, registry: place.registry())
  }

  /// The checked configuration that the flags describe.
  private func configuration(parent: String?) throws -> any ModelTraining {
    do { return try checkedConfiguration(parent: parent) } catch let error as TrainingError {
      throw ValidationError(error.description)
    }
  }

  /// The same, with errors of training as they are.
  ///
  /// - Parameter foldsAreAlike: whether folds are to be those of any other kind.
  func checkedConfiguration(parent: String?, foldsAreAlike: Bool = false) throws -> any ModelTraining {
    if weights != nil, samplingWeights != nil {
      throw ValidationError("--weights and --sampling-weights: a row has one weight; multiply them into one column")
    }
    var roles = ColumnRoles(
      target: target ?? "", trials: trials, id: id, weights: weights ?? samplingWeights, offset: offset, group: group,
      dropped: list(drop ?? ""))
    roles.hasSamplingWeights = samplingWeights != nil
    roles.time = foldTime
    var options = RegressionOptions()
    options.classWeights = try classWeight.map { try ClassWeights($0) }
    options.penalty = try Penalty(penalty)
    options.constraints = try list(constrain ?? "").map { try Constraint($0) }
    switch standardErrors {
    case "classical": break
    default:
      if let correction = StandardErrors.Correction(rawValue: standardErrors) {
        options.standardErrors = .robust(correction)
        break
      }
      guard standardErrors.hasPrefix("cluster:"), standardErrors.count > 8 else {
        throw ValidationError(
          "--standard-errors \(standardErrors): use classical, hc0, hc1, hc2, hc3 or cluster:COLUMN")
      }
      let column = String(standardErrors.dropFirst(8))
      options.standardErrors = .clustered(column: column)
      roles.cluster = column
    }
    options.intervals = intervals
    options.hasIntercept = !noIntercept
    options.link = link
    options.power = power
    options.theta = theta
    options.classes = classes.map(list)
    options.quantiles = try quantiles.map { text in
      try list(text).map { level in
        guard let number = Double(level) else {
          throw ValidationError("--quantiles \(level): not a number; write 0.1,0.5,0.9")
        }
        return number
      }
    }
    options.event = event
    options.calibration = calibrate
    options.prior = prior
    options.policies = Policies(missing: onMissing, unseen: onUnseen, outOfRange: onOutOfRange)
    if let pool {
      if pool < 1 { throw ValidationError("--pool \(pool): give a number of rows of at least 1") }
      options.minimumLevelWeight = Double(pool)
    }
    options.reference = try asOf.map(Self.instant)
    options.folds = folds
    options.foldsAreAlike = foldsAreAlike
    options.keepsCovariance = covariance
    options.intervalColumn = intervalBy
    options.seed = seed
    options.threads = table.workers
    options.missing = table.markers
    options.toolVersion = ClienteleCommand.version
    options.parent = parent
    let kind = model.first
    if kind == .twoPart { return try TwoPart(roles: roles, options: options, amounts: amount ?? .gamma) }
    if let amount { throw TrainingError.invalidOption("--amount \(amount.rawValue) goes with --model two-part") }
    return try Regression(kind, roles: roles, options: options)
  }

  static func instant(_ text: String) throws -> Int64 {
    guard let instant = CalendarText.microseconds(of: text) else {
      throw ValidationError("--as-of \(text): write a day as YYYY-MM-DD, or an instant as YYYY-MM-DDTHH:MM:SSZ")
    }
    return instant
  }
}

extension ModelKind: ExpressibleByArgument {}
extension CoefficientIntervals: ExpressibleByArgument {}
extension CalibrationMethod: ExpressibleByArgument {}
extension Link: ExpressibleByArgument {}
extension TwoPart.AmountFamily: ExpressibleByArgument {}
extension Policies.Missing: ExpressibleByArgument {}
extension Policies.Unseen: ExpressibleByArgument {}
extension Policies.OutOfRange: ExpressibleByArgument {}

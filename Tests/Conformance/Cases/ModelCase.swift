import ClienteleScoring
import Distributions
import Tables
import Testing
import Training

/// A kind of model with options, and the random table it is fitted to. What is listed in ``all`` is checked.
struct ModelCase: Sendable, CustomTestStringConvertible {
  let kind: ModelKind
  let name: String
  var ingredients: Set<Ingredient> = [.numbers, .texts]
  var rows = 1_500
  var penalty = Penalty.none
  var constraints: [String] = []
  var standardErrors = StandardErrors.classical
  var isWeighted = false
  var hasOffset = false
  var hasIntercept = true
  var minimumLevelWeight = 1.0
  var calibration: CalibrationMethod?
  var prior: Double?
  var classWeights: ClassWeights?
  var policies = Policies()

  /// Every kind with every variant.
  static let all: [ModelCase] = likelihoods + rowByRow + ofClasses + ofProbabilities

  private static let ofClasses: [ModelCase] = [ModelKind.multinomial, .ordinal].flatMap { kind in
    [
      ModelCase(kind: kind, name: "plain"),
      ModelCase(kind: kind, name: "ridge", penalty: .ridge(0.02)),
      ModelCase(kind: kind, name: "weights", isWeighted: true),
      ModelCase(kind: kind, name: "missing values", ingredients: [.numbers, .missing]),
      ModelCase(
        kind: kind, name: "strict", ingredients: Set(Ingredient.allCases), penalty: .ridge(0.001),
        minimumLevelWeight: 40, policies: Policies(missing: .error, unseen: .error, outOfRange: .error)),
    ]
  }

  private static let ofProbabilities: [ModelCase] = [
    ModelCase(kind: .logistic, name: "platt", isWeighted: true, hasOffset: true, calibration: .platt, prior: 0.2),
    ModelCase(kind: .logistic, name: "isotonic", penalty: .ridge(0.02), calibration: .isotonic),
    ModelCase(
      kind: .logistic, name: "beta", ingredients: Set(Ingredient.allCases), minimumLevelWeight: 40, calibration: .beta),
    ModelCase(kind: .logistic, name: "prior", ingredients: [.numbers, .missing], prior: 0.01),
    ModelCase(kind: .logistic, name: "class weights", isWeighted: true, classWeights: .balanced),
    ModelCase(kind: .multinomial, name: "class weights", isWeighted: true, classWeights: .balanced),
    ModelCase(kind: .multinomial, name: "lasso", penalty: .lasso(0.02)),
    ModelCase(
      kind: .multinomial, name: "elastic net", ingredients: Set(Ingredient.allCases),
      penalty: .fixed(ElasticNet(mixing: 0.5, strength: 0.01)), isWeighted: true, minimumLevelWeight: 40,
      classWeights: .balanced),
  ]

  /// Kinds that have no penalty, and errors of their own.
  private static let rowByRow: [ModelCase] = [ModelKind.quantile, .huber, .tukey].flatMap { kind in
    [
      ModelCase(kind: kind, name: "plain"),
      ModelCase(kind: kind, name: "weights", isWeighted: true),
      ModelCase(kind: kind, name: "offset", hasOffset: true),
      ModelCase(kind: kind, name: "no intercept", hasIntercept: false),
      ModelCase(kind: kind, name: "missing values", ingredients: [.numbers, .missing]),
      ModelCase(
        kind: kind, name: "strict", ingredients: Set(Ingredient.allCases), minimumLevelWeight: 40,
        policies: Policies(missing: .error, unseen: .error, outOfRange: .error)),
      ModelCase(
        kind: kind, name: "many rows", ingredients: Set(Ingredient.allCases), rows: 16_384 + 1_111,
        isWeighted: true, minimumLevelWeight: 40),
    ]
  }

  private static let likelihoods: [ModelCase] = ModelKind.allCases.filter { !$0.links.isEmpty }.flatMap { kind in
    [
      ModelCase(kind: kind, name: "plain"),
      ModelCase(kind: kind, name: "ridge", penalty: .ridge(0.02)),
      ModelCase(kind: kind, name: "lasso", penalty: .lasso(0.02)),
      ModelCase(
        kind: kind, name: "elastic net", ingredients: Set(Ingredient.allCases),
        penalty: .fixed(ElasticNet(mixing: 0.5, strength: 0.01)), isWeighted: true, hasOffset: true,
        minimumLevelWeight: 40),
      ModelCase(
        kind: kind, name: "bounds",
        constraints: ["balance<=0", "tenure=-0.001:0.001", "region[Région 3]>=0.1", "region[Région 4]<=-0.1"],
        isWeighted: true),
      ModelCase(
        kind: kind, name: "order", constraints: ["contract:decreasing:Two year<One year<Month-to-month"],
        isWeighted: true, hasOffset: true),
      ModelCase(kind: kind, name: "weights", isWeighted: true),
      ModelCase(kind: kind, name: "offset", hasOffset: true),
      ModelCase(kind: kind, name: "no intercept", hasIntercept: false),
      ModelCase(kind: kind, name: "missing values", ingredients: [.numbers, .missing]),
      ModelCase(kind: kind, name: "booleans", ingredients: [.numbers, .booleans]),
      ModelCase(kind: kind, name: "dates", ingredients: [.dates]),
      ModelCase(
        kind: kind, name: "rare levels", ingredients: [.numbers, .rareLevels], minimumLevelWeight: 40),
      ModelCase(
        kind: kind, name: "robust errors", standardErrors: .heteroskedastic, isWeighted: true, hasOffset: true),
      ModelCase(kind: kind, name: "clustered errors", standardErrors: .clustered(column: RandomTable.household)),
      ModelCase(
        kind: kind, name: "clipped", ingredients: [.numbers, .texts, .dates], policies: Policies(outOfRange: .clip)),
      ModelCase(
        kind: kind, name: "strict", ingredients: Set(Ingredient.allCases), minimumLevelWeight: 40,
        policies: Policies(missing: .error, unseen: .error, outOfRange: .error)),
      ModelCase(
        kind: kind, name: "everything", ingredients: Set(Ingredient.allCases), penalty: .ridge(0.001),
        isWeighted: true, hasOffset: true, minimumLevelWeight: 40),
      // Runs of two blocks, the last one short, merge.
      ModelCase(
        kind: kind, name: "many rows", ingredients: Set(Ingredient.allCases), rows: 3 * 16_384 + 1_111,
        isWeighted: true, minimumLevelWeight: 40),
    ]
  }

  /// Cases whose score is one linear predictor.
  static let ofOnePredictor = all.filter { $0.kind != .quantile && $0.kind != .multinomial }

  /// Cases in which likelihood alone decides, but for an order of levels, and an offset counts.
  static let unpenalized = all.filter { $0.penalty == .none && $0.kind != .multinomial && $0.name != "bounds" }

  var testDescription: String { "\(kind.rawValue), \(name) (CLIENTELE_SEED=\(Seed.value))" }

  /// Numbers for this case and one purpose.
  func generator(_ purpose: String) -> SplitMix64 { Seed.generator("\(kind.rawValue) \(name) \(purpose)") }

  /// The random table.
  func table() throws -> Table {
    try RandomTable.make(
      rows: rows, ingredients, kind, Seed.generator("\(kind.rawValue) \(name)"))
  }

  /// Fits `table`, with the weights and the offset of the case or with those named.
  func train(
    _ table: Table, weights: String? = nil, offset: String? = nil, threads: Int = 2, folds: Int = 0
  ) throws -> TrainingResult {
    var roles = ColumnRoles(
      target: RandomTable.target, id: RandomTable.id, weights: weights ?? (isWeighted ? RandomTable.weight : nil),
      offset: offset ?? (hasOffset ? RandomTable.offset : nil))
    if case .clustered(let column) = standardErrors { roles.cluster = column }
    let parts = [roles.weights, roles.offset, roles.cluster].compactMap(\.self)
    let spare = [RandomTable.weight, RandomTable.offset, RandomTable.household].filter { !parts.contains($0) }
    roles.dropped = [RandomTable.note] + spare
    var options = RegressionOptions()
    options.penalty = penalty
    options.constraints = try constraints.map { try Constraint($0) }
    options.standardErrors = standardErrors
    options.hasIntercept = hasIntercept
    options.minimumLevelWeight = minimumLevelWeight
    options.policies = policies
    options.folds = calibration == nil ? folds : 3
    options.calibration = calibration
    options.prior = prior
    options.classWeights = classWeights
    // Estimated in "plain" where that is cheap; given elsewhere, so that what is compared is exact to rounding.
    options.theta = kind == .negativeBinomial && name != "plain" ? 2 : nil
    options.power = kind == .tweedie ? 1.5 : nil
    options.quantiles = kind == .quantile ? [0.5, 0.2, 0.9] : nil
    options.threads = threads
    options.toolVersion = "conformance"
    return try Regression(kind, roles: roles, options: options).train(table)
  }

  /// The case fitted to its own table. Every case is fitted once a run.
  func fitted() throws -> Fitted {
    guard let result = Self.fits["\(kind.rawValue) \(name)"] else { throw NotListed() }
    return try result.get()
  }

  private static let fits: [String: Result<Fitted, any Error>] = Dictionary(
    uniqueKeysWithValues: all.map { item in ("\(item.kind.rawValue) \(item.name)", Result { try Fitted(item) }) })

  private struct NotListed: Error {}
}

/// A table and the model fitted to it.
struct Fitted: Sendable {
  let table: Table
  let model: FittedModel
  let scoring: ScoringModel

  init(_ item: ModelCase) throws {
    table = try item.table()
    model = try item.train(table).model
    scoring = try ScoringModel(model)
  }
}

import ClienteleScoring
import Evaluation

/// What two sides predict, and so what they are compared by.
enum ComparedKind {
  /// The probability of an event.
  case event
  /// An amount, judged as of a family.
  case amount(AmountFamily)
  /// Quantiles of an amount, by level.
  case quantiles([Double])
  /// One of several classes, in the order of A.
  case classes([String])

  /// The family of both sides, or what the columns of scores are called.
  init(_ a: ComparedPlace, _ b: ComparedPlace, _ files: (ScoreFile?, ScoreFile?)) throws {
    let (named, other) = (Self.side(a, files.0), Self.side(b, files.1))
    // A column that no name tells about is taken for what it stands against.
    let first = named ?? other?.ofOneColumn ?? .amount(.leastSquares)
    let second = other ?? named?.ofOneColumn ?? .amount(.leastSquares)
    func word(_ what: Self, of place: ComparedPlace) -> String { place.model?.model.kind.rawValue ?? what.name }
    switch (first, second) {
    case (.event, .event): self = .event
    case (.amount, .amount): self = .amount(Self.family(a.model, b.model))
    case (.quantiles(let own), .quantiles(let others)):
      let shared = own.filter(others.contains)
      guard !shared.isEmpty else { throw CompareError.otherQuantiles(Self.list(own), Self.list(others)) }
      self = .quantiles(shared)
    // One quantile, made elsewhere, is called a prediction by most tools.
    case (.quantiles(let own), .amount) where own.count == 1 && b.model == nil: self = first
    case (.amount, .quantiles(let others)) where others.count == 1 && a.model == nil: self = second
    case (.classes(let own), .classes(let others)):
      guard Set(own) == Set(others) else {
        throw CompareError.otherClasses(own.joined(separator: ", "), others.joined(separator: ", "))
      }
      self = first
    default: throw CompareError.otherKind(word(first, of: a), word(second, of: b))
    }
  }

  private static func list(_ levels: [Double]) -> String { levels.map { "\($0)" }.joined(separator: ", ") }

  private var name: String {
    switch self {
    case .event: "a table of probabilities"
    case .amount: "a table of amounts"
    case .quantiles: "a table of quantiles"
    case .classes: "a table of probabilities of classes"
    }
  }

  /// The same where one column of scores says all of it.
  private var ofOneColumn: Self? {
    switch self {
    case .event, .amount: self
    case .quantiles(let levels): levels.count == 1 ? self : nil
    case .classes: nil
    }
  }

  /// Nil for a table whose columns do not tell.
  private static func side(_ place: ComparedPlace, _ file: ScoreFile?) -> Self? {
    guard let model = place.model?.model else { return file?.kind }
    switch model.function {
    case .quantiles(let levels): return .quantiles(levels)
    case .classes(let names), .orderedClasses(let names, _): return .classes(names)
    default: return model.kind.outcome == .binary ? .event : .amount(.leastSquares)
    }
  }

  /// That which both models are of; least squares where they differ. A table of scores is of its opponent's.
  private static func family(_ a: ScoringModel?, _ b: ScoringModel?) -> AmountFamily {
    let kinds = Set([a, b].compactMap { $0?.model.kind })
    guard let champion = a ?? b else { return .leastSquares }
    let robust: Set<ModelKind> = [.huber, .tukey]
    if kinds.isSubset(of: robust) { return .robust }
    guard kinds.count == 1 else { return .leastSquares }
    let deviance = UnitDeviance(champion.model)
    return deviance == .gaussian ? .leastSquares : AmountFamily(deviance: deviance)
  }

  /// Whether a share of the rows, or those above a threshold, can be selected.
  var hasCut: Bool { if case .classes = self { false } else { true } }

  var isEvent: Bool { if case .event = self { true } else { false } }

  /// The names of the classes, where it is one of several.
  var classes: [String]? { if case .classes(let names) = self { names } else { nil } }

  /// The columns of a table of scores beside its prediction.
  var outputNames: [String] {
    switch self {
    case .event, .amount: []
    case .quantiles(let levels): ResponseFunction.quantiles(levels).outputNames
    case .classes(let names): ResponseFunction.classes(names).outputNames
    }
  }

  /// The family by which a table is read, where neither side is a model.
  var modelKind: ModelKind {
    switch self {
    case .event: .logistic
    case .amount: .linear
    case .quantiles: .quantile
    case .classes: .multinomial
    }
  }
}

extension PairedComparison {
  /// Compares what two sides predict for the same rows.
  init(
    _ kind: ComparedKind, outcomes: [Double], a: SideScores, b: SideScores, weights: [Double]?, clusters: [Int32]?,
    settings: Settings
  ) throws(ComparisonError) {
    switch kind {
    case .event:
      try self.init(
        PairedBinary(
          outcomes: outcomes, a: ModelProbabilities(a.predictions, links: a.logOdds),
          b: ModelProbabilities(b.predictions, links: b.logOdds), weights: weights, clusters: clusters),
        settings: settings)
    case .amount(let family):
      try self.init(
        PairedAmounts(
          outcomes: outcomes, a: a.predictions, b: b.predictions, weights: weights, clusters: clusters),
        family: family, settings: settings)
    case .quantiles(let levels):
      try self.init(
        PairedQuantiles(
          outcomes: outcomes, levels: levels, a: a.outputs, b: b.outputs, weights: weights, clusters: clusters),
        settings: settings)
    case .classes(let names):
      try self.init(
        PairedClasses(
          outcomes: outcomes, classes: names, a: a.outputs, b: b.outputs, weights: weights, clusters: clusters),
        settings: settings)
    }
  }
}

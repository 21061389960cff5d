import ClienteleScoring
import Distributions
import Tables
import Testing
import Training

/// A model without a target, in one of its variants, fitted to a random table.
struct SegmentCase: Sendable, CustomTestStringConvertible {
  let kind: ModelKind
  let name: String
  var ingredients: Set<Ingredient> = [.numbers]
  var rows = 700
  var isWeighted = false
  var minimumLevelWeight = 0.0
  var scale = PointDesign.Scale.standard
  var logarithms: [String] = []
  var ranks: [String] = []
  var columnWeights: [String: Double] = [:]
  var shape: MixtureShape?
  var policies = Policies()

  /// Every kind with every variant.
  static let all: [SegmentCase] = ofAll + ofLevels + ofShapes

  private static let ofAll: [SegmentCase] = ModelKind.allCases.filter { !$0.hasTarget }.flatMap { kind in
    [
      SegmentCase(kind: kind, name: "plain"),
      SegmentCase(kind: kind, name: "weights", isWeighted: true),
      SegmentCase(kind: kind, name: "dates and missing numbers", ingredients: [.numbers, .dates, .missing]),
      SegmentCase(kind: kind, name: "curves", logarithms: ["spend"], ranks: ["balance"]),
      SegmentCase(kind: kind, name: "robust", scale: .robust, columnWeights: ["tenure": 2]),
      SegmentCase(
        kind: kind, name: "strict", policies: Policies(missing: .error, unseen: .error, outOfRange: .error)),
      SegmentCase(kind: kind, name: "clipped", policies: Policies(outOfRange: .clip)),
    ]
  }

  private static let ofLevels: [SegmentCase] = [ModelKind.kPrototypes, .ward].flatMap { kind in
    [
      SegmentCase(kind: kind, name: "levels", ingredients: [.numbers, .texts, .booleans]),
      SegmentCase(
        kind: kind, name: "everything", ingredients: Set(Ingredient.allCases), isWeighted: true,
        minimumLevelWeight: 40, logarithms: ["spend"]),
    ]
  }

  private static let ofShapes: [SegmentCase] = [MixtureShape.spherical, .diagonal, .tied].map {
    SegmentCase(kind: .gaussianMixture, name: "\($0.rawValue)", shape: $0)
  }

  var testDescription: String { "\(kind.rawValue), \(name) (CLIENTELE_SEED=\(Seed.value))" }

  /// Numbers for this case and one purpose.
  func generator(_ purpose: String) -> SplitMix64 { Seed.generator("\(kind.rawValue) \(name) \(purpose)") }

  /// A random table with three groups of customers in it, and texts only where the kind takes them.
  func table() throws -> Table {
    let drawn = try RandomTable.make(rows: rows, ingredients, .linear, Seed.generator("\(kind.rawValue) \(name)"))
    var generator = generator("groups")
    let shifts = (0..<rows).map { _ in [0.0, 60, 150][generator.next(below: 3)] }
    let kept = drawn.columns.filter { column in
      kind == .kPrototypes || kind == .ward || (column.values.type != .text && column.values.type != .boolean)
    }
    return try Table(
      kept.map { column in
        guard column.name == "balance", case .double(let values) = column.values else { return column }
        return Column(column.name, .double(zip(values, shifts).map(+)))
      })
  }

  /// Fits `table`, with the weights of the case or those named.
  func train(_ table: Table, weights: String? = nil, threads: Int = 2) throws -> FittedModel {
    let name = weights ?? (isWeighted ? RandomTable.weight : nil)
    let spare = [RandomTable.target, RandomTable.note, RandomTable.offset, RandomTable.household, RandomTable.weight]
    var roles = ColumnRoles(weights: name, dropped: spare.filter { $0 != name && table[$0] != nil })
    if table[RandomTable.id] != nil { roles.id = RandomTable.id }
    var design = PointDesign()
    design.scale = scale
    design.logarithms = logarithms
    design.ranks = ranks
    design.columnWeights = columnWeights
    design.policies = policies
    design.minimumLevelWeight = minimumLevelWeight
    let origin = ModelOrigin(seed: 3, threads: threads, toolVersion: "conformance")
    if kind == .principalComponents {
      return try ComponentTraining(roles: roles, design: design, count: 2, origin: origin).train(table).model
    }
    var search = ClusteringOptions()
    search.seed = 3
    search.threads = threads
    return try SegmentTraining(
      kind, roles: roles, design: design, segments: 3...3, options: SegmentOptions(shape: shape), search: search,
      origin: origin
    ).train(table).model
  }

  /// The case fitted to its own table. Every case is fitted once a run.
  func fitted() throws -> (table: Table, model: FittedModel, scoring: ScoringModel) {
    let fit = try #require(Self.fits["\(kind.rawValue) \(name)"]).get()
    return (fit.table, fit.model, fit.scoring)
  }

  private struct Fit: Sendable {
    let table: Table
    let model: FittedModel
    let scoring: ScoringModel
  }

  private static let fits: [String: Result<Fit, any Error>] = Dictionary(
    uniqueKeysWithValues: all.map { item in
      (
        "\(item.kind.rawValue) \(item.name)",
        Result {
          let table = try item.table()
          let model = try item.train(table)
          return Fit(table: table, model: model, scoring: try ScoringModel(model))
        }
      )
    })
}

import ClienteleScoring
import Tables
import Testing
import Training

/// Effects that rise or fall from level to level, against every grouping of neighbours tried out (Tests/References/ordered.py).
///
/// Both sides solve to rounding; where levels are tied the errors are those of the fit in which they are one.
@Suite struct OrderTests {
  struct Term: Decodable {
    let term: String
    let estimate: Double
    let error: Double?
    let isTied: Bool?
  }
  struct Fit: Decodable {
    let terms: [Term]
    let logLikelihood: Double
  }

  private static let targets: [ModelKind: String] = [
    .linear: "spend", .logistic: "left", .poisson: "visits", .gamma: "amount",
  ]
  private static let rising = ["band:increasing", "tier:increasing:low<basic<mid<top"]

  private func train(
    _ kind: ModelKind, _ constraints: [String], weights: String? = nil, threads: Int = 2, folds: Int = 0
  ) throws -> TrainingResult {
    var options = RegressionOptions()
    options.folds = folds
    options.threads = threads
    options.constraints = try constraints.map { try Constraint($0) }
    let target = try #require(Self.targets[kind])
    let names =
      ["age", "band"] + (constraints.contains { $0.hasPrefix("tier") } ? ["tier"] : []) + [target]
      + [weights].compactMap(\.self)
    return try Regression(kind, roles: ColumnRoles(target: target, weights: weights), options: options)
      .train(table("Tests/References/ordered.csv").selecting(names))
  }

  @Test(arguments: [ModelKind.linear, .logistic, .poisson, .gamma], ["rising", "rising_weighted", "falling"])
  func fits(kind: ModelKind, name: String) throws {
    let expected = try #require(try reference("ordered", as: [String: Fit].self)["\(kind.rawValue)_\(name)"])
    let constraints = name == "falling" ? ["band:decreasing"] : Self.rising
    let weights = name == "rising_weighted" ? "copies" : nil
    let certificate = try train(kind, constraints, weights: weights).model.certificate
    #expect(certificate.convergence.converged && certificate.convergence.gradientNorm < 1e-9)
    #expect(certificate.terms.map(\.term) == expected.terms.map(\.term) && certificate.aic == nil)
    for (row, other) in zip(certificate.terms, expected.terms) {
      let estimate = try #require(row.estimate)
      #expect(abs(estimate - other.estimate) < 1e-8, "\(row.term): \(estimate) for \(other.estimate)")
      if row.term == "(intercept)" { continue }
      guard let error = other.error else {
        #expect(estimate == 0 && row.standardError == nil && row.note == "at its bound", "\(row.term)")
        continue
      }
      #expect(relative(row.standardError ?? .nan, error) < 1e-6, "\(row.term): error")
      #expect(row.note?.hasPrefix("tied with") ?? false || row.note == "given the bounds", "\(row.term)")
    }
    // Effects of tied levels are the same number, and in order to the bit.
    let effects = Dictionary(uniqueKeysWithValues: certificate.terms.map { ($0.term, $0.estimate ?? .nan) })
    let bands = ["26-35", "36-50", "51-65", "66+"].map { effects["band[\($0)]"] ?? .nan }
    let signed = [0] + (name == "falling" ? bands.map { -$0 } : bands)
    #expect(zip(signed, signed.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func sameForAnyThreads() throws {
    let one = try train(.poisson, Self.rising, threads: 1).model
    for threads in [2, 7] { #expect(try train(.poisson, Self.rising, threads: threads).model == one) }
  }

  /// An order that holds anyway changes nothing.
  @Test func idle() throws {
    let data = try Table([
      Column("g", .text(TextValues((0..<90).map { ["1", "2", "10"][$0 % 3] }))),
      Column("y", .double((0..<90).map { Double([1, 2, 4][$0 % 3]) + Double($0 * 7 % 5) / 10 })),
    ])
    var options = RegressionOptions()
    options.folds = 0
    let free = try Regression(.linear, roles: ColumnRoles(target: "y"), options: options).train(data).model
    // By their numbers, of which 10 is the largest; as texts it comes second.
    options.constraints = [try Constraint("g:increasing")]
    let bound = try Regression(.linear, roles: ColumnRoles(target: "y"), options: options).train(data).model
    #expect(bound.certificate == free.certificate)
  }

  /// Of a number it is the sign of its coefficient; folds keep the order, and scores follow it.
  @Test func numbersAndFolds() throws {
    let held = try train(.linear, ["band:increasing", "age:decreasing"], folds: 3)
    #expect(held.model.certificate.terms.first { $0.term == "age" }?.note == "at its bound")
    #expect(held.outOfFold?.converged == 3)
  }

  @Test func reading() throws {
    #expect(try Constraint("band:increasing").order == LevelOrder(isIncreasing: true))
    #expect(try Constraint("a:b:decreasing") == Constraint("a:b", order: LevelOrder(isIncreasing: false)))
    #expect(
      try Constraint("tier:increasing:low<mid<top").order
        == LevelOrder(isIncreasing: true, levels: ["low", "mid", "top"]))
    for text in ["band:rising", "band:", ":increasing", "band:increasing:", "band:increasing=1"] {
      #expect(throws: TrainingError.self, "\(text)") { try Constraint(text) }
    }
  }

  @Test func refusals() throws {
    func refused(_ constraints: [String], _ words: String, _ change: (inout RegressionOptions) -> Void = { _ in }) {
      var options = RegressionOptions()
      do {
        options.constraints = try constraints.map { try Constraint($0) }
        change(&options)
        let data = try table("Tests/References/ordered.csv").selecting(["age", "band", "tier", "spend"])
        _ = try Regression(.linear, roles: ColumnRoles(target: "spend"), options: options).train(data)
        Issue.record("\(constraints) was taken")
      } catch { #expect("\(error)".contains(words), "\(error)") }
    }
    refused(["tier:increasing"], "order cannot be told")
    refused(["tier:increasing:low<mid<top"], "lacks basic")
    refused(["tier:increasing:low<basic<mid<top<best"], "no level")
    refused(["tier:increasing:low<basic<mid<top<top"], "twice")
    refused(["floor:increasing"], "no predictor")
    refused(["age:increasing:1<2"], "a number")
    refused(["band:increasing", "band:decreasing"], "has an order")
    refused(["band:increasing", "band<=1"], "has an order")
    refused(["band<=1", "band:increasing"], "has an order")
    refused(["band:increasing"], "--penalty none") { $0.penalty = .ridge(0.1) }
    refused(["band:increasing"], "--penalty none") { $0.penalty = .lasso(0.1) }
    refused(["band:increasing"], "classical") { $0.standardErrors = .heteroskedastic }
    for kind in [ModelKind.quantile, .huber, .tukey, .multinomial, .ordinal] {
      var options = RegressionOptions()
      options.constraints = [Constraint("age", lower: 0)]
      #expect(throws: TrainingError.self) { try Regression(kind, roles: ColumnRoles(target: "y"), options: options) }
    }
  }

  /// A level without an event between two that have some has a finite effect by its place; at the end it has none.
  @Test func separatedLevels() throws {
    func certificate(_ empty: String) throws -> FitCertificate {
      let groups = (0..<120).map { ["1", "2", "3"][$0 % 3] }
      let data = try Table([
        Column("g", .text(TextValues(groups))),
        Column("y", .double(groups.enumerated().map { $1 == empty ? 0 : Double($0 * 7 % 4) })),
      ])
      var options = RegressionOptions()
      options.folds = 0
      options.constraints = [try Constraint("g:increasing")]
      return try Regression(.poisson, roles: ColumnRoles(target: "y"), options: options).train(data).model.certificate
    }
    let inside = try certificate("2")
    #expect(inside.convergence.converged && inside.terms.first { $0.term == "g[2]" }?.note == "at its bound")
    // Order holds 3 at or above 1 and 2, whose events it has to share.
    #expect(try certificate("3").convergence.converged)
  }
}

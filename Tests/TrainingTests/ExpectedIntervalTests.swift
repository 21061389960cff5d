import ClienteleScoring
import Distributions
import Tables
import Testing
import Training

/// Confidence intervals of expected responses against statsmodels' covariances (Tests/References/expected.py), against a
/// bootstrap, and by how often they hold.
@Suite struct ExpectedIntervalTests {
  struct Reference: Decodable {
    struct Ends: Decodable { let lower, upper: [Double] }
    let rows: [Int]
    let cases: [String: Ends]
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name, key, target: String
    let kind: ModelKind
    var amounts = TwoPart.AmountFamily.gamma
    var testDescription: String { name }

    static let all = [
      Case(name: "logistic", key: "logistic", target: "left", kind: .logistic),
      Case(name: "poisson", key: "poisson", target: "orders", kind: .poisson),
      Case(name: "gamma", key: "gamma", target: "worth", kind: .gamma),
      Case(name: "linear", key: "linear", target: "worth", kind: .linear),
      Case(name: "two-part", key: "two_part_gamma", target: "spend", kind: .twoPart),
      Case(
        name: "two-part, lognormal", key: "two_part_lognormal", target: "spend", kind: .twoPart, amounts: .lognormal),
      Case(name: "two-part, signed", key: "two_part_signed", target: "profit", kind: .twoPart),
    ]

    func data() throws -> Table {
      try kind == .twoPart
        ? table("Tests/References/two_part.csv").selecting([target, "age", "income", "region"])
        : table("Tests/References/calibration.csv").selecting([target, "age", "spend", "region"])
    }

    func train(_ data: Table) throws -> FittedModel {
      var options = RegressionOptions()
      options.folds = 0
      options.keepsCovariance = true
      let roles = ColumnRoles(target: target)
      if kind == .twoPart { return try TwoPart(roles: roles, options: options, amounts: amounts).train(data).model }
      return try Regression(kind, roles: roles, options: options).train(data).model
    }
  }

  private func intervals(_ model: FittedModel, _ data: Table, level: Double = 0.95) throws -> (
    lower: [Double], upper: [Double]
  ) {
    let scoring = try ScoringModel(bytes: ModelFile.bytes(of: model))
    #expect(scoring.model.covariance == model.covariance)
    let covariance = try #require(scoring.model.covariance)
    let found = try scoring.expectedIntervals(data, scoring.score(data), z: covariance.quantile(level))
    return try #require(found)
  }

  /// Both sides invert the information at the same estimates: 10⁻⁷ of an end.
  @Test(arguments: Case.all)
  func reference(item: Case) throws {
    let data = try item.data()
    let (lower, upper) = try intervals(item.train(data), data)
    let file: Reference = try TrainingTests.reference("expected")
    let expected = try #require(file.cases[item.key])
    for (k, row) in file.rows.enumerated() {
      let size = max(abs(expected.lower[k]), abs(expected.upper[k]))
      #expect(abs(lower[row] - expected.lower[k]) < 1e-7 * size, "row \(row): \(lower[row]) for \(expected.lower[k])")
      #expect(abs(upper[row] - expected.upper[k]) < 1e-7 * size, "row \(row): \(upper[row]) for \(expected.upper[k])")
    }
  }

  /// What is in no training row deviates nowhere: the interval there is as wide as its known part says.
  @Test func unseenAndMissing() throws {
    let item = Case.all[3]
    let data = try item.data()
    let model = try item.train(data)
    let strange = try Table([
      Column("age", .double([40, .nan, 40])), Column("spend", .double([50, 50, .nan])),
      Column("region", .text(TextValues(["east", "atlantis", nil]))),
    ])
    let (lower, upper) = try intervals(model, strange)
    let means = try ScoringModel(model).score(strange).prediction
    for row in 0..<3 {
      #expect(lower[row] < means[row] && means[row] < upper[row])
      #expect(abs(lower[row] + upper[row] - 2 * means[row]) < 1e-9 * upper[row])
    }
    #expect(upper[1] - lower[1] < upper[0] - lower[0])
  }

  /// The spread of 300 bootstrap fits: a standard error of 4 % of its own, and of order 1/n.
  @Test(arguments: [Case.all[4], Case.all[6]])
  func bootstrap(item: Case) throws {
    let data = try item.data()
    let (lower, upper) = try intervals(item.train(data), data)
    var generator = SplitMix64(seed: 77)
    let rows = [3, 50, 120, 333]
    var draws = [[Double]](repeating: [], count: rows.count)
    let kept = try data.rows(rows)
    for _ in 0..<300 {
      let sample = try data.rows((0..<data.rowCount).map { _ in generator.next(below: data.rowCount) })
      let means = try ScoringModel(item.train(sample)).score(kept).prediction
      for k in rows.indices { draws[k].append(means[k]) }
    }
    for (k, row) in rows.enumerated() {
      let mean = draws[k].reduce(0, +) / 300
      let spread = (draws[k].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299).squareRoot()
      let error = (upper[row] - lower[row]) / (2 * 1.96)
      #expect(abs(error / spread - 1) < 0.25, "row \(row): \(error) by the delta method, \(spread) by bootstrap")
    }
  }

  /// In 300 tables of 600 customers the 90 % interval of one customer's expected profit holds the truth about 90 times of
  /// 100: a standard error of 1.7.
  @Test func coverage() throws {
    var generator = SplitMix64(seed: 78)
    let item = Case(name: "simulated", key: "", target: "profit", kind: .twoPart)
    let customer = try Table([Column("x", .double([0.8]))])
    func truth(_ x: Double) -> (any: Double, gain: Double, size: Double, loss: Double) {
      (inverseLogit(-0.3 + x), inverseLogit(0.9 - 0.5 * x), exponential(2 + 0.4 * x), exponential(1.2))
    }
    let real = truth(0.8)
    let expected = real.any * (real.gain * real.size - (1 - real.gain) * real.loss)
    var held = 0
    for _ in 0..<300 {
      var (x, profit): ([Double], [Double]) = ([], [])
      for _ in 0..<600 {
        let value = 2 * generator.nextUniform() - 1
        let row = truth(value)
        // A gamma of shape 2: the sum of two exponentials.
        let size = -0.5 * logOf(generator.nextUniform()) - 0.5 * logOf(generator.nextUniform())
        x.append(value)
        if generator.nextUniform() > row.any {
          profit.append(0)
        } else {
          profit.append(generator.nextUniform() < row.gain ? row.size * size : -row.loss * size)
        }
      }
      let model = try item.train(Table([Column("x", .double(x)), Column("profit", .double(profit))]))
      let (lower, upper) = try intervals(model, customer, level: 0.9)
      if lower[0] <= expected && expected <= upper[0] { held += 1 }
    }
    #expect(abs(Double(held) / 300 - 0.9) < 0.05, "\(held) of 300")
  }

  private func logOf(_ p: Double) -> Double { logit(p / (1 + p)) }

  @Test func refusals() throws {
    var options = RegressionOptions()
    options.keepsCovariance = true
    options.folds = 0
    let roles = ColumnRoles(target: "worth", dropped: ["left", "orders", "weight"])
    #expect(throws: TrainingError.self) { try Regression(.quantile, roles: roles, options: options) }
    options.penalty = .lasso(0.1)
    let lasso = try Regression(.linear, roles: roles, options: options)
    #expect(throws: TrainingError.self) { try lasso.train(table("Tests/References/calibration.csv")) }
    options.penalty = .none
    options.standardErrors = .clustered(column: "region")
    var clustered = roles
    clustered.cluster = "region"
    #expect(throws: TrainingError.self) { try TwoPart(roles: clustered, options: options) }
  }
}

import ClienteleScoring
import Distributions
import Tables
import Testing
import Training

/// Prediction intervals hold the share of outcomes that they say, in rows that training never saw.
///
/// 4,000 rows held out: the share of a right 90 % interval has a standard error of 0.5 %.
@Suite struct IntervalTests {
  private func draw(_ rows: Int, _ generator: inout SplitMix64) throws -> Table {
    var x: [Double] = []
    var region: [String] = []
    var spend: [Double] = []
    for _ in 0..<rows {
      let value = generator.nextUniform()
      let place = ["north", "south"][generator.next(below: 2)]
      // Skewed, and the spread grows with the mean.
      let noise = Normal.quantile(generator.nextUniform())
      spend.append(exponential(1 + value + (place == "north" ? 0.4 : 0)) * exponential(0.5 * noise - 0.125))
      x.append(value)
      region.append(place)
    }
    return try Table([
      Column("x", .double(x)), Column("region", .text(TextValues(region))), Column("spend", .double(spend)),
    ])
  }

  @Test(arguments: [ModelKind.gamma, .linear, .tweedie])
  func coverage(kind: ModelKind) throws {
    var generator = SplitMix64(seed: 11)
    var options = RegressionOptions()
    options.power = kind == .tweedie ? 1.5 : nil
    let regression = try Regression(kind, roles: ColumnRoles(target: "spend"), options: options)
    let model = try regression.train(draw(3_000, &generator)).model
    let residuals = try #require(model.residuals)
    let heldOut = try draw(4_000, &generator)
    let scoring = try ScoringModel(model)
    let predictions = try scoring.score(heldOut).prediction
    guard case .double(let outcomes)? = heldOut["spend"]?.values else { return }
    for level in [0.5, 0.8, 0.9, 0.95] {
      let inside = zip(predictions, outcomes).count { mean, outcome in
        let (lower, upper) = residuals.interval(level, around: mean)
        return lower <= outcome && outcome <= upper
      }
      let share = Double(inside) / Double(outcomes.count)
      #expect(abs(share - level) < 0.02, "\(level): \(share)")
    }
    // What was stored comes back, and gives the same ends.
    let again = try ScoringModel(bytes: ModelFile.bytes(of: model))
    #expect(again.model == model)
  }

  /// Regions whose amounts spread in other ways, which the model does not know: limits of each hold its share. 2,000 rows a
  /// region: the share of a right 90 % interval has a standard error of 0.7 %.
  @Test func coverageByGroup() throws {
    var generator = SplitMix64(seed: 13)
    func draw(_ rows: Int) throws -> Table {
      let regions = (0..<rows).map { _ in ["calm", "even", "wild", "rare"][min(generator.next(below: 303) / 100, 3)] }
      let spreads = ["calm": 0.2, "even": 0.8, "wild": 2.5, "rare": 1.0]
      let x = regions.map { _ in generator.nextUniform() }
      let spend = zip(x, regions).map { value, region in
        2 * value + (spreads[region] ?? 1) * Normal.quantile(generator.nextUniform())
      }
      return try Table([
        Column("x", .double(x)), Column("region", .text(TextValues(regions))), Column("spend", .double(spend)),
      ])
    }
    let (training, heldOut) = try (draw(3_000), draw(6_000))
    var options = RegressionOptions()
    options.intervalColumn = "region"
    let result = try Regression(.linear, roles: ColumnRoles(target: "spend"), options: options).train(training)
    let residuals = try #require(ScoringModel(bytes: ModelFile.bytes(of: result.model)).model.residuals)
    #expect(residuals == result.model.residuals)
    // Thirty rows are too few for limits of their own.
    #expect(residuals.groups?.levels == ["calm", "even", "wild"])
    let predictions = try ScoringModel(result.model).score(heldOut).prediction
    guard case .double(let outcomes)? = heldOut["spend"]?.values, let regions = heldOut["region"]?.values else {
      return
    }
    func share(_ region: String, byGroup: Bool) -> Double {
      let rows = outcomes.indices.filter { regions.cellText($0) == region }
      let inside = rows.count { row in
        let (lower, upper) = residuals.interval(0.9, around: predictions[row], group: byGroup ? region : nil)
        return lower <= outcomes[row] && outcomes[row] <= upper
      }
      return Double(inside) / Double(rows.count)
    }
    for region in ["calm", "even", "wild"] {
      let own = share(region, byGroup: true)
      #expect(abs(own - 0.9) < 0.025, "\(region): \(own)")
    }
    #expect(share("calm", byGroup: false) > 0.98 && share("wild", byGroup: false) < 0.8)
    options.intervalColumn = "x"
    let numbers = try Regression(.linear, roles: ColumnRoles(target: "spend"), options: options)
    #expect(throws: TrainingError.self) { try numbers.train(training) }
    options.folds = 0
    #expect(throws: TrainingError.self) { try Regression(.linear, roles: ColumnRoles(target: "s"), options: options) }
  }

  /// A weight of 2 is two rows.
  @Test func weights() throws {
    var generator = SplitMix64(seed: 14)
    let outcomes = (0..<200).map { _ in generator.nextUniform() }
    let weights = outcomes.map { _ in Double(generator.next(below: 4)) }
    let repeated = zip(outcomes, weights).flatMap { [Double](repeating: $0, count: Int($1)) }
    func quantiles(_ outcomes: [Double], _ weights: [Double]?) -> ResidualQuantiles? {
      ResidualQuantiles(
        outcomes: outcomes, means: outcomes.map { _ in 0.5 }, weights: weights, quarterPowers: 2, least: 0)
    }
    #expect(quantiles(outcomes, weights) == quantiles(repeated, nil) && quantiles(repeated, nil) != nil)
  }

  @Test func noneWithoutFolds() throws {
    var generator = SplitMix64(seed: 12)
    var options = RegressionOptions()
    options.folds = 0
    let regression = try Regression(.gamma, roles: ColumnRoles(target: "spend"), options: options)
    #expect(try regression.train(draw(200, &generator)).model.residuals == nil)
  }
}

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

  @Test func noneWithoutFolds() throws {
    var generator = SplitMix64(seed: 12)
    var options = RegressionOptions()
    options.folds = 0
    let regression = try Regression(.gamma, roles: ColumnRoles(target: "spend"), options: options)
    #expect(try regression.train(draw(200, &generator)).model.residuals == nil)
  }
}

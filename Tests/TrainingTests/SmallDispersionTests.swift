import ClienteleScoring
import Distributions
import Foundation
import Tables
import Testing
import Training

/// Tweedie outcomes that hardly scatter: the series of the density then has very many terms.
@Suite struct SmallDispersionTests {
  private func table(noise: Double) throws -> Table {
    var generator = SplitMix64(seed: 11)
    let x = (1..<100).map(Double.init)
    let y = x.map { exp(0.1 * $0) * (1 + noise * (2 * generator.nextUniform() - 1)) }
    return try Table([Column("x", .double(x)), Column("y", .double(y))])
  }

  private func train(_ table: Table, power: Double?) throws -> FittedModel {
    var options = RegressionOptions()
    options.folds = 0
    options.power = power
    return try Regression(.tweedie, roles: ColumnRoles(target: "y"), options: options).train(table).model
  }

  /// Every term of the series summed one by one, to the rounding of log Γ at 10⁷.
  @Test(arguments: [0.02, 0.001]) func density(_ noise: Double) throws {
    let (table, power) = (try table(noise: noise), 1.5)
    let model = try train(table, power: power)
    let (alpha, dispersion) = ((2 - power) / (1 - power), model.certificate.dispersion)
    guard case .double(let x)? = table["x"]?.values, case .double(let y)? = table["y"]?.values else {
      Issue.record("the columns are numbers")
      return
    }
    var expected = 0.0
    for (x, y) in zip(x, y) {
      let mean = exp(model.predictor.intercept + model.predictor.estimates[0] * x)
      let exponent = y * pow(mean, 1 - power) / (1 - power) - pow(mean, 2 - power) / (2 - power)
      let logZ = -alpha * log(y) + alpha * log(power - 1) - (1 - alpha) * log(dispersion) - log(2 - power)
      func term(_ j: Double) -> Double { j * logZ - lgamma(j + 1) - lgamma(-alpha * j) }
      let middle = (pow(y, 2 - power) / (dispersion * (2 - power))).rounded()
      let width = (10 * (middle / (1 - alpha)).squareRoot()).rounded()
      let sum = stride(from: max(1, middle - width), through: middle + width, by: 1).reduce(0) {
        $0 + exp(term($1) - term(middle))
      }
      expected += exponent / dispersion + term(middle) + log(sum) - log(y)
    }
    #expect(relative(model.certificate.logLikelihood, expected) < 1e-7)
  }

  @Test func estimatedPower() throws {
    let model = try train(table(noise: 0.01), power: nil)
    #expect(model.certificate.convergence.converged)
    #expect(model.certificate.parameters.contains { $0.name == "power" })
  }

  @Test func exactFit() throws {
    let x = (1..<40).map(Double.init)
    let table = try Table([Column("x", .double(x)), Column("y", .double(x.map { exp2($0) }))])
    #expect(throws: TrainingError.self) { try train(table, power: nil) }
  }
}

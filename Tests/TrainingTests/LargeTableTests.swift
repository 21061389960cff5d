import ClienteleScoring
import Distributions
import Foundation
import Tables
import Testing
import Training

/// Large tables start on some of their rows: the answer must be that of all rows.
@Suite struct LargeTableTests {
  /// Newton's method written out, on all rows from 0; and the standard error of the last coefficient.
  private func newton(_ x: [Double], _ isB: [Bool], _ y: [Int8]) -> (beta: [Double], error: Double) {
    var beta = [0.0, 0, 0]
    var error = 0.0
    for _ in 0..<12 {
      var gradient = [0.0, 0, 0]
      var hessian = [0.0, 0, 0, 0, 0, 0]
      for row in x.indices {
        let b = isB[row] ? 1.0 : 0
        let p = 1 / (1 + exp(-(beta[0] + beta[1] * x[row] + beta[2] * b)))
        let (residual, weight) = (Double(y[row]) - p, p * (1 - p))
        gradient[0] += residual
        gradient[1] += residual * x[row]
        gradient[2] += residual * b
        hessian[0] += weight
        hessian[1] += weight * x[row]
        hessian[2] += weight * b
        hessian[3] += weight * x[row] * x[row]
        hessian[4] += weight * x[row] * b
        hessian[5] += weight * b
      }
      // Gaussian elimination on the symmetric 3 × 3 system.
      let (a, b, c, d, e, f) = (hessian[0], hessian[1], hessian[2], hessian[3], hessian[4], hessian[5])
      let (d1, e1, f1) = (d - b * b / a, e - b * c / a, f - c * c / a)
      let (g1, g2) = (gradient[1] - b / a * gradient[0], gradient[2] - c / a * gradient[0])
      let third = (g2 - e1 / d1 * g1) / (f1 - e1 * e1 / d1)
      let second = (g1 - e1 * third) / d1
      error = 1 / (f1 - e1 * e1 / d1).squareRoot()
      beta[2] += third
      beta[1] += second
      beta[0] += (gradient[0] - b * second - c * third) / a
    }
    return (beta, error)
  }

  @Test func subsampledStart() throws {
    var generator = SplitMix64(seed: 3)
    let rows = 400_000
    let x = (0..<rows).map { row in generator.nextUniform() * 4 - 2 + (row < 40_000 ? 1 : 0) }
    let isB = (0..<rows).map { _ in generator.next(below: 5) == 0 }
    // The first tenth is unlike the others, so that the start is off.
    let y = (0..<rows).map { row -> Int8 in
      let eta = -1.5 + 0.8 * x[row] + (isB[row] ? 0.9 : 0) + (row < 40_000 ? 1.5 : 0)
      return generator.nextUniform() < 1 / (1 + exp(-eta)) ? 1 : 0
    }
    let table = try Table([
      Column("x", .double(x)), Column("plan", .text(TextValues(isB.map { $0 ? "b" : "a" }))), Column("y", .boolean(y)),
    ])
    var options = RegressionOptions()
    options.folds = 0
    options.threads = 2
    let model = try Regression(.logistic, roles: ColumnRoles(target: "y"), options: options).train(table).model
    let (expected, error) = newton(x, isB, y)
    #expect(model.certificate.convergence.converged)
    #expect(abs(model.predictor.intercept - expected[0]) < 3e-8)
    #expect(abs(model.predictor.estimates[0] - expected[1]) < 3e-8)
    #expect(abs(model.predictor.estimates[1] - expected[2]) < 3e-8)
    // A sample of which half is odd tells what the last step leaves: not to ten digits, but to 10⁻⁵ standard errors.
    #expect(relative(model.certificate.terms[2].standardError ?? .nan, error) < 1e-5)
  }

  /// A level that the subsample has not seen.
  @Test func levelOutsideTheSubsample() throws {
    var generator = SplitMix64(seed: 4)
    let rows = 350_000
    let texts = (0..<rows).map { row in
      (100_000..<100_050).contains(row) ? "rare" : ["a", "b"][generator.next(below: 2)]
    }
    let x = (0..<rows).map { _ in generator.nextUniform() }
    let y = (0..<rows).map { row -> Int8 in
      generator.nextUniform() < (texts[row] == "rare" ? 0.7 : 0.2 + 0.2 * x[row]) ? 1 : 0
    }
    let table = try Table([
      Column("x", .double(x)), Column("plan", .text(TextValues(texts))), Column("y", .boolean(y)),
    ])
    var options = RegressionOptions()
    options.folds = 0
    options.threads = 2
    func fit(_ order: [Int]) throws -> FittedModel {
      try Regression(.logistic, roles: ColumnRoles(target: "y"), options: options).train(try table.rows(order)).model
    }
    // In the other order the subsample has the level.
    let (one, other) = (try fit(Array(0..<rows)), try fit(Array(100_000..<rows) + Array(0..<100_000)))
    for (row, again) in zip(one.certificate.terms, other.certificate.terms) {
      #expect(abs((row.estimate ?? .nan) - (again.estimate ?? .nan)) < 1e-8, "\(row.term)")
      // Errors are those of the parameters before the last step.
      #expect(relative(row.standardError ?? .nan, again.standardError ?? .nan) < 1e-6, "\(row.term)")
    }
    #expect(one.certificate.convergence.aliased.isEmpty)
  }

  /// Rows that a start on some of them would not see: fifty of a rare level, without an event for a while.
  @Test(arguments: [ModelKind.poisson, .tweedie])
  func rareLevel(kind: ModelKind) throws {
    var generator = SplitMix64(seed: 5)
    let rows = 340_000
    let isRare = (0..<rows).map { (200_000..<200_050).contains($0) }
    let x = (0..<rows).map { _ in generator.nextUniform() }
    let y = (0..<rows).map { row -> Double in
      let mean = exp(-1.5 + x[row] + (isRare[row] ? 1 : 0))
      let any = generator.nextUniform() < mean / (1 + mean)
      let amount = kind == .poisson ? 1 : 1 + generator.nextUniform()
      // The rare level's events are at its end only.
      return any && (!isRare[row] || row >= 200_040) || row == 200_049 ? amount : 0
    }
    let table = try Table([
      Column("x", .double(x)), Column("plan", .text(TextValues(isRare.map { $0 ? "rare" : "usual" }))),
      Column("y", .double(y)),
    ])
    var options = RegressionOptions()
    options.folds = 0
    options.threads = 2
    options.power = kind == .tweedie ? 1.4 : nil
    func fit(_ table: Table) throws -> FitCertificate {
      try Regression(kind, roles: ColumnRoles(target: "y"), options: options).train(table).model.certificate
    }
    let certificate = try fit(table)
    // In the other order a start on some rows sees the level.
    let other = try fit(table.rows(Array(200_000..<rows) + Array(0..<200_000)))
    #expect(certificate.convergence.converged && other.convergence.converged)
    for (row, again) in zip(certificate.terms, other.terms) {
      let error = again.standardError ?? .nan
      #expect(abs((row.estimate ?? .nan) - (again.estimate ?? .nan)) < 1e-6 * error, "\(row.term)")
      #expect(relative(row.standardError ?? .nan, error) < 1e-4, "\(row.term): error")
    }
  }
}

import ClienteleScoring
import Distributions
import Tables
import Testing
import Training

/// Two columns that differ by a millionth: their Gram matrix has lost what tells them apart, the design has not.
@Suite struct IllConditionedTests {
  /// x, d and z = x + d / 2²⁰ (exactly), and a target that depends on x and d.
  private func table(_ kind: ModelKind) throws -> Table {
    var generator = SplitMix64(seed: 5)
    // Few bits each, so that the sum is exact.
    func draw() -> Double { Double(generator.next(below: 4_096)) / 1_024 - 2 }
    let (x, d) = ((0..<900).map { _ in draw() }, (0..<900).map { _ in draw() })
    let noise = (0..<900).map { _ in generator.nextUniform() - 0.5 }
    let y = x.indices.map { 0.4 * x[$0] - 0.7 * d[$0] + 4 * noise[$0] }
    let target = kind == .linear ? Column("y", .double(y)) : Column("y", .boolean(y.map { $0 > 0 ? 1 : 0 }))
    return try Table([
      Column("x", .double(x)), Column("d", .double(d)), Column("z", .double(zip(x, d).map { $0 + $1 * 0x1p-20 })),
      target,
    ])
  }

  /// β·x + γ·z = (β + γ)·x + γ 2⁻²⁰·d: the fit on x and d gives the answer without the difficulty.
  @Test(arguments: [ModelKind.linear, .logistic])
  func differenceOfAMillionth(kind: ModelKind) throws {
    let table = try table(kind)
    var options = RegressionOptions()
    options.folds = 0
    func fit(_ dropped: String) throws -> FittedModel {
      try Regression(kind, roles: ColumnRoles(target: "y", dropped: [dropped]), options: options).train(table).model
    }
    let (easy, hard) = (try fit("z"), try fit("d"))
    #expect(easy.certificate.convergence.route == "gram")
    #expect(hard.certificate.convergence.route == "qr")
    #expect(hard.certificate.convergence.converged && hard.certificate.convergence.aliased.isEmpty)
    #expect(hard.certificate.convergence.reciprocalCondition < 1e-5)
    #expect(relative(hard.certificate.deviance, easy.certificate.deviance) < 1e-10)
    let expected = easy.predictor.estimates[1] * 0x1p20
    let error = try #require(easy.certificate.terms[2].standardError) * 0x1p20
    let row = hard.certificate.terms[2]
    // A condition number of 10⁶ costs six of sixteen digits, and a few more where a rounded gradient leads to the estimate.
    #expect(relative(row.estimate ?? .nan, expected) < 1e-6)
    #expect(relative(row.standardError ?? .nan, error) < 1e-7)
    #expect(relative(row.statistic ?? .nan, easy.certificate.terms[2].statistic ?? .nan) < 1e-6)
    let sum = hard.predictor.estimates[0] + hard.predictor.estimates[1]
    #expect(relative(sum, easy.predictor.estimates[0]) < 1e-6)
  }

  /// What differs by nothing is aliased, by name, and the rest is fitted as if it were not there.
  @Test(arguments: [ModelKind.linear, .logistic])
  func exactCombination(kind: ModelKind) throws {
    var table = try table(kind)
    guard case .double(let x)? = table["x"]?.values, case .double(let d)? = table["d"]?.values else { return }
    table = try table.with("z", .double(zip(x, d).map { 3 * $0 - $1 / 2 + 7 }))
    var options = RegressionOptions()
    options.folds = 0
    let all = try Regression(kind, roles: ColumnRoles(target: "y"), options: options).train(table).model
    let less = try Regression(kind, roles: ColumnRoles(target: "y", dropped: ["z"]), options: options).train(table)
      .model
    #expect(all.certificate.convergence.aliased == ["z"] && all.certificate.convergence.converged)
    #expect(all.certificate.terms.map(\.term).contains("z"))
    for row in all.certificate.terms {
      let other = less.certificate.terms.first { $0.term == row.term }
      #expect(other != nil || (row.estimate == nil && row.note == "aliased"))
      if let other { #expect(relative(row.estimate ?? .nan, other.estimate ?? .nan) < 1e-9, "\(row.term)") }
    }
  }
}

import ClienteleScoring
import Distributions
import Foundation
import Tables
import Testing
import Training

@Suite struct ConstraintTests {
  struct File: Decodable {
    struct Bound: Decodable {
      let term: String
      let lower, upper: Double?
    }
    struct Fit: Decodable {
      let family: String
      let weighted: Bool
      let bounds: [Bound]
      let terms: [String]
      let estimates: [Double]
    }
    let features: [String]
    let fits: [String: Fit]
  }

  @Test func reading() throws {
    #expect(try Constraint("tenure<=0") == Constraint("tenure", upper: 0))
    #expect(try Constraint("plan[a>=b]>=-1.5") == Constraint("plan[a>=b]", lower: -1.5))
    #expect(try Constraint("age=-0.1:0.3") == Constraint("age", lower: -0.1, upper: 0.3))
    for text in [
      "age", "age=", "age=1", "age<=", "age<=x", "<=1", "age=2:1", "age<=nan", "age>=inf", "age=1:", "age<1",
    ] {
      #expect(throws: TrainingError.self, "\(text)") { try Constraint(text) }
    }
  }

  /// Bounds that push all means out of sight: whatever comes of it is not called converged.
  @Test(arguments: ["x<=-50", "x>=100", "x>=1e100"]) func absurdBounds(_ bound: String) throws {
    var generator = SplitMix64(seed: 5)
    let x = (0..<300).map { _ in 6 * generator.nextUniform() - 3 }
    let z = x.map { _ in 10 * generator.nextUniform() }
    let y = x.map { exp(0.5 * $0) * (0.2 + 3 * generator.nextUniform()) }
    let data = try Table([Column("x", .double(x)), Column("z", .double(z)), Column("y", .double(y))])
    var options = RegressionOptions()
    options.folds = 0
    options.constraints = [try Constraint(bound)]
    let training = try Regression(.poisson, roles: ColumnRoles(target: "y"), options: options)
    guard let model = try? training.train(data).model else { return }
    let convergence = model.certificate.convergence
    #expect(!convergence.converged || convergence.gradientNorm < 1e-6)
  }

  /// An active-set Newton method in NumPy, to rounding; the certificate's own subgradient is 10⁻¹¹ of the largest.
  @Test(arguments: [
    "linear_one_bound", "linear_box", "linear_tight", "logistic_one_bound", "logistic_box", "logistic_tight",
  ])
  func fits(_ name: String) throws {
    let file = try reference("constrained", as: File.self)
    let fit = try #require(file.fits[name])
    let kind: ModelKind = fit.family == "linear" ? .linear : .logistic
    let target = kind == .linear ? "spend" : "churned"
    let data = try table("Tests/References/mixed.csv").selecting(file.features + [target, "weight"])
    var options = RegressionOptions()
    options.folds = 0
    options.constraints = fit.bounds.map {
      Constraint($0.term, lower: $0.lower ?? -.infinity, upper: $0.upper ?? .infinity)
    }
    var roles = ColumnRoles(target: target, weights: fit.weighted ? "weight" : nil)
    if !fit.weighted { roles.dropped = ["weight"] }
    var predictors: [LinearPredictor] = []
    for threads in [1, 2, 7] {
      options.threads = threads
      predictors.append(try Regression(kind, roles: roles, options: options).train(data).model.predictor)
    }
    #expect(predictors.allSatisfy { $0 == predictors[0] })
    let certificate = try Regression(kind, roles: roles, options: options).train(data).model.certificate
    #expect(certificate.convergence.converged && certificate.terms.map(\.term) == fit.terms)
    for (term, expected) in zip(certificate.terms, fit.estimates) {
      let estimate = try #require(term.estimate)
      #expect(abs(estimate - expected) <= 1e-8 * max(abs(expected), 0.01), "\(term.term): \(estimate) for \(expected)")
      guard let bound = fit.bounds.first(where: { $0.term == term.term }) else { continue }
      #expect(estimate >= bound.lower ?? -.infinity && estimate <= bound.upper ?? .infinity, "\(term.term)")
      let isAtBound = expected == bound.lower || expected == bound.upper
      #expect((term.note == "at its bound") == isAtBound && (term.standardError == nil) == isAtBound, "\(term.term)")
    }
    #expect(certificate.terms.contains { $0.note == "at its bound" })
  }

  /// Bounds that hold anyway change nothing, and leave standard errors as they are.
  @Test(arguments: [ModelKind.linear, .logistic])
  func idle(_ kind: ModelKind) throws {
    let target = kind == .linear ? "spend" : "churned"
    let data = try table("Tests/References/mixed.csv").selecting(["age", "visits", "plan", target])
    var options = RegressionOptions()
    options.folds = 0
    let free = try Regression(kind, roles: ColumnRoles(target: target), options: options).train(data).model
    options.constraints = [try Constraint("age=-1000:1000"), try Constraint("plan>=-1000")]
    let bound = try Regression(kind, roles: ColumnRoles(target: target), options: options).train(data).model
    #expect(bound.certificate == free.certificate)
  }

  /// With a lasso: what a bound blocks stays at 0, and the rest is the fit without it.
  @Test func lasso() throws {
    let data = try table("Tests/References/mixed.csv").selecting(["age", "visits", "spend"])
    var options = RegressionOptions()
    options.folds = 0
    options.penalty = .lasso(0.1)
    let roles = ColumnRoles(target: "spend")
    let free = try Regression(.linear, roles: roles, options: options).train(data).model.certificate
    let age = try #require(free.terms.first { $0.term == "age" }?.estimate)
    #expect(age != 0)
    options.constraints = [age > 0 ? Constraint("age", upper: 0) : Constraint("age", lower: 0)]
    let held = try Regression(.linear, roles: roles, options: options).train(data).model.certificate
    #expect(held.convergence.converged && held.terms.first { $0.term == "age" }?.estimate == 0)
  }

  @Test func refusals() throws {
    let data = try table("Tests/References/mixed.csv").selecting(["age", "visits", "spend"])
    for constraints in [[Constraint("agee", lower: 0)], [Constraint("age", lower: 1), Constraint("age", upper: 0)]] {
      var options = RegressionOptions()
      options.constraints = constraints
      #expect(throws: TrainingError.self) {
        try Regression(.linear, roles: ColumnRoles(target: "spend"), options: options).train(data)
      }
    }
  }
}

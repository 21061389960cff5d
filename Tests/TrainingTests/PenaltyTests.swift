import ClienteleScoring
import Foundation
import Tables
import Testing
import Training

@Suite struct PenaltyTests {
  @Test func reading() throws {
    #expect(try Penalty("none") == .none)
    #expect(try Penalty("cv") == .crossValidated)
    #expect(try Penalty("ridge:0.25") == .ridge(0.25))
    #expect(try Penalty("ridge:0") == .ridge(0))
    #expect(try Penalty("ridge:1e-3") == .ridge(0.001))
    #expect(try Penalty("lasso:0.5") == .lasso(0.5))
    #expect(try Penalty("elastic-net:0.5:0.1") == .fixed(ElasticNet(mixing: 0.5, strength: 0.1)))
    #expect(try Penalty("cv:ridge") == .crossValidated)
    #expect(try Penalty("cv:lasso") == .searched(mixing: 1))
    #expect(try Penalty("cv:elastic-net:0.5") == .searched(mixing: 0.5))
    let given = [
      Penalty.none, .crossValidated, .ridge(0.125), .lasso(0.125), .searched(mixing: 1), .searched(mixing: 0.25),
      .fixed(ElasticNet(mixing: 0.25, strength: 2)),
    ]
    for penalty in given { #expect(try Penalty(penalty.name) == penalty) }
    let wrong = [
      "", "nonsense", "ridge", "ridge:", "ridge:-1", "ridge:nan", "ridge:inf", "ridge:1e999", "ridge: 1", "ridge:1,5",
      "Ridge:1", "lasso:", "cv ", "lasso:-1", "lasso:1:1", "elastic-net:1",
      "elastic-net:1.1:1", "elastic-net:-0.1:1", "elastic-net:nan:1", "elastic-net:a:1", "cv:none", "cv:lasso:1",
      "cv:elastic-net", "cv:elastic-net:2", "cv:",
    ]
    for text in wrong { #expect(throws: TrainingError.invalidPenalty(text)) { try Penalty(text) } }
  }

  /// Five folds around means 5, 2, 1, 1.1, 3: by hand, the standard error at the smallest is √0.5/√4.
  @Test func oneStandardError() {
    let strengths = [10.0, 1, 0.1, 0.01, 0.001]
    let shifts = [-1.0, -0.5, 0, 0.5, 1]
    func path(_ means: [Double]) -> PenaltyPath {
      PenaltyPath(
        strengths: strengths, foldLosses: shifts.map { shift in means.map { $0 + shift } },
        foldWeights: [20, 20, 20, 20, 20])
    }
    let far = path([5, 2, 1, 1.1, 3])
    #expect(far.means.elementsEqual([5, 2, 1, 1.1, 3]) { abs($0 - $1) < 1e-12 })
    #expect(abs(far.standardErrors[2] - 0.125.squareRoot()) < 1e-12)
    #expect(far.best == 2 && far.chosen == 2, "2 is more than 1 + 0.354")
    let near = path([5, 1.3, 1, 1.1, 3])
    #expect(near.best == 2 && near.chosen == 1, "1.3 is less: the larger penalty is as good")
    let flat = path([1, 1, 1, 1, 1])
    #expect(flat.chosen == 0)
  }

  /// Folds count by their weight.
  @Test func unequalFolds() {
    let path = PenaltyPath(strengths: [1, 0.1], foldLosses: [[1, 4], [3, 1]], foldWeights: [30, 10])
    #expect(path.means == [1.5, 3.25] && path.best == 0)
  }

  /// `--penalty cv` against fits of every λ in every fold, each from nothing.
  @Test(arguments: [ModelKind.linear, .logistic])
  func bruteForce(kind: ModelKind) throws {
    let features = ["tenure", "monthly_charges", "contract", "churn"]
    let whole = try table("datasets/telco-churn/customers.csv").selecting(features)
    var small = try whole.rows((0..<400).map { 17 * $0 })
    let target = kind == .linear ? "monthly_charges" : "churn"
    small = try small.with("weight", .double((0..<400).map { 0.5 + Double($0 % 3) }))
    let roles = ColumnRoles(target: target, weights: "weight")
    var options = RegressionOptions()
    options.penalty = .crossValidated
    let chosen = try Regression(kind, roles: roles, options: options).train(small)
    let path = try #require(chosen.penaltyPath)
    #expect(path.strengths.count == 31 && path.strengths.first == 10 && path.strengths.last == 1e-5)
    #expect(path.strengths == path.strengths.sorted(by: >))
    let weights = try #require(chosen.weights)
    var means: [Double] = []
    var errors: [Double] = []
    for strength in path.strengths {
      options.penalty = .ridge(strength)
      let result = try Regression(kind, roles: roles, options: options).train(small)
      let held = try #require(result.outOfFold)
      var losses = [Double](repeating: 0, count: 5)
      var totals = losses
      for row in 0..<400 {
        let (y, eta) = (result.outcomes[row], held.links[row])
        let loss = kind == .linear ? (y - eta) * (y - eta) / 2 : log(1 + exp(eta)) - y * eta
        losses[Int(held.folds[row])] += weights[row] * loss
        totals[Int(held.folds[row])] += weights[row]
      }
      let total = totals.reduce(0, +)
      let mean = losses.reduce(0, +) / total
      let variance = zip(losses, totals).reduce(0) { $0 + $1.1 * ($1.0 / $1.1 - mean) * ($1.0 / $1.1 - mean) } / total
      means.append(mean)
      errors.append((variance / 4).squareRoot())
    }
    // Both are solved to a millionth of a standard error and better.
    for k in means.indices {
      #expect(abs(path.means[k] - means[k]) < 1e-8 * means[k], "λ = \(path.strengths[k])")
      #expect(abs(path.standardErrors[k] - errors[k]) < 1e-6 * errors[k], "λ = \(path.strengths[k])")
    }
    let best = try #require(means.indices.min { means[$0] < means[$1] })
    #expect(path.chosen == means.firstIndex { $0 <= means[best] + errors[best] })
    options.penalty = .ridge(path.strengths[path.chosen])
    let again = try Regression(kind, roles: roles, options: options).train(small).model
    #expect(again.predictor == chosen.model.predictor)
    #expect(chosen.model.lineage.penalty == options.penalty.name)
  }
}

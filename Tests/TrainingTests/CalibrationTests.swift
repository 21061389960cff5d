import ClienteleScoring
import Tables
import Testing
import Training

/// Calibration curves against scikit-learn and statsmodels (Tests/References/calibration.py), and what calibrated models do.
///
/// Both sides iterate to rounding; 10⁻⁸ leaves room for the condition of the beta curve's two columns.
@Suite struct CalibrationTests {
  struct Reference: Decodable {
    struct Curves: Decodable {
      let logOdds, outcomes, weights, grid: [Double]
      let platt, beta, isotonic: [Double]
    }
    let curves: [String: Curves]
  }

  static let names = ["overconfident", "weighted", "one_sided", "small"]

  private func curves(_ name: String) throws -> Reference.Curves {
    let file: Reference = try reference("calibration")
    return try #require(file.curves[name])
  }

  private func fit(_ rows: Reference.Curves, _ method: CalibrationMethod) throws -> Calibrator.Curve {
    try CalibratorFit(logOdds: rows.logOdds, outcomes: rows.outcomes, weights: rows.weights).curve(method)
  }

  @Test(arguments: names)
  func platt(name: String) throws {
    let rows = try curves(name)
    guard case .platt(let intercept, let slope) = try fit(rows, .platt) else {
      Issue.record("another curve")
      return
    }
    #expect(relative(intercept, rows.platt[0]) < 1e-8 && relative(slope, rows.platt[1]) < 1e-8)
  }

  @Test(arguments: names)
  func beta(name: String) throws {
    let rows = try curves(name)
    guard case .beta(let a, let b, let c) = try fit(rows, .beta) else {
      Issue.record("another curve")
      return
    }
    for (own, other) in zip([a, b, c], rows.beta) { #expect(relative(own, other) < 1e-8, "\(own) \(other)") }
    if name == "one_sided" { #expect(a == 0) }
  }

  @Test(arguments: names)
  func isotonic(name: String) throws {
    let rows = try curves(name)
    let calibrator = Calibrator(try fit(rows, .isotonic))
    for (t, p) in zip(rows.grid, rows.isotonic) {
      #expect(abs(inverseLogit(calibrator.logOdds(t)) - p) < 1e-12, "at \(t)")
    }
  }

  /// Outcomes that the scores tell apart leave Platt's curve finite and refuse a beta curve.
  @Test func separated() throws {
    let t = (0..<40).map { Double($0) / 10 - 1.95 }
    let rows = CalibratorFit(logOdds: t, outcomes: t.map { $0 > 0 ? 1 : 0 }, weights: nil)
    guard case .platt(_, let slope) = try rows.curve(.platt) else { return }
    #expect(slope > 1 && slope.isFinite)
    #expect(throws: TrainingError.self) { try rows.curve(.beta) }
    let single = CalibratorFit(logOdds: t, outcomes: t.map { _ in 1 }, weights: nil)
    #expect(throws: TrainingError.self) { try single.curve(.isotonic) }
  }

  private func train(
    _ method: CalibrationMethod?, prior: Double? = nil, link: Link? = nil, threads: Int = 2
  ) throws -> TrainingResult {
    var options = RegressionOptions()
    options.calibration = method
    options.prior = prior
    options.link = link
    options.folds = 4
    options.threads = threads
    let roles = ColumnRoles(target: "left", dropped: ["orders", "worth", "weight"])
    return try Regression(.logistic, roles: roles, options: options).train(
      table("Tests/References/calibration.csv"))
  }

  /// The calibrator of a model is the one fitted to what the folds say of the rows they hold out.
  @Test(arguments: CalibrationMethod.allCases, [Link.logit, .probit, .complementaryLogLog])
  func outOfFold(method: CalibrationMethod, link: Link) throws {
    let plain = try train(nil, link: link)
    let calibrated = try train(method, link: link)
    let seen = try #require(plain.outOfFold)
    let expected = try CalibratorFit(logOdds: seen.links, outcomes: plain.outcomes, weights: nil).curve(method)
    #expect(calibrated.model.calibrator == Calibrator(expected))
    #expect(calibrated.model.predictors == plain.model.predictors)
    // The rows held out are calibrated by curves that had not seen them: near the model's own, and not the same.
    let nested = try #require(calibrated.outOfFold)
    let own = seen.links.map { Calibrator(expected).logOdds($0) }
    #expect(nested.links != own)
    let distance = zip(nested.predictions, own).reduce(0) { max($0, abs($1.0 - inverseLogit($1.1))) }
    #expect(distance > 0 && distance < 0.3)
    for (p, t) in zip(nested.predictions, nested.links) { #expect(p == inverseLogit(t)) }
  }

  @Test func threads() throws {
    let models = try [1, 2, 7].map { try ModelFile.bytes(of: train(.beta, threads: $0).model) }
    #expect(models[0] == models[1] && models[0] == models[2])
  }

  /// A shift of the prior is Bayes' rule: odds are multiplied, in the intercept of a logit and in a calibrator alike.
  @Test(arguments: [Link.logit, .probit], [CalibrationMethod?.none, .platt, .isotonic])
  func prior(link: Link, method: CalibrationMethod?) throws {
    let data = try table("Tests/References/calibration.csv")
    let (plain, moved) = try (train(method, link: link), train(method, prior: 0.05, link: link))
    let share = plain.outcomes.reduce(0, +) / Double(plain.outcomes.count)
    let odds = (0.05 / 0.95) / (share / (1 - share))
    let before = try #require(ScoringModel(plain.model).score(data).probability)
    let after = try #require(ScoringModel(moved.model).score(data).probability)
    for (p, q) in zip(before, after) {
      #expect(relative(q / (1 - q), odds * p / (1 - p)) < 1e-12)
    }
    #expect((moved.model.calibrator == nil) == (link == .logit && method == nil))
    // Rows stand for the population: the weighted share of the event is the prior, the sum of weights that of the rows.
    let weights = try #require(moved.weights)
    let events = zip(weights, moved.outcomes).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(relative(weights.reduce(0, +), 900) < 1e-12 && relative(events / 900, 0.05) < 1e-12)
    if moved.model.calibrator == nil {
      let terms = (plain.model.certificate.terms, moved.model.certificate.terms)
      #expect(terms.0[0].standardError == terms.1[0].standardError && terms.0.dropFirst() == terms.1.dropFirst())
      #expect(abs((terms.1[0].estimate ?? 0) - moved.model.predictor.intercept) < 1e-12)
    }
  }

  /// Score and calibration add up to the log-odds, in a row and in a batch.
  @Test(arguments: CalibrationMethod.allCases)
  func reasons(method: CalibrationMethod) throws {
    let data = try table("Tests/References/calibration.csv")
    let scoring = try ScoringModel(bytes: ModelFile.bytes(of: train(method, prior: 0.1).model))
    let scores = try scoring.score(data, reasons: 2)
    let calibration = try #require(scores.calibration)
    let reasons = try #require(scores.reasons)
    for row in 0..<data.rowCount {
      let listed = reasons.contributions[(2 * row)..<(2 * row + 2)].reduce(scores.baseline, +)
      #expect(abs(listed + reasons.rest[row] - scores.link[row]) < 1e-12)
      #expect(relative(inverseLogit(scores.link[row] + calibration[row]), scores.prediction[row]) < 1e-12)
    }
  }

  @Test func refusals() throws {
    let roles = ColumnRoles(target: "y")
    func refused(_ kind: ModelKind, _ words: String, _ change: (inout RegressionOptions) -> Void) {
      var options = RegressionOptions()
      change(&options)
      do {
        _ = try Regression(kind, roles: roles, options: options)
        Issue.record("not refused: \(words)")
      } catch { #expect("\(error)".contains(words), "\(error)") }
    }
    refused(.linear, "--calibrate platt goes with a binary target") { $0.calibration = .platt }
    refused(.logistic, "--calibrate beta needs three folds") { ($0.calibration, $0.folds) = (.beta, 2) }
    refused(.poisson, "--prior goes with a binary target") { $0.prior = 0.5 }
    refused(.logistic, "--prior 1.0: give a share between 0 and 1") { $0.prior = 1 }
  }
}

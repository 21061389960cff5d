import Distributions
import Evaluation
import Testing

/// Sums of a few hundred doubles in another order differ by some 1e-15; R and the Newton iteration here stop where
/// another step would change nothing in the first twelve digits.
private let tolerance = 1e-11

@Suite struct BinaryEvaluationTests {
  private let references: EvaluationReferences

  init() throws { references = try .load() }

  @Test func metricsAreThoseOfThePeers() throws {
    let byR = try EvaluationReferences.loadR()
    let diagnostics = try DiagnosticsReferences.load()
    for sample in references.binary {
      let evaluation = try BinaryEvaluation(
        outcomes: sample.outcomes, probabilities: sample.probabilities, links: sample.links, weights: sample.weights)
      var answers = try #require(byR[sample.name])
      let profit = try #require(diagnostics.binary.first { $0.name == sample.name }?.profit.first)
      answers["emp"] = EvaluationReferences.Numbers(
        estimate: profit.emp, standardError: nil, lower: nil, upper: nil)
      #expect(Set(sample.reference.keys).union(answers.keys).count == evaluation.metrics.count)
      for metric in evaluation.metrics {
        let name = metric.name.rawValue
        let both = [sample.reference[name], answers[name]].compactMap { $0 }
        #expect(!both.isEmpty, "\(name) has a reference")
        for reference in both {
          expectClose(metric.estimate, reference, tolerance: tolerance, "\(sample.name) \(name)")
        }
      }
    }
  }

  @Test func linksAndProbabilitiesTellTheSame() throws {
    for sample in references.binary {
      let with = try BinaryEvaluation(
        outcomes: sample.outcomes, probabilities: sample.probabilities, links: sample.links, weights: sample.weights)
      let without = try BinaryEvaluation(
        outcomes: sample.outcomes, probabilities: sample.probabilities, weights: sample.weights)
      for metric in with.metrics {
        expectSame(metric, without[metric.name], tolerance: 1e-12, sample.name)
      }
    }
  }

  @Test func weightsRepeatRows() throws {
    for sample in references.binary {
      for seed in 1...5 as ClosedRange<UInt64> {
        var generator = SplitMix64(seed: seed)
        let weights = sample.outcomes.map { _ in Double(generator.next(below: 4)) }
        let rows = sample.outcomes.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
        let weighted = try BinaryEvaluation(
          outcomes: sample.outcomes, probabilities: sample.probabilities, links: sample.links, weights: weights)
        let repeated = try BinaryEvaluation(
          outcomes: rows.map { sample.outcomes[$0] }, probabilities: rows.map { sample.probabilities[$0] },
          links: rows.map { sample.links[$0] })
        #expect(weighted.totalWeight == repeated.totalWeight)
        for metric in weighted.metrics {
          expectSame(metric, repeated[metric.name], tolerance: tolerance, "\(sample.name), seed \(seed)")
        }
      }
    }
  }

  @Test func naiveValuesAreThoseOfTheBaseRate() throws {
    let outcomes: [Double] = [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    let constant = try BinaryEvaluation(outcomes: outcomes, probabilities: outcomes.map { _ in 0.25 })
    for metric in constant.metrics where metric.name != .calibrationSlope {
      let value = try #require(metric.estimate, "\(metric.name)").estimate
      expectClose(value, metric.naive, tolerance: 1e-14, "\(metric.name)")
    }
    #expect(constant[.calibrationSlope]?.value == .failure(.constantPrediction))
    #expect(constant[.calibrationSlope]?.naive == nil)
    #expect(constant[.auc]?.estimate?.standardError == 0)
  }

  @Test func lossesStayFiniteOnTheLinkScale() throws {
    let links: [Double] = [800, -800, 40, -40]
    let probabilities: [Double] = [1, 0, 1, 4.248354255291589e-18]
    let outcomes: [Double] = [0, 1, 1, 0]
    let exact = try BinaryPredictions(outcomes: outcomes, probabilities: probabilities, links: links)
    // 800, 800 and twice log(1 + e^-40).
    expectClose(try exact.logLoss().estimate, 400, tolerance: 1e-15, "log loss")
    let sure = try BinaryPredictions(outcomes: [0, 1], probabilities: [1e-18, 1], links: [-41.4465316738928, 60])
    let loss = try sure.logLoss().estimate
    #expect(abs(loss / 5e-19 - 1) < 1e-7, "\(loss)")  // e^-60 = 8.8e-27 is added
    let rounded = try BinaryEvaluation(outcomes: outcomes, probabilities: probabilities)
    #expect(rounded[.logLoss]?.value == .failure(.certainAndWrong))
    #expect(rounded[.deviance]?.value == .failure(.certainAndWrong))
    #expect(rounded[.calibrationSlope]?.value == .failure(.certain))
    // A certain prediction that is right costs nothing.
    let right = try BinaryPredictions(outcomes: [0, 1], probabilities: [0, 1])
    #expect(try right.logLoss().estimate == 0)
    #expect(right.brierScore().estimate == 0)
  }

  @Test func undefinedMetricsSayWhy() throws {
    let single = try BinaryEvaluation(outcomes: [1, 1, 1], probabilities: [0.2, 0.5, 0.9])
    let undefined: [MetricName] = [
      .auc, .prAUC, .topDecileLift, .expectedMaximumProfit, .calibrationSlope, .calibrationIntercept,
    ]
    for name in undefined {
      #expect(single[name]?.value == .failure(.singleClass), "\(name)")
    }
    #expect(single[.brier]?.estimate != nil)
    let few = try BinaryEvaluation(outcomes: [1, 0, 1], probabilities: [0.2, 0.5, 0.9])
    #expect(few[.topDecileLift]?.value == .failure(.fewerThanTenRows))
    // One outcome 0: an area, but no variance.
    #expect(few[.auc]?.estimate?.estimate == 0.5)
    #expect(few[.auc]?.estimate?.standardError == nil)
    #expect(few[.auc]?.estimate?.lower == nil)
    #expect(few[.rmse] == nil)
  }

  @Test func badInputIsNamed() {
    let outcomes: [Double] = [0, 1, 1]
    let probabilities = [0.1, 0.2, 0.3]
    func error(
      _ outcomes: [Double], _ probabilities: [Double], _ links: [Double]? = nil, _ weights: [Double]? = nil
    ) -> EvaluationError? {
      do {
        _ = try BinaryPredictions(outcomes: outcomes, probabilities: probabilities, links: links, weights: weights)
        return nil
      } catch { return error }
    }
    #expect(error(outcomes, probabilities, nil, [0, 1, 2]) == nil)
    #expect(error([], []) == .empty)
    #expect(error(outcomes, probabilities, nil, [0, 0, 0]) == .empty)
    #expect(error(outcomes, [0.1]) == .unequalLengths(what: .probabilities, count: 1, expected: 3))
    #expect(error(outcomes, probabilities, [1]) == .unequalLengths(what: .links, count: 1, expected: 3))
    #expect(error(outcomes, probabilities, nil, [1]) == .unequalLengths(what: .weights, count: 1, expected: 3))
    #expect(error([0, 1, 2], probabilities) == .notBinary(row: 2))
    #expect(error([0, .nan, 1], probabilities) == .notBinary(row: 1))
    #expect(error(outcomes, [0.1, 0.2, .nan]) == .notFinite(what: .probabilities, row: 2))
    #expect(error(outcomes, [0.1, 1.5, 0.3]) == .notProbability(row: 1))
    #expect(error(outcomes, [-0.1, 0.5, 0.3]) == .notProbability(row: 0))
    #expect(error(outcomes, probabilities, [0, .infinity, 0]) == .notFinite(what: .links, row: 1))
    #expect(error(outcomes, probabilities, nil, [1, 1, -1]) == .negativeWeight(row: 2))
    #expect(error(outcomes, probabilities, nil, [1, .infinity, 1]) == .notFinite(what: .weights, row: 1))
    #expect(EvaluationError.notProbability(row: 1).description.hasPrefix("row 2: the probability"))
  }
}

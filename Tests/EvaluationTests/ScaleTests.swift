import Evaluation
import Testing

/// Weights and amounts of any size: what has a value has the right one, and nothing is shown that is no number.
@Suite struct ScaleTests {
  private let references: EvaluationReferences

  init() throws { references = try .load() }

  /// Weights that a power of two scales give the same numbers, but for intervals, which depend on the number of rows.
  @Test(arguments: [1e300, 1e-300, 1e-320, 1e150])
  func binary(weight: Double) throws {
    for sample in references.binary {
      let plain = try BinaryEvaluation(outcomes: sample.outcomes, probabilities: sample.probabilities)
      let scaled = try BinaryEvaluation(
        outcomes: sample.outcomes, probabilities: sample.probabilities, weights: sample.outcomes.map { _ in weight })
      for metric in scaled.metrics {
        if case .failure(.fewerThanTenRows) = metric.value, weight < 1 { continue }
        let name = "\(sample.name) \(metric.name)"
        expectFinite(metric, name)
        let expected = plain[metric.name]
        // Tied scores at the cut enter in proportion, so that a fraction of a row more moves the lift.
        let tolerance = metric.name == .topDecileLift ? 0.05 : 1e-9
        expectClose(metric.estimate?.estimate, expected?.estimate?.estimate, tolerance: tolerance, name)
        expectClose(metric.naive, expected?.naive, tolerance: 1e-12, name)
      }
    }
  }

  @Test(arguments: [1e300, 1e-300, 1e-320])
  func amounts(weight: Double) throws {
    for sample in references.amount {
      let plain = try AmountEvaluation(outcomes: sample.outcomes, predictions: sample.predictions)
      let scaled = try AmountEvaluation(
        outcomes: sample.outcomes, predictions: sample.predictions, weights: sample.outcomes.map { _ in weight })
      for metric in scaled.metrics {
        let name = "\(sample.name) \(metric.name)"
        expectFinite(metric, name)
        expectClose(metric.estimate?.estimate, plain[metric.name]?.estimate?.estimate, tolerance: 1e-9, name)
      }
    }
  }

  @Test func squaresThatOverflow() throws {
    let evaluation = try AmountEvaluation(outcomes: [1e200, 2e200, 4e200], predictions: [1e200, 1e200, 1e200])
    for metric in evaluation.metrics {
      expectFinite(metric, "\(metric.name)")
      if metric.name == .mae { continue }
      #expect(metric.value == .failure(.overflow), "\(metric.name)")
    }
  }

  private func expectFinite(_ metric: Metric, _ name: String) {
    let estimate = metric.estimate
    let numbers = [estimate?.estimate, estimate?.lower, estimate?.upper, estimate?.standardError, metric.naive]
    #expect(numbers.allSatisfy { $0?.isFinite ?? true }, "\(name): \(numbers)")
  }

  private func expectClose(_ value: Double?, _ expected: Double?, tolerance: Double, _ name: String) {
    guard let value, let expected else {
      #expect(value == nil && expected == nil, "\(name)")
      return
    }
    #expect(abs(value - expected) <= tolerance * max(1, abs(expected)), "\(name): \(value), not \(expected)")
  }
}

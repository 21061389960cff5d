import Evaluation
import Foundation
import Testing

/// The cases and answers of References/comparison.py and comparison.R.
private struct ComparisonReferences: Decodable {
  struct Binary: Decodable {
    let name: String
    let outcomes, a, b: [Double]
    let spearman, kendall, kolmogorovSmirnov, psi, precision, precisionError: Double
    let logLoss, logLossError, brier, brierError: Double
  }
  struct Amount: Decodable {
    let outcomes, a, b: [Double]
    let rmse, rmseError, rSquared, rSquaredError, mae, maeError: Double
  }
  struct Pairs: Decodable { let onlyA, onlyB, exact, midP, statistic, pValue: Double }
  struct R: Decodable { let name: String; let a, b, error, statistic, pValue, slope, slopeError: Double }

  let binary: [Binary]
  let amount: [Amount]
  let mcnemar: [Pairs]
  let pValues, qValues: [Double]

  static func decode<Value: Decodable>(_ file: String) throws -> Value {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("References")
    return try JSONDecoder().decode(Value.self, from: Data(contentsOf: folder.appendingPathComponent(file)))
  }
}

/// Tolerances: 1e-12 relative for closed forms; 1e-10 where the reference sums in another order or iterates.
@Suite struct ComparisonReferenceTests {
  private let references: ComparisonReferences
  private let answersOfR: [ComparisonReferences.R]

  init() throws {
    references = try ComparisonReferences.decode("comparison.json")
    answersOfR = try ComparisonReferences.decode("comparison-r.json")
  }

  private func pair(_ item: ComparisonReferences.Binary) throws -> PairedBinary {
    try PairedBinary(
      outcomes: item.outcomes, a: ModelProbabilities(item.a.map(ComparisonCases.sigmoid), links: item.a),
      b: ModelProbabilities(item.b.map(ComparisonCases.sigmoid), links: item.b))
  }

  private func relative(_ value: Double?, _ reference: Double, _ tolerance: Double, _ what: String) {
    let error = value.map { abs($0 - reference) / abs(reference) } ?? .infinity
    #expect(error <= tolerance, "\(what): \(String(describing: value)) for \(reference), off by \(error)")
  }

  @Test func areasAreDeLongs() throws {
    for (item, answer) in zip(references.binary, answersOfR) {
      let area = PairedArea.compare(try pair(item))
      relative(area.a, answer.a, 1e-12, "\(item.name) a")
      relative(area.b, answer.b, 1e-12, "\(item.name) b")
      relative(area.standardError, answer.error, 1e-12, "\(item.name) error")
      relative(area.standardError.map { area.difference / $0 }, answer.statistic, 1e-12, "\(item.name) statistic")
      relative(area.pValue, answer.pValue, 1e-12, "\(item.name) p")
    }
  }

  @Test func everythingElseOfProbabilities() throws {
    let settings = PairedComparison.Settings()
    for (item, answer) in zip(references.binary, answersOfR) {
      let all = try PairedComparison(pair(item), settings: settings)
      expectClose(all[.prAUC]?.difference?.difference, item.precision, tolerance: 1e-12, "\(item.name) precision")
      expectClose(
        all[.prAUC]?.difference?.standardError, item.precisionError, tolerance: 1e-12, "\(item.name) precision error")
      expectClose(all[.logLoss]?.difference?.difference, item.logLoss, tolerance: 1e-12, "\(item.name) log loss")
      expectClose(all[.logLoss]?.difference?.standardError, item.logLossError, tolerance: 1e-12, "\(item.name) error")
      expectClose(all[.brier]?.difference?.difference, item.brier, tolerance: 1e-12, "\(item.name) brier")
      expectClose(all[.brier]?.difference?.standardError, item.brierError, tolerance: 1e-12, "\(item.name) error")
      expectClose(all[.calibrationSlope]?.difference?.difference, answer.slope, tolerance: 1e-10, "\(item.name) slope")
      expectClose(
        all[.calibrationSlope]?.difference?.standardError, answer.slopeError, tolerance: 1e-10,
        "\(item.name) slope error")
      expectClose(all.churn?.spearman, item.spearman, tolerance: 1e-12, "\(item.name) spearman")
      expectClose(all.churn?.kendall, item.kendall, tolerance: 1e-12, "\(item.name) kendall")
      expectClose(all.shift?.kolmogorovSmirnov, item.kolmogorovSmirnov, tolerance: 1e-12, "\(item.name) ks")
      expectClose(all.shift?.populationStability, item.psi, tolerance: 1e-10, "\(item.name) psi")
    }
  }

  @Test func amounts() throws {
    let settings = PairedComparison.Settings()
    for item in references.amount {
      let pair = try PairedAmounts(outcomes: item.outcomes, a: item.a, b: item.b)
      let all = try PairedComparison(pair, settings: settings)
      let answers: [(MetricName, Double, Double)] = [
        (.rmse, item.rmse, item.rmseError), (.rSquared, item.rSquared, item.rSquaredError),
        (.mae, item.mae, item.maeError),
      ]
      for (name, difference, error) in answers {
        expectClose(all[name]?.difference?.difference, difference, tolerance: 1e-12, "\(name)")
        expectClose(all[name]?.difference?.standardError, error, tolerance: 1e-12, "\(name) error")
      }
    }
  }

  @Test func mcNemar() {
    for item in references.mcnemar {
      let test = McNemar(onlyA: item.onlyA, onlyB: item.onlyB)
      relative(test.exact, item.exact, 1e-10, "exact \(item.onlyA), \(item.onlyB)")
      relative(test.midP, item.midP, 1e-10, "mid-p \(item.onlyA), \(item.onlyB)")
      expectClose(test.statistic, item.statistic, tolerance: 1e-12, "statistic")
      relative(test.pValue, item.pValue, 1e-10, "p \(item.onlyA), \(item.onlyB)")
    }
  }

  @Test func falseDiscoveryRates() {
    for (q, reference) in zip(BenjaminiHochberg.adjust(references.pValues), references.qValues) {
      expectClose(q, reference, tolerance: 1e-14, "q")
    }
    #expect(BenjaminiHochberg.adjust([]).isEmpty)
  }
}

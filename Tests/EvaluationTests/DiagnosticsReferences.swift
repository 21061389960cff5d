import Evaluation
import Foundation

/// The committed reference values of diagnostics (see References/README.md).
struct DiagnosticsReferences: Decodable {
  struct Brier: Decodable {
    let reliability, resolution, uncertainty, variance, covariance: Double
  }

  struct Spiegelhalter: Decodable {
    let statistic, pValue: Double
  }

  struct Calibration: Decodable {
    let bins: [[Double]]
    let ece: Double
  }

  struct KolmogorovSmirnov: Decodable {
    let statistic, after: Double
  }

  struct Profit: Decodable {
    let value, offer, contact, alpha, beta: Double
    let emp, empContacted, mp, mpContacted: Double
    let empError: Double?
    let curve: [Double]

    func campaign() throws -> RetentionCampaign {
      try RetentionCampaign(
        customerValue: value, offerCost: offer, contactCost: contact, acceptance: .beta(alpha: alpha, beta: beta))
    }
  }

  struct Costs: Decodable {
    let lowest: [Double]
    let area: Double
  }

  struct Binary: Decodable {
    let name: String
    let brierByProbability, brierByBin: Brier
    let spiegelhalter: Spiegelhalter
    let calibration: Calibration
    let ks: KolmogorovSmirnov
    let gains, gainsInSeven: [[Double]]
    let profit: [Profit]
    let costs: Costs
    let aucOfPoints: Double
    let points: [[Double]]?
  }

  struct Amount: Decodable {
    let name: String
    let bins, quantiles: [[Double]]
  }

  struct Holdout: Decodable {
    let outcomes, probabilities: [Double]
  }

  let binary, holdouts: [Binary]
  let amount: [Amount]

  static func load() throws -> Self { try EvaluationReferences.decode("diagnostics.json", keys: .convertFromSnakeCase) }

  /// Every binary case with its rows.
  func cases() throws -> [(reference: Binary, predictions: BinaryPredictions)] {
    let samples = try EvaluationReferences.load().binary
    let rows: [String: Holdout] = try EvaluationReferences.decode("holdouts.json")
    var cases: [(Binary, BinaryPredictions)] = []
    for reference in binary {
      guard let sample = samples.first(where: { $0.name == reference.name }) else { continue }
      cases.append(
        (
          reference,
          try BinaryPredictions(
            outcomes: sample.outcomes, probabilities: sample.probabilities, weights: sample.weights)
        ))
    }
    for reference in holdouts {
      guard let sample = rows[reference.name] else { continue }
      cases.append(
        (
          reference, try BinaryPredictions(outcomes: sample.outcomes, probabilities: sample.probabilities)
        ))
    }
    return cases
  }
}

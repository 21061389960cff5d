import Evaluation
import Foundation
import Testing

/// The committed cases and reference values (see References/README.md).
struct EvaluationReferences: Decodable {
  struct Numbers: Decodable {
    let estimate: Double
    let standardError, lower, upper: Double?
  }

  struct Binary: Decodable {
    let name: String
    let outcomes, probabilities, links: [Double]
    let weights: [Double]?
    let reference: [String: Numbers]
  }

  struct Amount: Decodable {
    let name: String
    let outcomes, predictions: [Double]
    let weights: [Double]?
    let reference: [String: Numbers]
  }

  let binary: [Binary]
  let amount: [Amount]

  static func load() throws -> Self { try decode("evaluation.json") }

  /// What R adds, by the name of the case and of the metric.
  static func loadR() throws -> [String: [String: Numbers]] {
    struct Answer: Decodable {
      let name: String
      let auc, calibrationSlope, calibrationIntercept: Numbers
      enum CodingKeys: String, CodingKey {
        case name, auc
        case calibrationSlope = "calibration_slope"
        case calibrationIntercept = "calibration_intercept"
      }
    }
    let answers: [Answer] = try decode("evaluation-r.json")
    return Dictionary(
      uniqueKeysWithValues: answers.map {
        (
          $0.name,
          [
            "auc": $0.auc, "calibration_slope": $0.calibrationSlope, "calibration_intercept": $0.calibrationIntercept,
          ]
        )
      })
  }

  static func decode<Value: Decodable>(
    _ file: String, keys: JSONDecoder.KeyDecodingStrategy = .useDefaultKeys
  ) throws -> Value {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("References")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = keys
    return try decoder.decode(Value.self, from: Data(contentsOf: folder.appendingPathComponent(file)))
  }
}

/// Expects `value` within a relative `tolerance` of `reference` (absolute below 1).
func expectClose(
  _ value: Double?, _ reference: Double?, tolerance: Double, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let value, let reference else {
    #expect(value == nil && reference == nil, "\(what): \(String(describing: value))", sourceLocation: sourceLocation)
    return
  }
  let error = abs(value - reference) / max(1, abs(reference))
  #expect(error <= tolerance, "\(what): \(value) for \(reference), off by \(error)", sourceLocation: sourceLocation)
}

/// Expects every number that `reference` has.
func expectClose(
  _ estimate: Estimate?, _ reference: EvaluationReferences.Numbers, tolerance: Double, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let pairs = [
    ("estimate", estimate?.estimate, reference.estimate), ("error", estimate?.standardError, reference.standardError),
    ("lower", estimate?.lower, reference.lower), ("upper", estimate?.upper, reference.upper),
  ]
  for (part, value, expected) in pairs {
    guard let expected else { continue }
    expectClose(value ?? .nan, expected, tolerance: tolerance, "\(what) \(part)", sourceLocation: sourceLocation)
  }
}

/// Expects two estimates alike in all their numbers.
func expectSame(
  _ left: Metric, _ right: Metric?, tolerance: Double, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let a = left.estimate, let b = right?.estimate else {
    #expect(left == right, "\(what) \(left.name)", sourceLocation: sourceLocation)
    return
  }
  let pairs = [
    (a.estimate, b.estimate), (a.lower, b.lower), (a.upper, b.upper), (a.standardError, b.standardError),
    (left.naive, right?.naive),
  ]
  for (value, expected) in pairs {
    expectClose(value, expected, tolerance: tolerance, "\(what) \(left.name)", sourceLocation: sourceLocation)
  }
}

import Foundation
import Testing

/// The committed reference values (see References/README.md).
struct DistributionReferences: Decodable {
  struct NormalTail: Decodable { let z: Double, upper: String }
  struct NormalQuantile: Decodable { let p: Double, value: String }
  struct StudentTail: Decodable { let df: Double, t: Double, upper: String }
  struct StudentQuantile: Decodable { let df: Double, upper: Double, value: String }
  struct ChiSquaredTails: Decodable { let df: Double, x: Double, upper: String?, lower: String? }
  struct ChiSquaredQuantile: Decodable { let df: Double, p: Double, value: String }
  struct FTail: Decodable { let d1: Double, d2: Double, f: Double, upper: String }

  let normal: [NormalTail]
  let normalQuantile: [NormalQuantile]
  let studentT: [StudentTail]
  let studentTQuantile: [StudentQuantile]
  let chiSquared: [ChiSquaredTails]
  let chiSquaredQuantile: [ChiSquaredQuantile]
  let f: [FTail]

  static func load() throws -> Self {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("References/distributions.json"))
    return try JSONDecoder().decode(Self.self, from: data)
  }
}

/// Expects `value` within a relative `tolerance` of the decimal `reference`.
func expectClose(
  _ value: Double, _ reference: String, tolerance: Double, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let expected = Double(reference) else {
    Issue.record("\(what): reference \(reference) is not a number", sourceLocation: sourceLocation)
    return
  }
  let error = value == expected ? 0 : abs(value - expected) / abs(expected)
  #expect(
    error <= tolerance, "\(what): \(value) for \(expected), relative error \(error)",
    sourceLocation: sourceLocation)
}

import Evaluation
import Foundation

/// The cases and answers of References/segments.py and segments.R.
struct SegmentReferences: Decodable {
  struct Case: Decodable {
    let name: String
    let columns: [[Double]]
    let codes: [[Int32]]
    let a, b: [Int32]
    let adjustedRand, mutualInformation, silhouette: Double
    let silhouettes, bySegment: [Double]
  }
  struct Gap: Decodable { let seed: UInt64; let sets: Int }
  struct Bootstrap: Decodable { let seed: UInt64; let draws: [[Int]] }
  struct Counts: Decodable { let counts: [[Double]]; let total: Double }
  struct Drift: Decodable { let before, after: [Double] }

  let cases: [Case]
  let gap: Gap
  let bootstrap: Bootstrap
  let assignments: [Counts]
  let drift: Drift

  static func load() throws -> Self { try EvaluationReferences.decode("segments.json") }
}

/// The answers of R.
struct SegmentAnswers: Decodable {
  struct Case: Decodable {
    let name: String
    let adjustedRand, variation, silhouette, dunn, averageDunn, gower, prototypes: Double
    let bySegment, gowerDistances: [Double]
  }
  struct Table: Decodable { let gap, standardError: [Double] }
  struct Gap: Decodable {
    let original, aligned: Table
    let axes: [[Double]]
    let chosen, chosenAligned: Int
  }
  struct Stability: Decodable { let mean: [Double]; let dissolved, recovered: [Int] }
  struct Drift: Decodable { let statistic, pValue: Double; let degrees: Int }

  let cases: [Case]
  let gap: Gap
  let stability: Stability
  let drift: Drift

  static func load() throws -> Self { try EvaluationReferences.decode("segments-r.json") }
}

/// Points in memory.
struct MemoryPoints: PointSource {
  var columns: [[Double]]
  var codes: [[Int32]] = []
  var weights: [Double]?

  var rows: Int { columns.first?.count ?? codes.first?.count ?? 0 }
  var dimension: Int { columns.count }
  var groupCounts: [Int] { codes.map { Int($0.max() ?? 0) + 1 } }

  func readColumns(_ rows: Range<Int>, into buffer: UnsafeMutablePointer<Double>, stride: Int) {
    for (j, column) in columns.enumerated() {
      for (i, row) in rows.enumerated() { buffer[j * stride + i] = column[row] }
    }
  }

  func readCodes(_ rows: Range<Int>, into buffer: UnsafeMutablePointer<Int32>) {
    for (j, column) in codes.enumerated() {
      for (i, row) in rows.enumerated() { buffer[i * codes.count + j] = column[row] }
    }
  }

  /// The rows that weights repeat, without weights.
  func repeated(_ counts: [Int]) -> MemoryPoints {
    func expand<Value>(_ column: [Value]) -> [Value] {
      zip(column, counts).flatMap { Array(repeating: $0, count: $1) }
    }
    return MemoryPoints(columns: columns.map { expand($0) }, codes: codes.map { expand($0) })
  }
}

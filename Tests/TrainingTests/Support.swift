#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ClienteleScoring
import DataSources
import Tables
import Training

/// Where the repository is.
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// A reference file as plain values.
func reference<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
  let data = try Data(contentsOf: URL(filePath: "\(root)/Tests/References/\(name).json"))
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(Value.self, from: data)
}

/// A file of fits, and one fit in it; see Tests/References/README.md.
struct ReferenceFile: Decodable {
  let fits: [String: ReferenceFit]
}

struct ReferenceFit: Decodable {
  struct Term: Decodable {
    let term: String
    let estimate: Double?
    let standardError, hc1, cluster, statistic, pValue, lower, upper: Double?
  }
  let rows: Int
  let aliased: [String]?
  let separated: [String]?
  let logLikelihood, nullDeviance, dispersion, residualDegreesOfFreedom, aic, bic: Double?
  let deviance: Double
  let lambda, effectiveDegreesOfFreedom: Double?
  let terms: [Term]
}

/// A table of the repository.
func table(_ path: String, _ options: CSVOptions = CSVOptions()) throws -> Table {
  try TableSource.read("\(root)/\(path)", options: options).table
}

extension Table {
  /// The rows at `positions`, in that order.
  func rows(_ positions: [Int]) throws -> Table {
    try Table(
      columns.map { column in
        switch column.values {
        case .double(let values): Column(column.name, .double(positions.map { values[$0] }))
        case .integer(let values): Column(column.name, .integer(positions.map { values[$0] }))
        case .boolean(let values): Column(column.name, .boolean(positions.map { values[$0] }))
        case .date(let values): Column(column.name, .date(positions.map { values[$0] }))
        case .dateTime(let values): Column(column.name, .dateTime(positions.map { values[$0] }))
        case .text(let text):
          Column(column.name, .text(TextValues(codes: positions.map { text.codes[$0] }, levels: text.levels)))
        }
      })
  }

  /// The columns called `names`.
  func selecting(_ names: [String]) throws -> Table { try Table(names.compactMap { self[$0] }) }

  /// With a column replaced or added.
  func with(_ name: String, _ values: ColumnValues) throws -> Table {
    try Table(columns.filter { $0.name != name } + [Column(name, values)])
  }
}

/// |a − b| relative to b.
func relative(_ a: Double, _ b: Double) -> Double { a == b ? 0 : abs(a - b) / abs(b) }

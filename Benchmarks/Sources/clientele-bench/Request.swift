import ClienteleScoring
import DataSources
import Tables
import Training

/// What was asked for on the command line.
struct Request {
  let row: String
  private var options: [String: String] = [:]

  struct Failure: Error, CustomStringConvertible { let description: String }

  init(_ arguments: [String]) throws {
    guard arguments.count >= 2 else {
      throw Failure(description: "usage: clientele-bench ROW --data DIR --threads N --repeat K [--model FILE]")
    }
    row = arguments[1]
    for position in stride(from: 2, to: arguments.count - 1, by: 2) {
      options[arguments[position]] = arguments[position + 1]
    }
  }

  private func option(_ name: String) throws -> String {
    guard let value = options[name] else { throw Failure(description: "\(name) is missing") }
    return value
  }

  private func number(_ name: String) throws -> Int {
    guard let value = Int(try option(name)), value > 0 else { throw Failure(description: "\(name): give a number") }
    return value
  }

  /// Loads what the row needs, runs it once uncounted and times it.
  func measure() throws -> Measurement {
    let threads = try number("--threads")
    let timer = Timer(row, repeats: try number("--repeat"))
    switch row {
    case "logistic-30", "logistic-100":
      let columns = row == "logistic-30" ? 30 : 100
      let table = try DenseData(folder: try option("--data")).table(columns: columns, response: "binary")
      let fit = try regression(.logistic, threads: threads)
      return try timer.time { try fit.fitOnly(table).certificate.deviance }
    case "ols-30", "ols-100":
      let columns = row == "ols-30" ? 30 : 100
      let table = try DenseData(folder: try option("--data")).table(columns: columns, response: "continuous")
      let fit = try regression(.linear, threads: threads)
      return try timer.time { _ = try fit.fitOnly(table) }
    case "enet-gaussian":
      let table = try DenseData(folder: try option("--data")).table(columns: 100, response: "continuous")
      let fit = try regression(.linear, threads: threads)
      return try timer.time { 1 - (try fit.path(table, mixing: 0.5).fits.devianceRatios.last ?? 0) }
    case "enet-binomial":
      let table = try DenseData(folder: try option("--data")).table(
        columns: 100, response: "binary", share: 0.1)
      let fit = try regression(.logistic, threads: threads)
      return try timer.time { 1 - (try fit.path(table, mixing: 0.5).fits.devianceRatios.last ?? 0) }
    case "poisson-ridge", "poisson-lasso", "gamma-ridge", "gamma-lasso", "tweedie-ridge", "tweedie-lasso":
      let fit = try FamilyFit(row, folder: try option("--data"), threads: threads)
      return try timer.time { try fit.run() }
    case "ward":
      let fit = try PointFit("points.f64", columns: 16, folder: try option("--data"), threads: threads)
      return try timer.time { try fit.ward() }
    case "pca-100":
      let fit = try PointFit("x.f64", columns: 100, folder: try option("--data"), threads: threads)
      return try timer.time { try fit.components(.covariance) }
    case "pca-2000":
      let fit = try PointFit("factors.f64", columns: 2_000, folder: try option("--data"), threads: threads)
      return try timer.time { try fit.components(.randomized) }
    case _ where SegmentFit.rows.contains(row):
      let fit = try SegmentFit(row, folder: try option("--data"), threads: threads)
      return try timer.time { try fit.run() }
    case "csv":
      let path = try option("--data") + "/wide.csv"
      return try timer.time { _ = try TableSource.read(path, options: CSVOptions(threads: threads)) }
    case "batch-score":
      let model = try ScoringModel(path: try option("--model"))
      let table = try TableSource.read(try option("--data") + "/mixed-score.csv").table
      return try timer.time { _ = try model.score(table, threads: threads) }
    case "compare":
      let comparison = try Comparison(folder: try option("--data"), threads: threads)
      return try timer.time { try comparison.run() }
    case "single-row", "prepared-row": return try rows(timer)
    case "model-load":
      let path = try option("--model")
      return try timer.time { _ = try ScoringModel(path: path) }
    default: throw Failure(description: "there is no row called \(row)")
    }
  }

  /// A fit with inference and without validation.
  private func regression(_ kind: ModelKind, threads: Int) throws -> Regression {
    var options = RegressionOptions()
    options.threads = threads
    options.folds = 0
    return try Regression(kind, roles: ColumnRoles(target: "y"), options: options)
  }

  /// Single rows: many calls a timing, over a thousand different rows.
  private func rows(_ timer: Timer) throws -> Measurement {
    let model = try ScoringModel(path: try option("--model"))
    let table = try TableSource.read(try option("--data") + "/mixed-score.csv").table
    let names = model.inputs.map(\.column)
    let columns = names.compactMap { table[$0]?.values }
    guard columns.count == names.count else { throw Failure(description: "the table lacks a column of the model") }
    let listed = (0..<min(1000, table.rowCount)).map { row in columns.map { $0.value(row) } }
    let calls = 200_000
    if row == "prepared-row" {
      let prepared = try model.prepare(columns: names)
      return try timer.time(calls: calls) {
        var sum = 0.0
        for call in 0..<calls { sum += try prepared.score(listed[call % listed.count]).prediction }
        return sum
      }
    }
    let named = listed.map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
    return try timer.time(calls: calls) {
      var sum = 0.0
      for call in 0..<calls { sum += try model.score(named[call % named.count]).prediction }
      return sum
    }
  }
}

extension ColumnValues {
  /// A cell as a value to score.
  fileprivate func value(_ row: Int) -> Value {
    switch self {
    case .double(let values): values[row].isNaN ? .missing : .number(values[row])
    case .integer(let values): values[row] == Self.missingInteger ? .missing : .number(Double(values[row]))
    case .boolean(let values): values[row] == Self.missingBoolean ? .missing : .boolean(values[row] == 1)
    case .text(let text): text[row].map(Value.text) ?? .missing
    case .date(let values): values[row] == Self.missingDay ? .missing : .date(daysSince1970: values[row])
    case .dateTime(let values):
      values[row] == Self.missingInteger ? .missing : .instant(microsecondsSince1970: values[row])
    }
  }
}

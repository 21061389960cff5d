import ClienteleScoring
import DataSources
import Foundation
import Tables
import Training

/// A penalised regression of French motor insurance, as families.json sets it: rows poisson-ridge to tweedie-lasso.
struct FamilyFit {
  private struct Setting: Decodable {
    let power, ridge, lasso: Double
    let table, target, weights: String
    let drop: [String]
  }

  private let regression: Regression
  private let table: Table
  private let totalWeight, strength: Double
  private let isLasso: Bool

  /// - Parameter row: family and penalty.
  init(_ row: String, folder: String, threads: Int) throws {
    let parts = row.split(separator: "-").map(String.init)
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../families.json")
    let settings = try JSONDecoder().decode([String: Setting].self, from: Data(contentsOf: file))
    guard parts.count == 2, let kind = ModelKind(rawValue: parts[0]), let setting = settings[parts[0]] else {
      throw Request.Failure(description: "there is no row called \(row)")
    }
    isLasso = parts[1] == "lasso"
    strength = isLasso ? setting.lasso : setting.ridge
    var options = RegressionOptions()
    options.threads = threads
    options.folds = 0
    options.link = .log
    options.penalty = isLasso ? .lasso(strength) : .ridge(strength)
    if kind == .tweedie { options.power = setting.power }
    let roles = ColumnRoles(target: setting.target, weights: setting.weights, dropped: setting.drop)
    regression = try Regression(kind, roles: roles, options: options)
    table = try TableSource.read("\(folder)/\(setting.table)").table
    guard case .double(let weights)? = table[setting.weights]?.values else {
      throw Request.Failure(description: "\(setting.weights) are no decimals")
    }
    totalWeight = weights.reduce(0, +)
  }

  /// Fits, with inference, and returns the mean half deviance with the penalty.
  func run() throws -> Double {
    let model = try regression.fitOnly(table)
    let scaled = zip(model.predictor.estimates, model.encoder.termSpreads).map(*)
    let size = isLasso ? scaled.reduce(0) { $0 + abs($1) } : scaled.reduce(0) { $0 + $1 * $1 } / 2
    return model.certificate.deviance / (2 * totalWeight) + strength * size
  }
}

import Foundation
import Testing

/// The Telco table cut into training rows and every fifth row, held out; a missing total is 0.
enum Telco {
  private static let lines: [String] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("datasets/telco-churn/customers.csv")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { $0.hasSuffix(",") ? "\($0)0" : String($0) }
  }()

  /// Writes `train.csv` and `holdout.csv`.
  static func write(to folder: Folder) throws {
    #expect(lines.count == 7_044)
    let header = try #require(lines.first)
    let rows = lines.dropFirst().enumerated()
    let training = rows.filter { ($0.offset + 1) % 5 != 0 }.map(\.element)
    let heldOut = rows.filter { ($0.offset + 1) % 5 == 0 }.map(\.element)
    try folder.write(([header] + training).joined(separator: "\n") + "\n", to: "train.csv")
    try folder.write(([header] + heldOut).joined(separator: "\n") + "\n", to: "holdout.csv")
  }

  /// The ids of the rows held out, in their order.
  static func heldOutIDs() -> [String] {
    lines.dropFirst().enumerated().filter { ($0.offset + 1) % 5 == 0 }
      .map { String($0.element.prefix { $0 != "," }) }
  }

  /// Arguments that train on `train.csv`.
  static let training = [
    "train", "--data", "train.csv", "--target", "churn", "--id", "customer_id", "--model", "logistic",
  ]
}

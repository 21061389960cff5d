import Foundation
import Testing

/// The models that come with the sources: as they were registered, and those that the demo makes.
@Suite struct ShippedModelsTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func areAsRegistered() throws {
    try Folder.with { folder in
      let registry = Self.root.appendingPathComponent("models").path
      let run = try Tool.run(["models", "verify", "--registry", registry], in: folder)
      #expect(run.status == 0 && run.output.contains("churn@1: as registered") && run.output.contains("churn@2"))
    }
  }

  @Test func areThoseOfTheDemo() throws {
    try Folder.with { folder in
      let tool = try #require(Tool.executable)
      try FileManager.default.createSymbolicLink(
        at: folder.url("datasets"), withDestinationURL: Self.root.appendingPathComponent("datasets"))
      let demo = try Tool.execute(
        URL(fileURLWithPath: "/bin/bash"), [Self.root.appendingPathComponent("scripts/demo.sh").path, tool.path],
        in: folder)
      #expect(demo.status == 0, "\(demo.errors)")
      for version in ["1", "2"] {
        let file = "models/churn/\(version)/churn.model"
        let shipped = Self.root.appendingPathComponent(file)
        let made = try record(version, at: folder.url("demo"))
        let kept = try record(version, at: Self.root)
        try expectSame(kept, made, "\(version)")
        // Other processors round otherwise: what both say of the same rows is the same to nine digits.
        let scores = try [("kept.csv", shipped), ("made.csv", folder.url("demo/\(file)"))].map { output, model in
          let run = try Tool.run(
            ["score", model.path, "--data", "demo/telco-churn-holdout.csv", "-o", output, "--quiet"], in: folder)
          #expect(run.status == 0, "\(run.errors)")
          return try folder.text(output).split(separator: "\n").dropFirst().map { line in
            try #require(Double(line.split(separator: ",").last ?? ""))
          }
        }
        #expect(scores[0].count == 1_408 && scores[0].count == scores[1].count)
        #expect(zip(scores[0], scores[1]).allSatisfy { abs($0 - $1) < 1e-9 })
      }
      #expect(try record("1", at: Self.root)["parent"] == nil)
      let parent = try record("2", at: Self.root)["parent"] as? String
      #expect(try parent == record("1", at: Self.root)["hash"] as? String)
      let champion = try JSONSerialization.jsonObject(
        with: Data(contentsOf: Self.root.appendingPathComponent("models/churn/champion.json")))
      #expect((champion as? [String: Any])?["version"] as? Int == 1)
    }
  }

  private func record(_ version: String, at place: URL) throws -> [String: Any] {
    let data = try Data(contentsOf: place.appendingPathComponent("models/churn/\(version)/record.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The same entries but for times and hashes, numbers to nine digits.
  private func expectSame(_ kept: Any, _ made: Any, _ place: String) throws {
    if let kept = kept as? [String: Any] {
      let made = try #require(made as? [String: Any], "\(place)")
      #expect(Set(kept.keys) == Set(made.keys), "\(place)")
      for (key, value) in kept where !["created", "hash", "parent"].contains(key) {
        if let other = made[key] { try expectSame(value, other, "\(place) \(key)") }
      }
    } else if let kept = kept as? NSNumber, let made = made as? NSNumber {
      let (number, other) = (kept.doubleValue, made.doubleValue)
      #expect(abs(number - other) <= 1e-9 * max(1, abs(number)), "\(place): \(number), \(other)")
    } else {
      #expect("\(kept)" == "\(made)", "\(place)")
    }
  }
}

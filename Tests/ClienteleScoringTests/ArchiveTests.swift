import ClienteleScoring
import Foundation
import Testing

/// Files that released versions wrote must load for ever; see Archive/README.md.
@Suite("Archive of model files")
struct ArchiveTests {
  private struct Expected: Decodable {
    let rows: [Row]
    let linear, logistic: Scores

    struct Scores: Decodable {
      let link, prediction: [Double]
    }

    struct Row: Decodable {
      let tenure: Double
      let charges: Double?
      let joined: Int64
      let contract: String
      let city: String?
      let partner: Bool
      let exposure: Double

      var values: [String: Value] {
        [
          "tenure": .number(tenure), "charges": charges.map { .number($0) } ?? nil,
          "joined": .instant(microsecondsSince1970: joined), "contract": .text(contract),
          "city": city.map { .text($0) } ?? nil, "partner": .boolean(partner), "exposure": .number(exposure),
        ]
      }
    }
  }

  @Test("the scores of every version", arguments: ["v1", "v2"])
  func scores(version: String) throws {
    let folder = TestFiles.beside("Archive/\(version)")
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
    for (name, scores) in [("linear", expected.linear), ("logistic", expected.logistic)] {
      let model = try ScoringModel(contentsOf: folder.appending(path: "\(name).model"))
      #expect(model.model.kind.rawValue == name)
      #expect(expected.rows.count == 5)
      for (position, row) in expected.rows.enumerated() {
        let score = try model.score(row.values)
        // Centred sums round differently: a few units of 2⁻⁵² of addends up to 2.5, and of the link in the prediction.
        #expect(abs(score.link - scores.link[position]) < 4e-15, "\(name), row \(position + 1): \(score.link)")
        let prediction = scores.prediction[position]
        #expect(abs(score.prediction - prediction) < 4e-15, "\(name), row \(position + 1): \(score.prediction)")
      }
    }
  }

  @Test("the same model still gives the same bytes", arguments: ["v1", "v2"])
  func sameBytes(version: String) throws {
    let folder = TestFiles.beside("Archive/\(version)")
    let logistic = try Array(Data(contentsOf: folder.appending(path: "logistic.model")))
    let isSame = try ModelFile.bytes(of: MadeUpModels.model(kind: .logistic, listsPool: version == "v1")) == logistic
    #expect(isSame)
    for name in ["linear", "logistic"] {
      let bytes = try Array(Data(contentsOf: folder.appending(path: "\(name).model")))
      let isSame = try ModelFile.bytes(of: ScoringModel(bytes: bytes).model) == bytes
      #expect(isSame, "\(name)")
    }
  }

  private struct Row: Decodable {
    let age, logExposure: Double
    let income: Double?
    let region: String

    var values: [String: Value] {
      [
        "age": .number(age), "income": income.map { .number($0) } ?? nil, "region": .text(region),
        "log_exposure": .number(logExposure),
      ]
    }
  }

  private static let further = [
    "poisson", "negative-binomial", "gamma", "inverse-gaussian", "tweedie", "probit", "cloglog", "quantile", "huber",
    "tukey", "multinomial", "ordinal", "hurdle", "signed-hurdle",
  ]

  @Test("the scores of version 3", arguments: further)
  func scoresOfFurtherFamilies(name: String) throws {
    let folder = TestFiles.beside("Archive/v3")
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: "expected.json"))) as? [String: Any])
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let rows = try decoder.decode([Row].self, from: JSONSerialization.data(withJSONObject: try #require(json["rows"])))
    let expected = try #require(json[name] as? [[Double]])
    let bytes = try Array(Data(contentsOf: folder.appending(path: "\(name).model")))
    let model = try ScoringModel(bytes: bytes)
    #expect(rows.count == 5 && expected.count == 5)
    for (row, numbers) in zip(rows, expected) {
      let score = try model.score(row.values)
      let own = [score.prediction] + score.outputs
      #expect(own.count == numbers.count, "\(name)")
      for (a, b) in zip(own, numbers) {
        // Sums in another order, and functions of 13 digits.
        #expect(abs(a - b) <= 1e-12 * max(1, abs(b)), "\(name): \(a) for \(b)")
      }
    }
    let isSame = try ModelFile.bytes(of: model.model) == bytes
    #expect(isSame, "the same model gives other bytes")
  }
}

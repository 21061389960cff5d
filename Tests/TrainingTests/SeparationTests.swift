#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ClienteleScoring
import Tables
import Testing
import Training

/// Tables whose likelihood has no maximum, and some that look so (Tests/References/separation.json).
@Suite struct SeparationTests {
  enum Cell: Decodable {
    case number(Double)
    case text(String)
    case missing

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .missing
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  private func table(_ columns: [String: [Cell]]) throws -> Table {
    try Table(
      columns.sorted { $0.key < $1.key }.map { name, cells in
        if cells.contains(where: { if case .text = $0 { true } else { false } }) {
          return Column(
            name, .text(TextValues(cells.map { if case .text(let text) = $0 { text } else { nil } })))
        }
        return Column(name, .double(cells.map { if case .number(let number) = $0 { number } else { .nan } }))
      })
  }

  private func train(_ table: Table, _ penalty: Penalty = .none) throws -> FittedModel {
    var options = RegressionOptions()
    options.folds = 0
    options.penalty = penalty
    let weights = table["weight"].map(\.name)
    return try Regression(.logistic, roles: ColumnRoles(target: "y", weights: weights), options: options)
      .train(table).model
  }

  @Test func everyCase() throws {
    // Term names bear underscores, so keys are taken as they are.
    let data = try Data(contentsOf: URL(filePath: "\(root)/Tests/References/separation.json"))
    let cases = try JSONDecoder().decode([String: RawCase].self, from: data)
    #expect(cases.count >= 10)
    for (name, item) in cases {
      let table = try table(item.table)
      let certificate = try train(table).certificate
      let convergence = certificate.convergence
      #expect(convergence.separated.sorted() == item.separated.sorted(), "\(name)")
      #expect(convergence.converged == item.separated.isEmpty, "\(name)")
      #expect((convergence.stopReason == "separation") == !item.separated.isEmpty, "\(name)")
      // The deviance nears its infimum by a factor e a step; detection takes eight steps or so.
      #expect(abs(certificate.deviance - item.limitDeviance) < 0.1, "\(name)")
      for row in certificate.terms where item.separated.contains(row.term) {
        #expect(row.standardError == nil && row.note == "separated", "\(name): \(row.term)")
      }
      for (term, estimate) in item.finiteEstimates where item.separated.isEmpty {
        let row = try #require(certificate.terms.first { $0.term == term })
        #expect(abs((row.estimate ?? .nan) - estimate) < 1e-7 * max(1, abs(estimate)), "\(name): \(term)")
      }
      for fit in item.ridge {
        let model = try train(table, .ridge(fit.lambda))
        #expect(model.certificate.convergence.converged, "\(name), ridge")
        #expect(relative(model.certificate.deviance, fit.deviance) < 1e-8, "\(name), ridge")
      }
    }
  }

  struct RawCase: Decodable {
    struct Ridge: Decodable { let lambda, deviance: Double }
    let table: [String: [Cell]]
    let separated: [String]
    let limitDeviance: Double
    let finiteEstimates: [String: Double]
    let ridge: [Ridge]

    enum CodingKeys: String, CodingKey {
      case table, separated, ridge
      case limitDeviance = "limit_deviance"
      case finiteEstimates = "finite_estimates"
    }
  }
}

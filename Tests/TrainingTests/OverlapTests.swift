#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ClienteleScoring
import Tables
import Testing
import Training

/// Random tables with outliers, sentinels and rare levels, and which of their terms are separated, by rational arithmetic
/// (Tests/References/overlap.json).
@Suite struct OverlapTests {
  struct Case: Decodable {
    let index: Int
    let table: [String: Cells]
    let kind: String
    let separated: [String]
    let limitDeviance: Double?
    /// The maximum exists, but some probability there is 0 or 1 to hundreds of digits: no solver in doubles gets there.
    let saturated: Bool
  }

  enum Cells: Decodable {
    case numbers([Double])
    case texts([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let numbers = try? container.decode([Double].self) {
        self = .numbers(numbers)
      } else {
        self = .texts(try container.decode([String].self))
      }
    }

    var values: ColumnValues {
      switch self {
      case .numbers(let numbers): .double(numbers)
      case .texts(let texts): .text(TextValues(texts.map { $0 }))
      }
    }
  }

  static func cases() throws -> [Case] {
    let file = ProcessInfo.processInfo.environment["OVERLAP_CASES"] ?? "\(root)/Tests/References/overlap.json"
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([Case].self, from: Data(contentsOf: URL(filePath: file)))
  }

  static func fit(_ table: Table) throws -> FitCertificate {
    var options = RegressionOptions()
    options.folds = 0
    return try Regression(.logistic, roles: ColumnRoles(target: "y"), options: options).fitOnly(table).certificate
  }

  @Test func everyVerdictIsRight() throws {
    let cases = try Self.cases()
    #expect(cases.count >= 100)
    for item in cases {
      let table = try Table(item.table.sorted { $0.key < $1.key }.map { Column($0.key, $0.value.values) })
      let certificate = try Self.fit(table)
      let convergence = certificate.convergence
      let name = Comment(rawValue: "case \(item.index), \(item.kind): \(convergence), \(certificate.deviance)")
      #expect(convergence.separated.sorted() == item.separated.sorted(), name)
      #expect(convergence.converged == (item.kind == "none" && !item.saturated), name)
      if item.saturated { continue }
      #expect(convergence.stopReason == (item.kind == "none" ? "gradient" : "separation"), name)
      // The solver leaves a decrement of 10⁻¹² a row at most, of at most 45 rows.
      if let limit = item.limitDeviance { #expect(abs(certificate.deviance - limit) < 1e-9, name) }
      if item.kind == "complete" {
        #expect(certificate.terms.allSatisfy { $0.standardError == nil && $0.note == "separated" }, name)
      }
      for row in certificate.terms where item.separated.contains(row.term) {
        #expect(row.standardError == nil && row.note == "separated", name)
      }
      for row in certificate.terms where item.kind == "none" {
        #expect((row.standardError ?? .infinity).isFinite && row.note == nil, name)
      }
    }
  }

  /// Newton's method on the 99 other rows (numpy 64-bit; the outlier's probability is 1 to 190,000 digits). R 4.2.2's glm
  /// agrees to the eleven digits of its estimates, and to six of its errors, which stem from weights one step back.
  @Test func anOutlierIsNoSeparation() throws {
    let outcomes: [Double] = [0, 0, 1, 0, 0, 1, 1, 0, 1, 1]
    var x: [Double] = []
    var y: [Double] = []
    for _ in 0..<10 { for k in 0..<10 { (x, y) = (x + [Double(k + 1)], y + [outcomes[k]]) } }
    (x[0], y[0]) = (1_000_000, 1)
    let certificate = try Self.fit(Table([Column("x", .double(x)), Column("y", .double(y))]))
    #expect(certificate.convergence.stopReason == "gradient")
    #expect(certificate.convergence.separated.isEmpty)
    // The outlier sets the column's scale: of 16 digits it takes 5, and of the Hessian's 10.
    let (intercept, slope) = (certificate.terms[0], certificate.terms[1])
    #expect(relative(slope.estimate ?? .nan, 0.4390033579857493) < 1e-10)
    #expect(relative(slope.standardError ?? .nan, 0.09464676207253074) < 1e-7)
    #expect(relative(intercept.estimate ?? .nan, -2.4078016173685293) < 1e-10)
    #expect(relative(intercept.standardError ?? .nan, 0.5727086375293203) < 1e-7)
    #expect(relative(certificate.logLikelihood, -54.20470073933799) < 1e-10)
  }
}

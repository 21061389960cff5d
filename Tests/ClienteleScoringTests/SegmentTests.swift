import ClienteleScoring
import Foundation
import Testing

@Suite("Segments")
struct SegmentTests {
  private static func number(_ column: String) -> Feature {
    .numeric(
      NumericFeature(
        column: column, source: .number, center: 0, scale: 1, lowest: -5, highest: 5, missingShare: 0))
  }

  private static let plan = Feature.categorical(
    CategoricalFeature(
      column: "plan", isBoolean: false, levels: ["basic", "gold", "pro"], shares: [0.5, 0.25, 0.25],
      hasMissingGroup: false))

  /// Two prototypes over two numbers and a text.
  private func prototypes(centers: [[Double]] = [[0, 0], [3, 4]], policies: Policies = Policies()) throws
    -> ScoringModel
  {
    try ScoringModel(
      MadeUpModels.fitted(
        [Self.number("x"), Self.number("y"), Self.plan], kind: .kPrototypes, policies: policies,
        segments: Segments(
          names: ["near", "far"], shares: [0.75, 0.25], fences: [1.5, 1], multipliers: [1, 1],
          rule: .prototypes(Prototypes(centers: centers, modes: [[0], [1]], mismatchCost: 0.5)))))
  }

  @Test("the nearest prototype, its distance, and what speaks for it")
  func nearest() throws {
    let model = try prototypes()
    let score = try model.score(["x": 1, "y": 1, "plan": "gold"])
    // d² = 1 + 1 + .5 and 4 + 9 + 0.
    #expect(score.prediction == 0 && score.outputs == [(2.5).squareRoot(), 1])
    // Σ share d²_f over both segments, less d²_f of the nearest: .25 (4 − 1), .25 (9 − 1), .25 (0 − .5).
    #expect(score.contributions == [0.75, 2, -0.125])
    #expect(score.link == 2.625)
    let far = try model.score(["x": 3, "y": 3.5, "plan": "gold"])
    #expect(far.prediction == 1 && far.outputs == [0.5, 0])
    #expect(far.contributions == [6.75, 9, 0.375])
    #expect(model.outputNames == ["distance", "outlier"] && far.probability == nil)
  }

  @Test("a missing number is the average, and a level without a group agrees with no segment")
  func missingAndUnseen() throws {
    let model = try prototypes()
    let score = try model.score(["x": nil, "y": 0, "plan": "platinum"])
    #expect(score.outputs[0] == (0.5).squareRoot() && score.contributions[2] == 0)
    #expect(score.unexpected.missing == 1 && score.unexpected.unseen == 1)
    #expect(try model.score(["x": 0, "y": 0, "plan": nil]).outputs[0] == (0.5).squareRoot())
    let strict = try prototypes(policies: Policies(missing: .error, unseen: .error))
    #expect(throws: ScoringError.self) { try strict.score(["x": nil, "y": 0, "plan": "gold"]) }
    #expect(throws: ScoringError.self) { try strict.score(["x": 0, "y": 0, "plan": "platinum"]) }
  }

  @Test("equal distances go to the lower number; what overflows is refused")
  func tiesAndOverflow() throws {
    let model = try prototypes(centers: [[1, 0], [-1, 0]])
    #expect(try model.score(["x": 0, "y": 2, "plan": "pro"]).prediction == 0)
    #expect(throws: ScoringError.self) { try model.score(["x": 1e200, "y": 2, "plan": "pro"]) }
    let outlier = try model.score(["x": 1e12, "y": 2, "plan": "pro"])
    #expect(outlier.outputs == [1e12 - 1, 1] && outlier.prediction == 0)
  }

  private struct Reference: Decodable {
    struct Case: Decodable {
      let point, probabilities: [Double]
      let segment: Int
      let distance, explained: Double
    }
    let weights: [Double]
    let means, precisionFactors: [[Double]]
    let cases: [Case]
  }

  /// References/mixture.py. Sums of nine products of numbers up to a few thousand: 1e-13 of their size, and the
  /// probabilities as exact as the exponents, whose absolute error is that.
  @Test("probabilities and distances under a mixture, against mpmath")
  func mixture() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let reference = try decoder.decode(
      Reference.self, from: Data(contentsOf: TestFiles.beside("References/mixture.json")))
    let model = try ScoringModel(
      MadeUpModels.fitted(
        ["a", "b", "c"].map(Self.number), kind: .gaussianMixture,
        segments: Segments(
          names: ["1", "2", "3"], shares: reference.weights, fences: [9, 9, 9], multipliers: [1, 1, 1],
          rule: .mixture(
            Mixture(
              weights: reference.weights, means: reference.means, precisionFactors: reference.precisionFactors)))))
    #expect(reference.cases.count > 40)
    for row in reference.cases {
      let score = try model.score(["a": .number(row.point[0]), "b": .number(row.point[1]), "c": .number(row.point[2])])
      #expect(score.prediction == Double(row.segment))
      for (p, expected) in zip(score.outputs, row.probabilities) {
        #expect(abs(p - expected) <= 1e-11 * expected + 1e-300, "\(p) \(expected)")
      }
      #expect(abs(score.outputs[3] - row.distance) <= 1e-13 * row.distance)
      #expect(abs(score.link - row.explained) <= 1e-12 * (1 + abs(row.explained)))
    }
  }

  @Test("curves: a logarithm with the sign of its number, and places among knots")
  func curves() {
    let log = NumericFeature.Curve.logarithm
    for (x, y) in [(0.0, 0.0), (1, 0.6931471805599453), (-1, -0.6931471805599453), (1e-10, 9.9999999995e-11)] {
      #expect(abs(log.value(at: x) - y) <= 1e-16 * max(1, abs(y)))
    }
    #expect(abs(log.value(at: 1e300) - 690.7755278982137) < 1e-12)
    let ranks = NumericFeature.Curve.ranks([0, 1, 1, 1, 3])
    for (x, y) in [(-1.0, 0.0), (0, 0), (0.5, 0.125), (1, 0.5), (2, 0.875), (3, 1), (9, 1)] {
      #expect(ranks.value(at: x) == y, "\(x)")
    }
  }

  @Test("parts that do not fit together are refused")
  func inconsistent() throws {
    let good = Segments(
      names: ["a", "b"], shares: [0.5, 0.5], fences: [1, 1], multipliers: [1],
      rule: .prototypes(Prototypes(centers: [[0], [1]], modes: [[], []], mismatchCost: 1)))
    func model(_ segments: Segments, kind: ModelKind = .kMeans) -> FittedModel {
      MadeUpModels.fitted([Self.number("x")], kind: kind, segments: segments)
    }
    #expect(throws: Never.self) { try ScoringModel(model(good)) }
    func changed(
      names: [String]? = nil, shares: [Double]? = nil, fences: [Double]? = nil, multipliers: [Double]? = nil,
      _ rule: Segments.Rule? = nil
    ) -> Segments {
      Segments(
        names: names ?? good.names, shares: shares ?? good.shares, fences: fences ?? good.fences,
        multipliers: multipliers ?? good.multipliers, rule: rule ?? good.rule)
    }
    let bad = [
      changed(names: ["a"]), changed(shares: [0.5, 0.6]), changed(shares: [1.5, -0.5]), changed(fences: [1]),
      changed(fences: [.infinity, 1]), changed(multipliers: []), changed(multipliers: [-1]),
      changed(.prototypes(Prototypes(centers: [[0], [.nan]], modes: [[], []], mismatchCost: 1))),
      changed(.prototypes(Prototypes(centers: [[0], [1]], modes: [[], [0]], mismatchCost: 1))),
      changed(.prototypes(Prototypes(centers: [[0], [1]], modes: [[], []], mismatchCost: -1))),
      changed(.mixture(Mixture(weights: [0.5, 0.5], means: [[0], [1]], precisionFactors: [[1], [0]]))),
      changed(.mixture(Mixture(weights: [0.5, 0], means: [[0], [1]], precisionFactors: [[1], [1]]))),
      changed(.mixture(Mixture(weights: [0.5, 0.5], means: [[0]], precisionFactors: [[1], [1]]))),
    ]
    for segments in bad { #expect(throws: ModelFileError.self, "\(segments)") { try ScoringModel(model(segments)) } }
    #expect(throws: ModelFileError.self) { try ScoringModel(model(good, kind: .linear)) }
  }
}

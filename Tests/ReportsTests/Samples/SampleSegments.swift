import Reports

/// Reports of segments.
enum SampleSegments {
  static let two = report(2)
  static let six = report(6)
  static let twelve = report(12, isLong: true)

  /// A clustering into so many segments, with every part; long ones have long names and levels.
  static func report(_ count: Int, isLong: Bool = false) -> SegmentReport {
    let portraits = (0..<count).map { portrait($0, of: count, isLong: isLong) }
    return SegmentReport(
      title: isLong ? "customers-of-the-whole-country-with-a-long-name.model" : "telco.model",
      subtitle: "K-means on 12 columns, 7,043 customers",
      headline: Statement(
        standing: count == 6 ? .good : .unsure,
        text: "\(count) segments: the gap and the silhouette agree, and all but one are found again in samples."),
      summary: [
        "The best known segment holds 9.8 % of the customers and 21.3 % of the value.",
        "Two segments overlap on the map; they differ in their contracts.",
      ],
      highlights: [
        Highlight(label: "Segments", value: Ranged(value: Double(count)), style: .count, note: "of 2 to 12"),
        Highlight(label: "Silhouette", value: Ranged(value: 0.312, lower: 0.298, upper: 0.326)),
        Highlight(label: "Variance between", value: Ranged(value: 0.613), style: .percent),
      ],
      choice: SegmentChoice(
        chosen: count,
        reason: "The smallest number within one standard error of the best gap, and all segments stable.",
        curves: ChoiceCurve.Criterion.allCases.map { curve($0, preferred: count) }),
      map: map(count), segments: portraits, sideBySide: sideBySide(count, isLong), valueStyle: .money("€"),
      starts: SegmentStarts(
        objective: "within sum of squares",
        starts: (0..<20).map { start in
          .init(
            objective: 41_236.5 + [0, 0, 0, 812.25, 2_340.5][start * 7 % 5], iterations: 14 + start * 5 % 9,
            converged: start != 13)
        }), columns: columns(isLong), facts: facts, lineage: SampleModels.lineage(version: 2, hash: "5f1e2d3c4b5a6978"))
  }

  private static func sideBySide(_ count: Int, _ isLong: Bool) -> [SideBySideRow] {
    [
      ("tenure", NumberStyle.number, 32.4), (name("contract", isLong) + " = Two year", .percent, 0.24),
      ("churn = Yes", .percent, 0.265),
    ]
    .map { name, style, mean in
      SideBySideRow(
        name: name, style: style,
        cells: (0..<count).map { segment in
          let turn = Double((segment * 5) % 7) / 3 - 1
          return .init(value: segment == 3 ? nil : mean * (1 + turn / 2), isMore: turn == 0 ? nil : turn > 0)
        }, isUsed: name != "churn = Yes")
    }
  }

  private static let facts = [
    Fact(name: "Method", text: "k-means, 20 starts of k-means++"),
    Fact(name: "Missing values", text: "numbers: the mean; levels: agree with no segment's level"),
  ]

  private static func columns(_ isLong: Bool) -> [ClusteredColumn] {
    [
      ClusteredColumn(
        name: "tenure", type: "integer", scale: "standard", center: 32.37, spread: 24.56, weight: 1, missing: 0),
      ClusteredColumn(
        name: "monthly_charges", type: "double", scale: "standard", center: 64.76, spread: 30.09, weight: 2, missing: 0),
      ClusteredColumn(
        name: "total_charges", type: "double", scale: "log, standard", center: 6.94, spread: 1.55, weight: 1,
        missing: 11,
        note: "heavy tail: compared by its logarithm"),
      ClusteredColumn(
        name: name("contract", isLong), type: "text", scale: "levels", weight: 0.42, missing: 0),
      ClusteredColumn(name: "churn", type: "text", missing: 0, note: "describes segments only"),
    ]
  }

  private static func name(_ column: String, _ isLong: Bool) -> String {
    isLong ? "the_\(column)_as_it_was_agreed_with_the_customer_in_the_branch_office" : column
  }

  private static func portrait(_ index: Int, of count: Int, isLong: Bool) -> SegmentPortrait {
    let share = 2 * Double(count - index) / Double(count * (count + 1))
    let turn = Double((index * 5) % 7) / 3 - 1
    let level = isLong ? "Two years with a notice of three months, or until revoked, whichever is later" : "Two year"
    let contract = name("contract", isLong)
    let traits: [TraitRow] = [
      trait("monthly_charges", 64.76 + 24 * turn, 64.76, .number, 1.9 * turn + 0.1),
      trait("\(contract) = \(level)", 0.9 - 0.1 * Double(index % 8), 0.24, .percent, index == 2 ? 41 : 1.4),
      trait("tenure", 32.4 - 12 * turn, 32.4, .number, -turn),
      trait("total_charges", 2_283.3 + 1_950 * turn, 2_283.3, .money("€"), 0.8 * turn),
      trait("churn = Yes", 0.265 - 0.1 * turn, 0.265, .percent, -0.4 * turn - 0.05, isUsed: false),
      trait("payment_method = Electronic check", 0.12, 0.337, .percent, -0.52),
      trait("internet_service = Fiber optic", 0.612, 0.44, .percent, 0.35),
      trait("total_charges: missing", 0.011, 0.0012, .percent, 0.21),
      trait("partner = Yes", 0.55, 0.48, .percent, 0.14),
      trait("senior_citizen", 0.2, 0.16, .percent, 0.1),
    ]
    let lifts = (0..<5).map { row -> LiftRow in
      let lift = [3.61, 2.05, 1.31, 0.62, 0.18][row]
      return LiftRow(
        name: row == 0 ? "\(contract) = \(level)" : "column_\(row) = level \(row)",
        share: Ranged(value: 0.24 * lift, lower: 0.22 * lift, upper: 0.26 * lift), overall: 0.24,
        lift: Ranged(value: lift, lower: lift * 0.92, upper: lift * 1.09), isUsed: row != 3)
    }
    return SegmentPortrait(
      number: index, name: "\(turn < 0 ? "low" : "high") monthly charges, \(contract) \(level)",
      rows: Int(7_043 * share), share: Ranged(value: share, lower: share - 0.008, upper: share + 0.008),
      valueShare: Ranged(
        value: share * (1.2 - 0.3 * turn), lower: share * (1.1 - 0.3 * turn), upper: share * (1.3 - 0.3 * turn)),
      value: Ranged(value: 2_283 * (1 + 0.5 * turn), lower: 2_200 * (1 + 0.5 * turn), upper: 2_366 * (1 + 0.5 * turn)),
      stability: Ranged(
        value: 0.97 - 0.12 * Double(index % 5), lower: 0.94 - 0.13 * Double(index % 5),
        upper: min(1, 0.99 - 0.1 * Double(index % 5))),
      silhouette: Ranged(value: 0.42 - 0.02 * Double(index)),
      traits: index == 1 && count > 2 ? [] : traits, lifts: index == 1 && count > 2 ? [] : lifts,
      typical: [
        Fact(name: "tenure", text: "\(12 + 5 * index)"), Fact(name: "monthly_charges", text: "70.35"),
        Fact(name: contract, text: level), Fact(name: "city", text: "(rare)"),
      ], notes: index == 1 ? ["Nothing sets it apart."] : [])
  }

  private static func trait(
    _ name: String, _ here: Double, _ elsewhere: Double, _ style: NumberStyle, _ difference: Double, isUsed: Bool = true
  ) -> TraitRow {
    TraitRow(
      name: name, here: here, elsewhere: elsewhere, style: style,
      difference: Ranged(value: difference, lower: difference - 0.06, upper: difference + 0.06), isUsed: isUsed,
      alike: name.hasPrefix("internet") ? (1...8).map { "service_\($0) = No internet service" } : [])
  }

  private static func curve(_ criterion: ChoiceCurve.Criterion, preferred: Int) -> ChoiceCurve {
    let points = (2...12).map { k -> CurvePoint in
      let x = Double(k)
      let bend = (x - Double(preferred)).magnitude
      switch criterion {
      case .within: return CurvePoint(x: x, y: 84_516 / x.squareRoot() + 9_000 * max(0, Double(preferred) - x))
      case .gap: return ranged(x, 0.62 - 0.04 * bend, 0.011)
      case .silhouette: return ranged(x, 0.312 - 0.02 * bend, 0.007)
      case .bic: return CurvePoint(x: x, y: 151_236 + 900 * bend)
      case .icl: return CurvePoint(x: x, y: 152_880 + 1_100 * bend)
      case .stability: return ranged(x, max(0.41, 0.93 - 0.06 * bend), 0.03)
      }
    }
    return ChoiceCurve(criterion: criterion, points: points, preferred: criterion == .within ? nil : preferred)
  }

  private static func ranged(_ x: Double, _ y: Double, _ error: Double) -> CurvePoint {
    CurvePoint(x: x, y: y, lower: y - error, upper: y + error)
  }

  /// Clouds about centres on a spiral, by a fixed generator; one customer is far out.
  private static func map(_ count: Int) -> SegmentMap {
    var state: UInt64 = 7
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    let spots: [(x: Double, y: Double)] = [
      (-2.6, 0.4), (1.8, 1.1), (0.2, -1.6), (3.4, -1.2), (-0.9, 2.1), (-3.2, -1.8), (1.1, 3.0), (4.2, 1.8),
      (-1.4, -3.1),
      (2.6, -3.0), (-4.1, 2.2), (0.4, 0.6),
    ]
    let points = (0..<2_000).map { row -> SegmentMap.Point in
      let segment = Int(draw() * draw() * Double(count))
      let spread = (draw() + draw() + draw() - 1.5, draw() + draw() + draw() - 1.5)
      return .init(
        x: row == 9 ? 60 : spots[segment].x + 1.1 * spread.0, y: spots[segment].y + 0.9 * spread.1, segment: segment)
    }
    return SegmentMap(
      points: points, centers: (0..<count).map { .init(x: spots[$0].x, y: spots[$0].y, segment: $0) },
      shares: [0.341, 0.197], sampledFrom: 7_043)
  }
}

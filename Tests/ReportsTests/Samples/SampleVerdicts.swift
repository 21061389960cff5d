import Reports

/// Reports of two models.
enum SampleVerdicts {
  /// A challenger that is better on average, and worse for some.
  static let churn = VerdictReport(
    title: "churn@7 against churn@champion", verdict: .notShown,
    headline: "On average it is better: AUC +0.012 (+0.004 to +0.020). But for customers in the north with a contract "
      + "of one year it is worse beyond the margin, which the rule does not allow.",
    a: ComparedModel(
      name: "churn@3", detail: "logistic regression, 30 terms",
      lineage: SampleModels.lineage(
        version: 3, hash: "93b2ec37259b8b0c6f9f1d3f0a5ce7b4b1b8d1d0b2a79d8c3b6e6f60a1c2d3e4")),
    b: ComparedModel(
      name: "churn@7", detail: "logistic regression, 34 terms",
      lineage: SampleModels.lineage(
        version: 7, hash: "c41a0be5d2f3948576a1b2c3d4e5f60718293a4b5c6d7e8f9012a3b4c5d6e7f8")),
    judgedOn: "On 1,408 customers that neither model has seen, 378 of whom left",
    rule: "the interval of the AUC's difference lies above 0, no segment is significantly worse by more than 0.02, and "
      + "calibration is not worse.",
    reasons: [
      Statement(standing: .good, text: "AUC is higher by 0.012; its interval, 0.004 to 0.020, lies above 0."),
      Statement(standing: .good, text: "Calibration is not worse: the Brier score is lower by 0.002."),
      Statement(standing: .bad, text: "1 of 16 segments is significantly worse beyond the margin of 0.02."),
      Statement(standing: .unsure, text: "4 segments have too few leavers to be compared."),
    ],
    highlights: [
      Highlight(label: "Difference of AUC", value: Ranged(value: 0.0118, lower: 0.0041, upper: 0.0195), isSigned: true),
      Highlight(
        label: "Profit at the cut", value: Ranged(value: 2_710, lower: 640, upper: 4_790), style: .money("€"),
        isSigned: true),
      Highlight(label: "Customers swapped", value: Ranged(value: 0.182), style: .percent, note: "of the top 10\u{A0}%"),
    ],
    differences: differences, segments: segments, swap: swap,
    roc: Paired(a: SampleCurves.roc(power: 5.1), b: SampleCurves.roc(power: 6.4)),
    calibration: Paired(
      a: SampleCurves.calibration(slope: 0.88, shift: 0.03), b: SampleCurves.calibration(slope: 1.01, shift: -0.002)),
    costs: Paired(a: SampleCurves.costs(height: 0.25), b: SampleCurves.costs(height: 0.24)),
    scoreShift: scoreShift, fairness: fairness,
    money: MoneyDifference(
      style: .money("€"),
      cut: "Contacting the 28 % with the highest scores: €61 a contact, €196 a customer kept.",
      a: Ranged(value: 41_230, lower: 36_900, upper: 45_600), b: Ranged(value: 43_940, lower: 39_700, upper: 48_200),
      difference: Ranged(value: 2_710, lower: 640, upper: 4_790),
      curves: Paired(a: profit(4.4), b: profit(5.2)), chosen: 0.28,
      notes: ["The interval of the difference is of the same customers under both models, hence narrower than either."]),
    explanation: explanation)

  private static func profit(_ power: Double) -> [CurvePoint] {
    SampleCurves.profit(power: power).map { CurvePoint(x: $0.x, y: $0.y) }
  }

  private static let differences: [Difference] = [
    Difference(
      name: "auc", a: 0.83631, b: 0.84811, difference: 0.0118, lower: 0.0041, upper: 0.0195, pValue: 0.0027,
      test: "DeLong, paired", isPrimary: true),
    Difference(
      name: "pr_auc", a: 0.63765, b: 0.65012, difference: 0.01247, lower: -0.0038, upper: 0.0291, pValue: 0.134,
      test: "bootstrap, paired"),
    Difference(
      name: "log_loss", a: 0.43135, b: 0.42204, difference: -0.00931, lower: -0.0162, upper: -0.0025, pValue: 0.008,
      test: "bootstrap, paired", better: .lower),
    Difference(
      name: "brier", a: 0.1385, b: 0.13649, difference: -0.00201, lower: -0.0044, upper: 0.0003, pValue: 0.091,
      test: "bootstrap, paired", better: .lower),
    Difference(
      name: "top_decile_lift", a: 2.9001, b: 2.8719, difference: -0.0282, lower: -0.171, upper: 0.114, pValue: 0.698,
      test: "bootstrap, paired"),
    Difference(
      name: "calibration_slope", a: 0.92483, b: 0.98172, difference: 0.05689, lower: 0.0113, upper: 0.1031,
      pValue: 0.015, test: "bootstrap, paired", better: .neither),
    Difference(name: "concordance", test: "not for probabilities", undefined: "needs survival times"),
  ]

  private static let segments: SegmentTable = {
    let regions = ["north", "east", "south", "west"]
    let contracts = ["Month-to-month", "One year", "Two year"]
    let changes = [0.016, -0.041, 0.009, 0.021, 0.004, 0.011, -0.007, 0.013, 0.018, 0.028, 0.002, -0.003]
    var rows: [SegmentRow] = regions.enumerated().map { index, region in
      row("region = \(region)", 352, 0.83 + 0.004 * Double(index), [0.002, 0.014, 0.012, 0.019][index], 0.0075)
    }
    for (index, region) in regions.enumerated() {
      for (place, contract) in contracts.enumerated() {
        let change = changes[index * 3 + place]
        let name = "region = \(region), contract = \(contract)"
        if contract == "Two year" {
          rows.append(SegmentRow(name: name, rows: 84 + 3 * index, refusal: "too few events: \(2 + index)"))
        } else {
          rows.append(row(name, 190 - 60 * place, 0.79 + 0.01 * Double(place), change, 0.0105))
        }
      }
    }
    return SegmentTable(metric: "auc", rows: rows, margin: 0.02, falseDiscoveryRate: 0.05)
  }()

  private static func row(_ name: String, _ rows: Int, _ a: Double, _ change: Double, _ error: Double) -> SegmentRow {
    let size = change.magnitude / error
    let p = size > 3 ? 0.0004 : size > 2.3 ? 0.011 : size > 1.7 ? 0.072 : size > 1 ? 0.21 : 0.62
    return SegmentRow(
      name: name, rows: rows, a: a, b: a + change, difference: change, lower: change - 1.96 * error,
      upper: change + 1.96 * error, pValue: p, qValue: min(1, p * 4),
      standing: p * 4 <= 0.05 ? (change > 0 ? .good : .bad) : .unsure)
  }

  private static let swap = SwapSet(
    cut: "The 10 % of the rows with the highest scores:",
    rows: [
      SwapRow(
        group: "stay", rows: 115, events: 92, rate: Ranged(value: 0.8, lower: 0.718, upper: 0.863),
        value: Ranged(value: 214, lower: 196, upper: 233)),
      SwapRow(
        group: "enter", rows: 26, events: 17, rate: Ranged(value: 0.654, lower: 0.462, upper: 0.806),
        value: Ranged(value: 243, lower: 187, upper: 301)),
      SwapRow(
        group: "leave", rows: 26, events: 14, rate: Ranged(value: 0.538, lower: 0.355, upper: 0.712),
        value: Ranged(value: 171, lower: 128, upper: 219)),
    ], valueStyle: .money("€"), notes: ["26 of 141 customers are exchanged; those who enter are worth more."])

  private static let scoreShift = ScoreShift(
    bins: SampleCurves.scores.enumerated().map { index, bin in
      let b = bin.rows / 1_408
      let tilt = 1 + 0.35 * (0.3 - Double(index) / 20) * (index < 3 ? -1 : 1)
      return ShiftBin(from: bin.from, to: bin.to, a: b * tilt, b: b)
    },
    facts: [
      Highlight(label: "Population stability index", value: Ranged(value: 0.021), note: "below 0.1: little shift"),
      Highlight(label: "Rank correlation", value: Ranged(value: 0.962, lower: 0.957, upper: 0.967)),
      Highlight(
        label: "Change of the mean score", value: Ranged(value: -0.0121, lower: -0.0147, upper: -0.0095),
        style: .percent, isSigned: true),
    ])

  private static let fairness = FairnessTable(
    cut: "Selected: the 10 % with the highest scores.",
    rows: [("gender", "Female", 702, 0.104, 0.101), ("gender", "Male", 706, 0.096, 0.099)].map(fair)
      + [("senior_citizen", "no", 1_180, 0.083, 0.087), ("senior_citizen", "yes", 228, 0.189, 0.168)].map(fair)
      + [FairnessRow(attribute: "gender", group: "unknown", rows: 9, refusal: "too few rows")])

  private static func fair(_ row: (String, String, Int, Double, Double)) -> FairnessRow {
    func ranged(_ value: Double, _ margin: Double) -> Ranged {
      Ranged(value: value, lower: value - margin, upper: value + margin)
    }
    let margin = 0.6 / Double(row.2).squareRoot()
    return FairnessRow(
      attribute: row.0, group: row.1, rows: row.2, selected: Paired(a: ranged(row.3, margin), b: ranged(row.4, margin)),
      found: Paired(a: ranged(0.302, 2.1 * margin), b: ranged(0.311, 2.1 * margin)),
      calibration: Paired(a: ranged(0.011, 1.5 * margin), b: ranged(-0.004, 1.5 * margin)))
  }

  private static let explanation = Explanation(
    scale: "log-odds",
    terms: [
      TermChange(term: "contract[Two year]", change: "moved", a: -1.4837, b: -1.6021),
      TermChange(term: "region[north]", change: "added", b: 0.2114),
      TermChange(term: "total_charges[missing]", change: "dropped", a: -3.5448),
      TermChange(term: "tenure", change: "moved", a: -0.045992, b: -0.041288),
      TermChange(
        term: "payment_method", change: "other levels",
        note: "Bank transfer and Credit card are now pooled as automatic"),
    ],
    averageScore: ScoreSplit(
      what: "average score", style: .percent, start: 0.2703,
      steps: [
        SplitStep(label: "tenure", change: 0.0142), SplitStep(label: "contract", change: -0.0218),
        SplitStep(label: "region, added", change: 0.0061), SplitStep(label: "internet_service", change: -0.0073),
        SplitStep(label: "payment_method", change: -0.0029), SplitStep(label: "total_charges", change: 0.0011),
        SplitStep(label: "intercept", change: -0.0015),
      ], end: 0.2582))
}

import Reports

/// Reports of one model.
enum SampleModels {
  /// A churn model of the Telco table.
  static let churn = ModelReport(
    title: "churn@3", subtitle: "Logistic regression of churn = Yes on 19 columns, 5,635 rows",
    headline: Statement(
      standing: .good, text: "Sound: it ranks well, and its probabilities can be taken at their word."),
    summary: [
      "A random leaver outranks a random stayer 84 times in 100.",
      "The tenth of the customers with the highest scores holds 2.9 times as many leavers as a random tenth.",
      "Leaving is least likely after a long tenure and with a contract of two years, most likely with fiber optic.",
    ],
    highlights: [
      Highlight(label: "AUC", value: Ranged(value: 0.83631, lower: 0.81329, upper: 0.85933)),
      Highlight(label: "Top-decile lift", value: Ranged(value: 2.9001, lower: 2.6287, upper: 3.1994)),
      Highlight(
        label: "Calibration slope", value: Ranged(value: 0.92483, lower: 0.80992, upper: 1.0397), note: "1 is ideal"),
      Highlight(label: "Leavers", value: Ranged(value: 0.26847), style: .percent, note: "of 1,408 customers held out"),
    ],
    data: data,
    terms: TermTable(
      scale: "log-odds", rows: terms, effectScale: "log-odds per standard deviation", isApproximate: true),
    certificate: FitCertificate(
      converged: true, iterations: 9, gradientNorm: 1.8e-13, stopReason: "gradient", reciprocalCondition: 0.00021,
      aliased: ["online_security[No internet service]", "tech_support[No internet service]"],
      facts: [Fact(name: "Penalty", text: "ridge:0.001"), Fact(name: "Standard errors", text: "classical")],
      measures: [
        Highlight(label: "Deviance", value: Ranged(value: 4621.6965)),
        Highlight(label: "Deviance without columns", value: Ranged(value: 6511.9162)),
      ]),
    metrics: MetricTable(rows: metrics, judgedOn: "On 1,408 customers that no step of training has seen."),
    roc: SampleCurves.roc(power: 5.1), precisionRecall: SampleCurves.precisionRecall(power: 5.1, rate: 0.26847),
    eventRate: 0.26847, calibration: SampleCurves.calibration(slope: 0.96, shift: 0.006), scores: SampleCurves.scores,
    tenths: SampleCurves.tenths,
    profit: ProfitCurve(style: .money("€"), points: SampleCurves.profit(power: 4.4), chosen: 0.28),
    costs: SampleCurves.costs(height: 0.24),
    lineage: lineage(version: 3, hash: "93b2ec37259b8b0c6f9f1d3f0a5ce7b4b1b8d1d0b2a79d8c3b6e6f60a1c2d3e4"))

  /// Where a version comes from.
  static func lineage(version: Int, hash: String) -> Lineage {
    Lineage(
      hash: hash,
      facts: [
        Fact(name: "Data fingerprint", text: "5b0d7b1e4f6aa0c2d1936b7f1e0c9a8d77f3e2b1c0a99887766554433221100f"),
        Fact(name: "Table", text: "telco-churn-train.csv"), Fact(name: "Parent", text: "churn@\(version - 1)"),
        Fact(name: "Seed", text: "1"), Fact(name: "Version of the tool", text: "0.2.0"),
      ])
  }

  private static let metrics: [MetricRow] = [
    MetricRow(name: "auc", value: Ranged(value: 0.83631, lower: 0.81329, upper: 0.85933), allAlike: 0.5),
    MetricRow(name: "pr_auc", value: Ranged(value: 0.63765, lower: 0.58794, upper: 0.68458), allAlike: 0.26847),
    MetricRow(name: "log_loss", value: Ranged(value: 0.43135, lower: 0.40059, upper: 0.46212), allAlike: 0.58173),
    MetricRow(name: "brier", value: Ranged(value: 0.1385, lower: 0.1279, upper: 0.1491), allAlike: 0.19639),
    MetricRow(name: "top_decile_lift", value: Ranged(value: 2.9001, lower: 2.6287, upper: 3.1994), allAlike: 1),
    MetricRow(name: "calibration_slope", value: Ranged(value: 0.92483, lower: 0.80992, upper: 1.0397)),
    MetricRow(
      name: "calibration_intercept", value: Ranged(value: 0.017215, lower: -0.12416, upper: 0.15859), allAlike: 0),
    MetricRow(name: "emp", undefined: "no column of values was named"),
  ]

  private static let terms: [TermRow] = [
    TermRow(
      term: "(intercept)", estimate: -0.45493, standardError: 1.107, statistic: -0.41, pValue: 0.681, lower: -2.625,
      upper: 1.715),
    term("tenure", -0.045992, 0.005889, deviation: 24.5), term("senior_citizen", 0.21754, 0.0951, deviation: 0.37),
    term("partner[Yes]", -0.01822, 0.0871, deviation: 0.5), term("dependents[Yes]", -0.16241, 0.1003, deviation: 0.46),
    term("internet_service[Fiber optic]", 0.77444, 0.3068, deviation: 0.496),
    term("internet_service[No]", -0.80112, 0.3304, deviation: 0.41),
    term("online_security[Yes]", -0.41719, 0.1104, deviation: 0.45),
    TermRow(term: "online_security[No internet service]", note: "aliased"),
    term("tech_support[Yes]", -0.3914, 0.1121, deviation: 0.45),
    TermRow(term: "tech_support[No internet service]", note: "aliased"),
    term("streaming_tv[Yes]", 0.27611, 0.1382, deviation: 0.49),
    term("contract[One year]", -0.67301, 0.1183, deviation: 0.41),
    term("contract[Two year]", -1.4837, 0.1986, deviation: 0.428),
    term("paperless_billing[Yes]", 0.34012, 0.0832, deviation: 0.49),
    term("payment_method[Electronic check]", 0.35185, 0.1047, deviation: 0.47),
    term("monthly_charges", -0.00481, 0.0131, deviation: 30.1),
    term("total_charges", 0.00016522, 0.00006745, deviation: 2_266),
    term("total_charges[missing]", -3.5448, 4.707, deviation: 0.042),
  ]

  private static func term(_ name: String, _ estimate: Double, _ error: Double, deviation: Double) -> TermRow {
    let statistic = estimate / error
    let size = statistic.magnitude
    return TermRow(
      term: name, estimate: estimate, standardError: error, statistic: statistic,
      pValue: size > 3.3 ? 0.0002 : size > 2.6 ? 0.006 : size > 1.96 ? 0.031 : size > 1.6 ? 0.105 : 0.52,
      lower: estimate - 1.96 * error, upper: estimate + 1.96 * error,
      effect: Ranged(
        value: estimate * deviation, lower: (estimate - 1.96 * error) * deviation,
        upper: (estimate + 1.96 * error) * deviation))
  }

  private static let data = DataProfile(
    source: "telco-churn-train.csv", target: "churn = Yes", rows: 5_635, used: 5_635, predictors: 19,
    columns: [
      ColumnProfile(name: "customer_id", type: "text", role: "id", missing: 0),
      ColumnProfile(
        name: "churn", type: "text", role: "target", missing: 0,
        values: .levels([LevelShare(level: "No", share: 0.7354), LevelShare(level: "Yes", share: 0.2646)], more: 0)),
      ColumnProfile(name: "tenure", type: "integer", missing: 0, values: .numbers(least: 0, mean: 32.4, greatest: 72)),
      ColumnProfile(
        name: "monthly_charges", type: "double", missing: 0,
        values: .numbers(least: 18.25, mean: 64.76, greatest: 118.75)),
      ColumnProfile(
        name: "total_charges", type: "double", missing: 10,
        values: .numbers(least: 18.8, mean: 2_283.3, greatest: 8_684.8)),
      ColumnProfile(
        name: "contract", type: "text", missing: 0,
        values: .levels(
          [
            LevelShare(level: "Month-to-month", share: 0.55), LevelShare(level: "Two year", share: 0.241),
            LevelShare(level: "One year", share: 0.209),
          ], more: 0)),
      ColumnProfile(
        name: "payment_method", type: "text", missing: 0,
        values: .levels(
          [
            LevelShare(level: "Electronic check", share: 0.336), LevelShare(level: "Mailed check", share: 0.229),
            LevelShare(level: "Bank transfer (automatic)", share: 0.219),
            LevelShare(level: "Credit card (automatic)", share: 0.216),
          ], more: 0)),
      ColumnProfile(
        name: "since", type: "date", missing: 3, values: .span(first: "2018-01-04", last: "2023-12-29")),
    ], notes: ["10 customers have no total charges yet: they are new, and none of them left."])

  /// A model of amounts.
  static let spend = ModelReport(
    title: "spend@1", subtitle: "Linear regression of spend on 7 columns, 2,357 rows",
    metrics: MetricTable(rows: [
      MetricRow(name: "r_squared", value: Ranged(value: 0.4127, lower: 0.352, upper: 0.471), allAlike: 0),
      MetricRow(name: "rmse", value: Ranged(value: 61.42, lower: 55.9, upper: 66.8), allAlike: 80.13),
    ]),
    amountTenths: (1...10).map { rank in
      let predicted = 12 + 3.1 * Double(rank * rank)
      let observed = predicted * (rank.isMultiple(of: 2) ? 1.06 : 0.95)
      return AmountTenth(
        rank: rank, predicted: predicted, observed: observed, lower: observed - 9 - Double(rank),
        upper: observed + 9 + Double(rank), rows: 236)
    }, amountStyle: .money("€"),
    residuals: [
      (0.01, -131.0, -142.9), (0.05, -88.2, -101.0), (0.1, -66.5, -78.7), (0.25, -35.1, -41.4), (0.5, -4.2, 0.0),
      (0.75, 28.6, 41.4), (0.9, 79.4, 78.7), (0.95, 118.8, 101.0), (0.99, 236.1, 142.9),
    ].map { ResidualQuantile(probability: $0.0, value: $0.1, reference: $0.2) },
    lineage: Lineage(hash: "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0"))
}

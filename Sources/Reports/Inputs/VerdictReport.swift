/// The page of a comparison of two models on the same rows. Every part without a default may not be missing; the
/// others are then left out of the page. Nothing is computed here.
package struct VerdictReport: Sendable, Codable, Equatable {
  /// The title.
  package var title: String
  /// The verdict.
  package var verdict: Verdict
  /// The verdict in a sentence.
  package var headline: String
  /// The champion.
  package var a: ComparedModel
  /// The challenger.
  package var b: ComparedModel
  /// On which rows, as a sentence.
  package var judgedOn: String?
  /// The rule that gave the verdict, in words.
  package var rule: String?
  /// What speaks for and against.
  package var reasons: [Statement]
  /// The numbers to know.
  package var highlights: [Highlight]
  /// The metrics of both.
  package var differences: [Difference]
  /// The same within segments.
  package var segments: SegmentTable?
  /// Who enters, who leaves.
  package var swap: SwapSet?
  /// Both ROC curves.
  package var roc: Paired<[CurvePoint]>?
  /// Both calibration curves: observed by predicted share of events, or amount.
  package var calibration: Paired<[CalibrationBin]>?
  /// How scores are written.
  package var scoreStyle: NumberStyle
  /// Both cost curves.
  package var costs: Paired<[CurvePoint]>?
  /// What they do with each of several classes.
  package var classes: ClassDifferences?
  /// How the scores moved.
  package var scoreShift: ScoreShift?
  /// What it means for groups.
  package var fairness: FairnessTable?
  /// What it is worth.
  package var money: MoneyDifference?
  /// Why the scores differ.
  package var explanation: Explanation?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    title: String, verdict: Verdict, headline: String, a: ComparedModel, b: ComparedModel, judgedOn: String? = nil,
    rule: String? = nil, reasons: [Statement] = [], highlights: [Highlight] = [], differences: [Difference] = [],
    segments: SegmentTable? = nil, swap: SwapSet? = nil, roc: Paired<[CurvePoint]>? = nil,
    calibration: Paired<[CalibrationBin]>? = nil, costs: Paired<[CurvePoint]>? = nil, classes: ClassDifferences? = nil,
    scoreStyle: NumberStyle = .percent, scoreShift: ScoreShift? = nil, fairness: FairnessTable? = nil,
    money: MoneyDifference? = nil, explanation: Explanation? = nil
  ) {
    self.title = title
    self.verdict = verdict
    self.headline = headline
    self.a = a
    self.b = b
    self.judgedOn = judgedOn
    self.rule = rule
    self.reasons = reasons
    self.highlights = highlights
    self.differences = differences
    self.segments = segments
    self.swap = swap
    self.roc = roc
    self.calibration = calibration
    self.costs = costs
    self.classes = classes
    self.scoreStyle = scoreStyle
    self.scoreShift = scoreShift
    self.fairness = fairness
    self.money = money
    self.explanation = explanation
  }
}

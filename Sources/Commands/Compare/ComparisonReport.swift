import ClienteleScoring
import Evaluation
import struct Reports.VerdictReport

/// What a comparison found, as scripts read it.
struct ComparisonReport: Encodable {
  struct Side: Encodable {
    let name: String
    let hash: Nullable<String>
  }

  struct Reason: Encodable {
    let code: String
    let met: Bool
    let text: String
  }

  struct Segment: Encodable {
    let segment: [String: String]
    let rows: Int
    let events: Nullable<Double>
    let difference: Nullable<DifferenceReport>
    let qValue: Nullable<Double>
    let worse: Bool
    let undefined: Nullable<String>
  }

  struct Swap: Encodable {
    struct Group: Encodable {
      let rows: Int
      let weight: Double
      let outcome, value: Nullable<EstimateReport>
      let scoreA, scoreB: Nullable<Double>

      init(_ group: SwapSet.Group) {
        rows = group.rows
        weight = group.weight
        outcome = .init(group.outcome.map(EstimateReport.init))
        value = .init(group.value.map(EstimateReport.init))
        scoreA = .init(group.scoreA)
        scoreB = .init(group.scoreB)
      }
    }
    let entering, leaving, staying: Group
    let kept: Double
    let outcomeDifference: Nullable<EstimateReport>
  }

  struct Calibration: Encodable {
    let slope, intercept: Nullable<DifferenceReport>
  }

  struct Decisions: Encodable {
    let onlyA, onlyB, statistic, pValue: Double
    let exact, midP: Nullable<Double>
  }

  struct Shift: Encodable {
    struct Quantile: Encodable { let level, a, b: Double }
    let populationStability, kolmogorovSmirnov: Double
    let mean: DifferenceReport
    let quantiles: [Quantile]
    let spearman, kendall: Nullable<Double>
  }

  struct Classes: Encodable {
    struct Row: Encodable {
      let name: String
      let observed, predictedA, predictedB: Double
      let auc: Nullable<DifferenceReport>
    }
    let rows: [Row]
    /// The weight of the rows of A's class (outer) that B puts in a class (inner), in the order of `rows`.
    let moves: [[Double]]
    let moved: Nullable<EstimateReport>

    init(_ classes: ClassComparison) {
      rows = classes.rows.map {
        Row(
          name: $0.name, observed: $0.observed, predictedA: $0.predictedA, predictedB: $0.predictedB,
          auc: .init($0.area.map(DifferenceReport.init)))
      }
      moves = classes.moves
      moved = .init(classes.moved.map(EstimateReport.init))
    }
  }

  struct Fairness: Encodable {
    struct Treatment: Encodable {
      let selectionRate, truePositiveRate, falsePositiveRate, calibration: Nullable<EstimateReport>

      init(_ treatment: FairnessGroup.Treatment) {
        selectionRate = .init(treatment.selectionRate.map(EstimateReport.init))
        truePositiveRate = .init(treatment.truePositiveRate.map(EstimateReport.init))
        falsePositiveRate = .init(treatment.falsePositiveRate.map(EstimateReport.init))
        calibration = .init(treatment.calibration.map(EstimateReport.init))
      }
    }
    let column, level: String
    let rows: Int
    let a, b: Treatment
  }

  struct Money: Encodable {
    let total, perRow: DifferenceReport
    let contactedA, contactedB, gainA, gainB: Double
  }

  let verdict: String
  /// What B must show, in words.
  let rule: String
  let reasons: [Reason]
  let a, b: Side
  let kind, target: String
  let rows: ComparisonRun.Counts
  let customers: Nullable<Int>
  let differences: [String: DifferenceReport]
  let undefined: [String: String]
  let segmentMetric: String
  let segments: [Segment]
  let swap: Nullable<Swap>
  let calibration: Calibration
  let decisions: Nullable<Decisions>
  let shift: Nullable<Shift>
  /// Of classes: each against all others, and which rows B puts in another; null for others.
  let classes: Nullable<Classes>
  let fairness: [Fairness]
  let value: Nullable<Money>
  let explanation: Nullable<ModelChange>
  let remarks: [String]
  let report: Nullable<String>
  /// Every number of the page, curves and histograms among them; null without --report.
  let page: Nullable<VerdictReport>
  let seconds: Double

  init(_ run: ComparisonRun, report: String?, page: VerdictReport?, seconds: Double) {
    let result = run.result
    verdict = result.verdict.verdict.rawValue
    rule = run.ruleWords
    reasons = result.verdict.reasons.map { Reason(code: $0.code, met: $0.isMet, text: $0.description) }
    a = Side(name: run.a.label, hash: .init(run.a.model?.hash))
    b = Side(name: run.b.label, hash: .init(run.b.model?.hash))
    kind = run.modelKind.rawValue
    target = run.response.column
    rows = run.counts
    customers = .init(result.clusters)
    var differences: [String: DifferenceReport] = [:]
    var undefined: [String: String] = [:]
    for difference in result.differences {
      switch difference.value {
      case .success(let value): differences[difference.name.rawValue] = DifferenceReport(value)
      case .failure(let gap): undefined[difference.name.rawValue] = gap.description
      }
    }
    self.differences = differences
    self.undefined = undefined
    segmentMetric = result.segmentMetric.rawValue
    segments = result.segments.map { segment in
      var conditions: [String: String] = [:]
      for condition in segment.conditions { conditions[condition.column] = condition.level }
      var gap: String?
      if case .failure(let reason) = segment.result { gap = reason.description }
      return Segment(
        segment: conditions, rows: segment.rows, events: .init(segment.events),
        difference: .init(segment.difference.map(DifferenceReport.init)), qValue: .init(segment.qValue),
        worse: segment.isWorse, undefined: .init(gap))
    }
    swap = .init(
      result.swap.map {
        Swap(
          entering: .init($0.entering), leaving: .init($0.leaving), staying: .init($0.staying), kept: $0.kept,
          outcomeDifference: .init($0.outcomeDifference.map(EstimateReport.init)))
      })
    calibration = Calibration(
      slope: .init((try? result.calibration?.slope.get()).map(DifferenceReport.init)),
      intercept: .init((try? result.calibration?.intercept.get()).map(DifferenceReport.init)))
    classes = .init(result.classes.map(Classes.init))
    decisions = .init(
      result.decisions.map {
        Decisions(
          onlyA: $0.onlyA, onlyB: $0.onlyB, statistic: $0.statistic, pValue: $0.pValue, exact: .init($0.exact),
          midP: .init($0.midP))
      })
    shift = .init(
      result.shift.map { shift in
        Shift(
          populationStability: shift.populationStability, kolmogorovSmirnov: shift.kolmogorovSmirnov,
          mean: DifferenceReport(shift.mean),
          quantiles: shift.quantiles.map { .init(level: $0.level, a: $0.a, b: $0.b) },
          spearman: .init(result.churn?.spearman), kendall: .init(result.churn?.kendall))
      })
    fairness = result.fairness.map {
      Fairness(
        column: $0.condition.column, level: $0.condition.level, rows: $0.rows, a: .init($0.a), b: .init($0.b))
    }
    value = .init(
      result.profit.map {
        Money(
          total: DifferenceReport($0.total), perRow: DifferenceReport($0.perRow), contactedA: $0.contactedA,
          contactedB: $0.contactedB, gainA: $0.gainA, gainB: $0.gainB)
      })
    explanation = .init(run.explanation)
    remarks = run.remarks
    self.report = .init(report)
    self.page = .init(page)
    self.seconds = seconds
  }
}

/// A difference B − A with its 95 % interval.
struct DifferenceReport: Encodable {
  let a, b, difference: Double
  let lower, upper, pValue: Nullable<Double>
  let test: String

  init(_ difference: MetricDifference) {
    a = difference.a
    b = difference.b
    self.difference = difference.difference
    lower = .init(difference.lower)
    upper = .init(difference.upper)
    pValue = .init(difference.pValue)
    test = difference.test.rawValue
  }
}

/// A number with its 95 % interval.
struct EstimateReport: Encodable {
  let estimate: Double
  let lower, upper: Nullable<Double>

  init(_ estimate: Estimate) {
    self.estimate = estimate.estimate
    lower = .init(estimate.lower)
    upper = .init(estimate.upper)
  }
}

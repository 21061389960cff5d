import ClienteleScoring
import Evaluation
import Training

/// What training found, as scripts read it.
struct TrainingReport: Encodable {
  struct Model: Encodable {
    let kind, hash: String
    /// Where it was written.
    var path = ""
    /// As what it was registered.
    var version = Nullable<String>(nil)
  }
  struct Data: Encodable { let rows, used, columns: Int }
  struct Seconds: Encodable { let read, fit, total: Double }
  struct Validation: Encodable {
    let folds, converged: Int
    let unconverged: [Int]
    let metrics: [String: MetricReport]
    let undefined: [String: String]
  }
  struct Path: Encodable {
    let lambda, loss, standardError: [Double]
    let best, chosen: Double
    /// How many λ have no finite loss.
    let unfitted: Int
    /// Which end of those tried the chosen λ is at: smallest or largest; null inside.
    let edge: Nullable<String>
    /// Of lasso and elastic net: the fits to all rows, by λ.
    let selected: Nullable<[Int]>
    let devianceRatio: Nullable<[Double]>
    let coefficients: Nullable<[[PathCoefficient]]>

    init(_ path: PenaltyPath) {
      lambda = path.strengths
      loss = path.means
      standardError = path.standardErrors
      best = path.strengths[path.best]
      chosen = path.strengths[path.chosen]
      unfitted = path.means.count { !$0.isFinite }
      edge = .init(
        path.chosen == 0 ? "largest" : path.chosen == path.strengths.count - 1 ? "smallest" : nil)
      selected = .init(path.fits?.selected)
      devianceRatio = .init(path.fits?.devianceRatios)
      coefficients = .init(
        path.fits.map { fits in
          fits.coefficients.map { row in
            zip(fits.terms, row).filter { $0.1 != 0 }.map { PathCoefficient(term: $0.0, estimate: $0.1) }
          }
        })
    }
  }

  /// Groups with residuals of their own.
  struct IntervalGroups: Encodable {
    let column: String
    let levels: [String]
  }

  /// A coefficient that is not 0.
  struct PathCoefficient: Encodable {
    let term: String
    let estimate: Double
  }

  struct Fit: Encodable {
    let penalty, link: String
    let standardErrors, intervals: String
    let isApproximate: Bool
    let terms: [Term]
    /// What was estimated beside the terms, by name.
    let parameters: [String: Double]
    let logLikelihood, deviance, nullDeviance, aic, bic, dispersion, residualDegreesOfFreedom: Nullable<Double>
    let convergence: Course
    /// What rows of the event and of the other outcome counted, and the cut-off for which these are the costs of errors.
    let classWeights: Nullable<[String: Double]>
    /// The column and the levels in which prediction intervals hold one by one; null without --interval-by.
    let intervalGroups: Nullable<IntervalGroups>
    /// How probabilities were calibrated, and what was added to their log-odds; null without.
    let calibration: Nullable<CalibrationReport>
  }

  /// How the fit ended.
  struct Course: Encodable {
    let converged: Bool
    let iterations: Int
    let gradientNorm, reciprocalCondition: Nullable<Double>
    let stopReason, route: String
    let aliased, separated: [String]

    init(_ convergence: Convergence) {
      converged = convergence.converged
      iterations = convergence.iterations
      gradientNorm = .init(finite: convergence.gradientNorm)
      reciprocalCondition = .init(finite: convergence.reciprocalCondition)
      stopReason = convergence.stopReason
      route = convergence.route
      aliased = convergence.aliased
      separated = convergence.separated
    }
  }

  struct Term: Encodable {
    /// Which of several predictors it belongs to; null where there is one.
    let part: Nullable<String>
    let term: String
    let estimate, standardError, statistic, pValue, lower, upper: Nullable<Double>
    let note: Nullable<String>

    init(_ row: TermEstimate) {
      part = .init(row.part)
      term = row.term
      estimate = .init(finite: row.estimate)
      standardError = .init(finite: row.standardError)
      statistic = .init(finite: row.statistic)
      pValue = .init(finite: row.pValue)
      lower = .init(finite: row.lower)
      upper = .init(finite: row.upper)
      note = .init(row.note)
    }
  }

  let target: String
  /// The value of the target that counts as 1; null for an amount.
  let event: Nullable<String>
  let seed: UInt64
  /// The columns left out by --drop.
  let dropped: [String]
  /// What is odd about the columns used.
  let warnings: [String]
  var model: Model
  let data: Data
  let fit: Fit
  let validation: Nullable<Validation>
  let penaltyPath: Nullable<Path>
  let seconds: Seconds
  /// The metrics in their order, for the text.
  private(set) var metrics: MetricList?

  enum CodingKeys: String, CodingKey {
    case target, event, seed, dropped, warnings, model, data, fit, validation, penaltyPath, seconds
  }

  init(
    _ result: TrainingResult, hash: String, dropped: [String], warnings: [String], seconds: Seconds
  ) throws {
    let fitted = result.model
    target = fitted.response.column
    event = .init(fitted.response.event)
    seed = fitted.lineage.seed
    self.dropped = dropped
    self.warnings = warnings
    model = Model(kind: fitted.kind.rawValue, hash: hash)
    data = Data(
      rows: fitted.lineage.rows, used: fitted.lineage.rowsUsed, columns: fitted.encoder.features.count)
    let certificate = fitted.certificate
    fit = Fit(
      penalty: fitted.lineage.penalty, link: fitted.link?.rawValue ?? "", standardErrors: certificate.standardErrors,
      intervals: certificate.intervals ?? "wald",
      isApproximate: certificate.isApproximate, terms: certificate.terms.map(Term.init),
      parameters: Dictionary(
        certificate.parameters.map { ($0.name, $0.estimate) }, uniquingKeysWith: { first, _ in first }),
      logLikelihood: .init(finite: certificate.logLikelihood), deviance: .init(finite: certificate.deviance),
      nullDeviance: .init(finite: certificate.nullDeviance), aic: .init(finite: certificate.aic),
      bic: .init(finite: certificate.bic), dispersion: .init(finite: certificate.dispersion),
      residualDegreesOfFreedom: .init(finite: certificate.residualDegreesOfFreedom),
      convergence: Course(certificate.convergence),
      classWeights: .init(
        result.classWeights.map { ["event": $0.event, "other": $0.other, "cut_off": $0.cutOff] }),
      intervalGroups: .init(
        fitted.residuals?.groups.map { IntervalGroups(column: $0.column, levels: $0.levels) }),
      calibration: .init(CalibrationReport(result)))
    if let outOfFold = result.outOfFold {
      let judged = try MetricList(outOfFold, of: result)
      metrics = judged
      validation = .init(
        Validation(
          folds: outOfFold.foldCount, converged: outOfFold.converged, unconverged: outOfFold.unconverged,
          metrics: judged.report, undefined: judged.undefined))
    } else {
      validation = .init(nil)
    }
    penaltyPath = .init(result.penaltyPath.map(Path.init))
    self.seconds = seconds
  }
}

/// A value that is written as null when it is not there: a key that scripts rely on never goes missing.
struct Nullable<Value: Encodable>: Encodable {
  let value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

extension Nullable<Double> {
  /// JSON has no number that is not finite.
  init(finite value: Double?) { self.init(value.flatMap { $0.isFinite ? $0 : nil }) }
}

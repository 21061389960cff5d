import ClienteleScoring
import Tables
import Training

/// What training found, as people read it: what was fitted, on what, how well, what it says, what is doubtful.
struct TrainingText {
  private let report: TrainingReport
  private let result: TrainingResult
  private var model: FittedModel { result.model }
  private var certificate: FitCertificate { result.model.certificate }

  init(_ report: TrainingReport, _ result: TrainingResult) {
    self.report = report
    self.result = result
  }

  var text: String {
    let coefficients = CoefficientText(certificate, kind: model.kind.rawValue).lines
    return ([heading, ""] + coefficients + [""] + fit + validation + strongest + doubtful + written)
      .joined(separator: "\n")
  }

  private var heading: String {
    let rows = NumberText.count(report.data.used, "row")
    let left = report.data.rows - report.data.used
    let unused = left > 0 ? " (\(NumberText.count(left)) left out: no target, or weight 0)" : ""
    return "\(model.kind.rawValue) regression of \(what) on "
      + "\(NumberText.count(report.data.columns, "column")), \(rows)\(unused)"
  }

  /// What is predicted.
  private var what: String { model.response.words }

  /// The penalty with a λ that people can read.
  private var penalty: String {
    let text = model.lineage.penalty
    guard let colon = text.lastIndex(of: ":"), let strength = Double(text[colon...].dropFirst()) else { return text }
    return "\(text[...colon])\(NumberText.significant(strength, 4))"
  }

  private var fit: [String] {
    let convergence = certificate.convergence
    let state =
      convergence.converged
      ? "converged in \(convergence.iterations) \(convergence.iterations == 1 ? "step" : "steps")"
      : "DID NOT CONVERGE (\(convergence.stopReason))"
    var lines = [
      "Fit         \(state), gradient \(NumberText.significant(convergence.gradientNorm, 2)), "
        + (convergence.route == "qr" ? "by QR" : "from the Gram matrix"),
      "            deviance \(NumberText.significant(certificate.deviance, 8)) of "
        + "\(NumberText.significant(certificate.nullDeviance, 8)) without columns"
        + (certificate.aic.flatMap { $0.isFinite ? ", AIC \(NumberText.significant($0, 8))" : nil } ?? ""),
      "            penalty \(penalty)",
    ]
    lines += certificate.parameters.map { parameter in
      let error = parameter.standardError.map { ", standard error \(NumberText.significant($0, 4))" }
      return "            \(parameter.name) \(NumberText.significant(parameter.estimate))\(error ?? "")"
    }
    if let weights = result.classWeights {
      lines.append(
        "            rows of the event weigh \(NumberText.significant(weights.event, 4)), others "
          + "\(NumberText.significant(weights.other, 4)); probabilities are corrected back: act from "
          + "\(NumberText.significant(weights.cutOff, 4)) on where these are costs")
    }
    if let groups = report.fit.intervalGroups.value {
      let all = model.encoder.features.first { $0.column == groups.column }?.termNames.count ?? 0
      lines.append(
        "            intervals hold by \(Words.name(groups.column)) in \(NumberText.count(groups.levels.count, "level"))"
          + (all + 1 > groups.levels.count ? "; levels of fewer than 100 rows share those of all" : ""))
    }
    lines += report.fit.calibration.value?.lines.map { "            \($0)" } ?? []
    if let path = result.penaltyPath {
      lines.append(
        "            λ by cross-validation: \(NumberText.significant(path.strengths[path.chosen], 3)) (largest within one "
          + "standard error of the best, \(NumberText.significant(path.strengths[path.best], 3)))")
      if let fits = path.fits {
        lines.append(
          "            terms not 0: \(fits.selected[path.chosen]) there, \(fits.selected[path.best]) at the best, of "
            + "\(model.encoder.termNames.count)")
      }
    }
    return lines
  }

  private var validation: [String] {
    guard let outOfFold = result.outOfFold, let metrics = report.metrics else {
      return ["Validation  none (--folds 0)"]
    }
    let isCalibrated = model.calibrator.map { $0.curve != .identity } ?? false
    return [
      "Validation  \(outOfFold.foldCount) folds, each row scored \(isCalibrated ? "and calibrated by models" : "by a model") "
        + "that had not seen it"
    ] + (result.prior == nil ? [] : ["            rows weighted as in the population"])
      + metrics.lines.map { "            " + $0 }
  }

  /// The terms that move scores most: estimate times the spread of its column; of a two-part model through all its parts.
  private var strongest: [String] {
    let amounts = AmountSlopes(model)
    // What moves one of several classes or quantiles moves the others in ways of their own.
    if model.predictors.count > 1, amounts == nil { return [] }
    let spreads = model.encoder.termSpreads
    let slopes = amounts?.slopes ?? [1]
    var effects: [(name: String, size: Double)] = []
    for (k, name) in model.encoder.termNames.enumerated() {
      let size = zip(model.predictors, slopes).reduce(0) { $0 + $1.0.estimates[k] * $1.1 } * spreads[k]
      if size != 0 { effects.append((name, size)) }
    }
    effects = Array(effects.sorted { abs($0.size) > abs($1.size) }.prefix(5))
    if effects.isEmpty { return [] }
    let unit =
      amounts != nil
      ? "change of the average row's" : model.link == .logit ? "log-odds" : model.link == .log ? "log" : "change"
    return ["What it says  what moves \(what) most (\(unit) per standard deviation of the term):"]
      + effects.map { effect in
        let direction = effect.size > 0 ? "more" : "less"
        return "            \(direction) with \(Words.name(effect.name)) (\(NumberText.significant(effect.size, 3)))"
      }
  }

  private var doubtful: [String] {
    let convergence = certificate.convergence
    var lines: [String] = []
    if !convergence.aliased.isEmpty {
      lines += wrapped("combinations of earlier terms, dropped:", convergence.aliased)
    }
    if !convergence.separated.isEmpty {
      lines += wrapped("separated, no finite maximum-likelihood estimate exists for:", convergence.separated)
      lines += ["  shown is where the fit stopped: set --penalty ridge:0.001, or --drop what causes it"]
    } else if !convergence.converged {
      lines.append(
        "the fit did not converge: its numbers are not maximum-likelihood estimates; try --penalty ridge:0.001")
    }
    if let outOfFold = result.outOfFold, !outOfFold.unconverged.isEmpty {
      let folds = outOfFold.unconverged
      let names = folds.prefix(12).map(String.init).joined(separator: ", ") + (folds.count > 12 ? ", …" : "")
      lines.append(
        "\(folds.count) of \(outOfFold.foldCount) folds did not converge"
          + (folds.count < outOfFold.foldCount ? ": \(names)" : ""))
    }
    lines += doubtfulPath
    return lines.enumerated().map { ($0.offset == 0 ? "Doubtful    " : "            ") + $0.element }
  }

  /// What to doubt of a λ chosen by cross-validation.
  private var doubtfulPath: [String] {
    guard let path = report.penaltyPath.value else { return [] }
    var lines: [String] = []
    if path.unfitted > 0 {
      lines.append(
        "\(path.unfitted) of \(path.lambda.count) λ have no finite held-out loss and could not be chosen")
    }
    switch path.edge.value {
    case "smallest": lines.append("the chosen λ is the smallest tried: a weaker penalty may do better, or none")
    case "largest" where path.selected.value != nil:
      lines.append("the chosen λ leaves no term: no column predicts rows held out better than their mean does")
    case "largest": lines.append("the chosen λ is the largest tried: the columns may tell next to nothing")
    default: break
    }
    return lines
  }

  /// A heading and names, in lines of about a hundred characters.
  private func wrapped(_ heading: String, _ names: [String]) -> [String] {
    var lines = [heading]
    for (k, name) in names.map(Words.name).enumerated() {
      let text = k + 1 < names.count ? name + "," : name
      let last = lines.count - 1
      if lines[last].count + text.count > 100 { lines.append("  " + text) } else { lines[last] += " " + text }
    }
    return lines
  }

  private var written: [String] {
    let registered = report.model.version.value.map { "Registered  \($0)" }
    return (registered.map { [$0] } ?? []) + [
      "Wrote       \(report.model.path) (hash \(report.model.hash.prefix(12))…) "
        + "in \(NumberText.significant(report.seconds.total, 3)) s"
    ]
  }
}

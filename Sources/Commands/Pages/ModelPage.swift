import ClienteleScoring
import Evaluation
import Reports

/// A model and its hold-out as a page.
struct ModelPage {
  private let scoring: ScoringModel
  private let name, table: String
  private let holdOut: HoldOutTable
  private let scores: SideScores
  private let metrics: MetricList
  private let campaign: RetentionCampaign
  private let overlap: RowSketch.Overlap?
  private var model: FittedModel { scoring.model }
  private var isBinary: Bool { model.kind.outcome == .binary }

  init(
    _ scoring: ScoringModel, name: String, table: String, _ holdOut: HoldOutTable, _ scores: SideScores,
    _ metrics: MetricList, campaign: RetentionCampaign, overlap: RowSketch.Overlap?
  ) {
    self.scoring = scoring
    self.name = name
    self.table = table
    self.holdOut = holdOut
    self.scores = scores
    self.metrics = metrics
    self.overlap = overlap
    self.campaign = campaign
  }

  /// What stands on the page.
  func content() throws -> ModelReport {
    var report = ModelReport(
      title: name, subtitle: "\(model.kind.rawValue) regression of \(target)", headline: headline,
      data: data, terms: terms, certificate: certificate, metrics: metricTable, lineage: .init(scoring))
    report.scoreStyle = isBinary ? .percent : .number
    if let names = model.function.classes {
      report.classes = try ClassTable(names, scores, outcomes: holdOut.outcomes, weights: holdOut.weights)
      return report
    }
    if isBinary {
      let pictures = try ScorePictures(scores, outcomes: holdOut.outcomes, weights: holdOut.weights, campaign: campaign)
      report.roc = pictures.roc
      report.precisionRecall = pictures.precisionRecall
      report.calibration = pictures.calibration
      report.tenths = pictures.tenths
      report.profit = pictures.profit
      report.costs = pictures.costs
      report.eventRate = metrics.metrics.first { $0.name == .prAUC }?.naive
    } else {
      if case .quantiles(let levels) = model.function {
        let judged = try QuantileEvaluation(
          outcomes: holdOut.outcomes, levels: levels, quantiles: scores.outputs, weights: holdOut.weights)
        report.quantiles = judged.shares.map {
          .init(predicted: $0.level, observed: $0.share.estimate, lower: $0.share.lower, upper: $0.share.upper)
        }
      }
      let diagnostics = AmountDiagnostics(
        try AmountPredictions(
          outcomes: holdOut.outcomes, predictions: scores.predictions, weights: holdOut.weights))
      report.amountTenths = diagnostics.bins.enumerated().map { rank, bin in
        .init(
          rank: rank + 1, predicted: bin.meanPredicted, observed: bin.observed.estimate, lower: bin.observed.lower,
          upper: bin.observed.upper, rows: bin.weight)
      }
      report.residuals = diagnostics.residualQuantiles.map {
        .init(probability: Double($0.percent) / 100, value: $0.value)
      }
    }
    let range = ScoreHistogram.range([scores.predictions], isProbability: isBinary)
    report.scores = ScoreHistogram.counts(scores.predictions, holdOut.weights, over: range).enumerated().map {
      let ends = ScoreHistogram.ends($0.offset, over: range)
      return HistogramBin(from: ends.0, to: ends.1, rows: $0.element)
    }
    return report
  }

  private var target: String { model.response.words }

  private var headline: Statement {
    let convergence = model.certificate.convergence
    if !convergence.converged, !convergence.separated.isEmpty {
      let count = convergence.separated.count
      return Statement(
        standing: .unsure,
        text:
          "\(NumberText.count(count, "term")) \(count == 1 ? "has" : "have") no finite estimate: see how the fit went. What "
          + "follows on these rows stands.")
    }
    if !convergence.converged {
      return Statement(standing: .bad, text: "The fit did not converge: its numbers are not to be trusted.")
    }
    if let overlap, overlap.isMaterial {
      return Statement(standing: .bad, text: "These rows were in training: what follows is no judgement of the model.")
    }
    if let auc = metrics.metrics.first(where: { $0.name == .auc })?.estimate, let lower = auc.lower {
      let ranks = NumberText.significant(100 * auc.estimate, 3)
      return Statement(
        standing: lower > 0.5 ? .good : .unsure,
        text: "Of two customers of whom one is \(target), it ranks that one higher in \(ranks) % of cases.")
    }
    if let accuracy = metrics.metrics.first(where: { $0.name == .accuracy }), let share = accuracy.estimate {
      let alike = accuracy.naive.map {
        "; the most frequent class alone is right in \(NumberText.significant(100 * $0, 3)) %"
      }
      return Statement(
        standing: (share.lower ?? 0) > accuracy.naive ?? 0 ? .good : .unsure,
        text:
          "Its most probable class is the right one in \(NumberText.significant(100 * share.estimate, 3)) % of the rows"
          + (alike ?? "") + ".")
    }
    if let loss = metrics.metrics.first(where: { $0.name == .checkLoss }), let own = loss.estimate,
      let naive = loss.naive,
      naive > 0
    {
      guard own.estimate < naive else { return Self.noBetter("the same quantiles") }
      let share = NumberText.significant(100 * (1 - own.estimate / naive), 3)
      return Statement(
        standing: (own.upper ?? .infinity) < naive ? .good : .unsure,
        text: "Its loss is \(share) % below that of the same quantiles for every row.")
    }
    if let share = metrics.metrics.first(where: { $0.name == .rSquared })?.estimate {
      guard share.estimate > 0 else { return Self.noBetter("the mean") }
      return Statement(
        standing: (share.lower ?? 0) > 0 ? .good : .unsure,
        text: "It explains \(NumberText.significant(100 * share.estimate, 3)) % of the variance of \(target).")
    }
    return Statement(standing: .unsure, text: "The hold-out does not tell how good it is.")
  }

  private static func noBetter(_ constant: String) -> Statement {
    Statement(standing: .bad, text: "On these rows it does no better than \(constant) for every row.")
  }

  private var data: DataProfile {
    let columns = model.encoder.features.map { feature -> ColumnProfile in
      switch feature {
      case .numeric(let numeric):
        let missing = Int((numeric.missingShare * Double(model.lineage.rowsUsed)).rounded())
        return ColumnProfile(
          name: numeric.column, type: "number", missing: missing,
          values: .numbers(least: numeric.lowest, mean: numeric.center, greatest: numeric.highest))
      case .categorical(let categorical):
        let shares = zip(categorical.levels, categorical.shares).sorted { $0.1 > $1.1 }
        return ColumnProfile(
          name: categorical.column, type: categorical.isBoolean ? "true or false" : "text",
          values: .levels(
            shares.prefix(8).map { LevelShare(level: $0.0, share: $0.1) }, more: max(0, shares.count - 8)))
      }
    }
    return DataProfile(
      source: "training", target: target, rows: model.lineage.rows, used: model.lineage.rowsUsed,
      predictors: model.encoder.features.count, columns: columns)
  }

  /// What coefficients are measured in.
  private var scale: String {
    switch model.function {
    case .classes, .orderedClasses: "log-odds"
    case .hurdle, .signedHurdle: "log-odds or logarithm"
    case .segments, .components: "standard deviations"
    case .quantiles, .mean(.identity): "units of \(model.response.column)"
    case .mean(.logit): "log-odds"
    case .mean(.log): "logarithm of \(model.response.column)"
    case .mean(let link): "the \(link.rawValue) scale"
    }
  }

  private var terms: TermTable {
    let scale = scale
    let spreads = Dictionary(
      zip(model.encoder.termNames, model.encoder.termSpreads), uniquingKeysWith: { first, _ in first })
    return TermTable(
      scale: scale,
      rows: model.certificate.terms.map { row in
        // The intercept has no spread: it is listed, and not drawn.
        let effect = spreads[row.term].flatMap { spread in
          row.estimate.map { estimate in
            Ranged(
              value: spread * estimate, lower: row.lower.map { spread * $0 }, upper: row.upper.map { spread * $0 })
          }
        }
        return TermRow(
          term: row.part.map { "\($0): \(row.term)" } ?? row.term, estimate: row.estimate,
          standardError: row.standardError, statistic: row.statistic,
          pValue: row.pValue, lower: row.lower, upper: row.upper, note: row.note, effect: effect)
      },
      effectScale: "\(scale) per standard deviation of the term", isApproximate: model.certificate.isApproximate)
  }

  private var certificate: Reports.FitCertificate {
    let own = model.certificate
    return Reports.FitCertificate(
      converged: own.convergence.converged, iterations: own.convergence.iterations,
      gradientNorm: own.convergence.gradientNorm, stopReason: own.convergence.stopReason,
      reciprocalCondition: own.convergence.reciprocalCondition, aliased: own.convergence.aliased,
      separated: own.convergence.separated,
      facts: [
        Fact(name: "Standard errors", text: own.standardErrors), Fact(name: "Penalty", text: model.lineage.penalty),
      ] + (model.calibrator.map { [Fact(name: "Calibration", text: $0.name)] } ?? []),
      measures: [
        Highlight(label: "Deviance", value: .init(value: own.deviance)),
        Highlight(label: "Deviance without columns", value: .init(value: own.nullDeviance)),
      ] + (own.aic.map { [Highlight(label: "AIC", value: .init(value: $0))] } ?? []))
  }

  private var metricTable: MetricTable {
    MetricTable(
      rows: metrics.metrics.map { metric in
        switch metric.value {
        case .success(let estimate):
          MetricRow(name: metric.name.rawValue, value: .init(estimate), allAlike: metric.naive)
        case .failure(let gap): MetricRow(name: metric.name.rawValue, undefined: gap.description)
        }
      }, judgedOn: "\(NumberText.count(holdOut.rowCount, "row")) of \(table)")
  }
}

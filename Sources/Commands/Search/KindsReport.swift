import ClienteleScoring
import Evaluation
import Tables
import Training

/// Several kinds trained on the same rows and folds, as scripts read them.
struct KindsReport: Encodable {
  struct Model: Encodable {
    let kind: String
    /// Where the model was written, and its hash; null for a kind that was not fitted.
    let path, hash: Nullable<String>
    let converged: Nullable<Bool>
    /// Of the rows held out, by name; those that all kinds have.
    let metrics: [String: MetricReport]
    /// The mean squared error beyond that of the best kind, with its 95 % interval over the same rows.
    let difference: Nullable<MetricReport>
    /// Why it was not fitted.
    let refused: Nullable<String>
  }

  let target: String
  let folds: Int
  let seed: UInt64
  /// The kind of the smallest loss, and the loss that tells.
  let best, loss: String
  let warnings: [String]
  let models: [Model]
  let seconds: TrainingReport.Seconds
  private let columns: [MetricName]

  private enum CodingKeys: String, CodingKey { case target, folds, seed, best, loss, warnings, models, seconds }

  init(
    _ contest: Contest, target: String, folds: Int, seed: UInt64, files: [Int: (path: String, hash: String)],
    warnings: [String], seconds: TrainingReport.Seconds
  ) throws {
    self.target = target
    self.folds = folds
    self.seed = seed
    self.warnings = warnings
    self.seconds = seconds
    loss = contest.loss.rawValue
    let bestEntry = contest.fitted[contest.selection.best]
    best = contest.entries[bestEntry].kind.rawValue
    let outcomes = Set(contest.fitted.map { contest.entries[$0].kind.outcome })
    let winner = contest.result(contest.selection.best)
    var names: [MetricName] = []
    var models: [Model] = []
    for (position, entry) in contest.entries.enumerated() {
      switch entry.outcome {
      case .failure(let refusal):
        models.append(
          Model(
            kind: entry.kind.rawValue, path: .init(nil), hash: .init(nil), converged: .init(nil), metrics: [:],
            difference: .init(nil), refused: .init(refusal.reason)))
      case .success(let found):
        let list = try Self.metrics(found.result, areAlike: outcomes.count == 1)
        if names.isEmpty { names = list.metrics.map(\.name) }
        let difference = outcomes.contains(.classes) ? nil : winner.flatMap { Self.difference(found.result, $0) }
        models.append(
          Model(
            kind: entry.kind.rawValue, path: .init(files[position]?.path), hash: .init(files[position]?.hash),
            converged: .init(found.result.model.certificate.convergence.converged), metrics: list.report,
            difference: .init(position == bestEntry ? nil : difference), refused: .init(nil)))
      }
    }
    self.models = models
    columns = names
  }

  /// Of kinds with one outcome what `evaluate` tells, but for deviances, each of its own family; of others what amounts have.
  private static func metrics(_ result: TrainingResult, areAlike: Bool) throws -> MetricList {
    guard let seen = result.outOfFold else { return MetricList(metrics: []) }
    if areAlike {
      return MetricList(metrics: try MetricList(seen, of: result).metrics.filter { $0.name != .deviance })
    }
    let amounts = try AmountEvaluation(
      outcomes: result.outcomes, predictions: seen.predictions, weights: result.weights, unitDeviance: .gaussian)
    return MetricList(metrics: amounts.metrics.filter { $0.name != .deviance })
  }

  /// The difference of squared errors of the same rows, weights as counts.
  private static func difference(_ result: TrainingResult, _ winner: TrainingResult) -> MetricReport? {
    guard let own = result.outOfFold?.predictions, let other = winner.outOfFold?.predictions else { return nil }
    var (total, sum, squares) = (0.0, 0.0, 0.0)
    for (row, outcome) in result.outcomes.enumerated() {
      let weight = result.weights?[row] ?? 1
      let (a, b) = (outcome - own[row], outcome - other[row])
      let difference = a * a - b * b
      total += weight
      sum += weight * difference
      squares += weight * difference * difference
    }
    let mean = sum / total
    let error = (max(0, squares / total - mean * mean) / max(1, total - 1)).squareRoot()
    return MetricReport(estimate: mean, lower: mean - 1.96 * error, upper: mean + 1.96 * error)
  }

  var text: String {
    let shown = columns.filter { [.auc, .logLoss, .brier, .rSquared, .rmse, .mae, .accuracy].contains($0) }
    var table = TextTable(
      header: ["", "kind"] + shown.map { $0.rawValue.replacing("_", with: " ") } + [
        "squared error over the best's", "file",
      ])
    func interval(_ metric: MetricReport?) -> String {
      guard let metric else { return "–" }
      let ends = metric.lower.value.flatMap { lower in
        metric.upper.value.map { " (\(NumberText.significant(lower, 4)) to \(NumberText.significant($0, 4)))" }
      }
      return NumberText.significant(metric.estimate, 4) + (ends ?? "")
    }
    for model in models where model.refused.value == nil {
      table.rows.append(
        [model.kind == best ? "best" : "", model.kind + (model.converged.value == false ? " (not converged)" : "")]
          + shown.map { interval(model.metrics[$0.rawValue]) }
          + [model.difference.value.map { interval($0) } ?? "", model.path.value ?? ""])
    }
    return
      (["\(Words.name(target)): \(folds) folds, the same for all kinds; 95 % intervals"] + table.lines
      + models.compactMap { model in model.refused.value.map { "not fitted: \(model.kind): \($0)" } }
      + ["best by \(loss.replacing("_", with: " ")); in \(NumberText.significant(seconds.total, 3)) s"])
      .joined(separator: "\n")
  }
}

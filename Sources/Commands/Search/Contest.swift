import ClienteleScoring
import Tables
import Training

/// Candidates trained on the same rows and folds, and what became of each.
struct Contest {
  /// A candidate that was fitted, or why it was not.
  struct Entry {
    let settings: SearchGrid.Settings
    let kind: ModelKind
    let command: TrainCommand
    let outcome: Result<(result: TrainingResult, losses: HeldOutLosses), Refusal>
  }

  struct Refusal: Error { let reason: String }

  let entries: [Entry]
  let loss: SelectionLoss
  /// Combinations that do not go together, as a link that a family does not have.
  let unsuitable: Int
  /// Of the entries that were fitted, which they are, and the choice among them.
  let fitted: [Int]
  let selection: Selection

  /// - Parameter isWhole: whether a combination of options that do not go together is an error, and not left out.
  init(
    _ candidates: [SearchGrid.Settings], _ command: TrainCommand, _ table: Table, loss: SelectionLoss?,
    parent: String?, isWhole: Bool, progress: (Int, TrainingStage, Double) -> Void
  ) throws {
    var chosen: [(SearchGrid.Settings, TrainCommand, any ModelTraining)] = []
    var unsuitable = 0
    let commands = try candidates.map { try command.with($0) }
    let isMixed = Set(commands.map(\.model.first)).count > 1
    for (settings, own) in zip(candidates, commands) {
      do {
        chosen.append((settings, own, try own.checkedConfiguration(parent: parent, foldsAreAlike: isMixed)))
      } catch let error as TrainingError {
        if isWhole { throw error }
        unsuitable += 1
      }
    }
    let kinds = chosen.map(\.1.model.first)
    let loss = loss ?? .usual(kinds)
    if let stranger = kinds.first(where: { !loss.goes(with: $0.outcome) }) {
      throw TrainingError.invalidOption(
        "the loss \(loss.rawValue) is none of \(stranger.rawValue) models: name another with loss")
    }
    var entries: [Entry] = []
    for (position, (settings, own, training)) in chosen.enumerated() {
      let outcome = Self.fit(training, table, loss) { progress(position, $0, $1) }
      entries.append(Entry(settings: settings, kind: own.model.first, command: own, outcome: outcome))
    }
    self.entries = entries
    self.loss = loss
    self.unsuitable = unsuitable
    let fitted = entries.indices.filter { if case .success = entries[$0].outcome { true } else { false } }
    self.fitted = fitted
    let found = fitted.compactMap { try? entries[$0].outcome.get() }
    if found.isEmpty {
      guard case .failure(let refusal)? = entries.first?.outcome else {
        throw TrainingError.invalidOption("no candidate: these options do not go together in any combination")
      }
      throw TrainingError.invalidOption("no candidate could be fitted; the first: \(refusal.reason)")
    }
    selection = Selection(
      found.map(\.losses), strengths: found.map { Self.strength($0.result.model.lineage.penalty) },
      converged: found.map { $0.result.model.certificate.convergence.converged })
  }

  private static func fit(
    _ training: any ModelTraining, _ table: Table, _ loss: SelectionLoss, progress: (TrainingStage, Double) -> Void
  ) -> Result<(result: TrainingResult, losses: HeldOutLosses), Refusal> {
    do throws(TrainingError) {
      let result = try training.train(table, progress: progress)
      return .success((result, try HeldOutLosses(result, loss)))
    } catch { return .failure(Refusal(reason: "\(error)")) }
  }

  /// λ of a penalty as lineages write it.
  private static func strength(_ penalty: String) -> Double {
    penalty.split(separator: ":").last.flatMap { Double($0) } ?? 0
  }

  /// The result of the entry that is `place`th among those fitted.
  func result(_ place: Int) -> TrainingResult? { try? entries[fitted[place]].outcome.get().result }
}

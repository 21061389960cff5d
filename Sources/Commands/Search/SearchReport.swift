import ClienteleScoring
import Tables
import Training

/// What a search found, as scripts read it.
struct SearchReport: Encodable {
  struct Candidate: Encodable {
    /// The options by name.
    let options: [String: String]
    let loss, standardError: Nullable<Double>
    /// Coefficients of the fit to all rows that are not 0.
    let terms: Nullable<Int>
    let converged: Nullable<Bool>
    /// Why there is no loss.
    let refused: Nullable<String>
  }

  let loss: String
  let folds: Int
  /// As given, but for combinations that do not go together.
  let candidates: [Candidate]
  let unsuitable: Int
  /// Positions among the candidates: of the smallest loss, and of the simplest within one standard error of it.
  let best, oneStandardError: Int
  /// The candidate that was written.
  let saved: Int
  /// By how much the best loss is too small for having been chosen, about.
  let optimism: Double

  init(_ contest: Contest, folds: Int, kept: SearchGrid.Kept) {
    loss = contest.loss.rawValue
    self.folds = folds
    unsuitable = contest.unsuitable
    let places = Dictionary(uniqueKeysWithValues: contest.fitted.enumerated().map { ($0.element, $0.offset) })
    let selection = contest.selection
    candidates = contest.entries.enumerated().map { position, entry in
      let options = Dictionary(
        entry.settings.map { ($0.option, $0.value) }, uniquingKeysWith: { first, last in "\(first),\(last)" })
      switch entry.outcome {
      case .failure(let refusal):
        return Candidate(
          options: options, loss: .init(nil), standardError: .init(nil), terms: .init(nil), converged: .init(nil),
          refused: .init(refusal.reason))
      case .success(let found):
        let place = places[position] ?? 0
        return Candidate(
          options: options, loss: .init(selection.means[place]), standardError: .init(selection.standardErrors[place]),
          terms: .init(found.losses.terms), converged: .init(found.result.model.certificate.convergence.converged),
          refused: .init(nil))
      }
    }
    best = contest.fitted[selection.best]
    oneStandardError = contest.fitted[selection.simplest]
    saved = kept == .best ? best : oneStandardError
    optimism = selection.optimism
  }

  /// The table of candidates, the smallest loss first, and what to know about it.
  var lines: [String] {
    let shown = 40
    var table = TextTable(header: ["", "candidate", loss.replacing("_", with: " "), "std. error", "terms"])
    let order = candidates.indices.filter { candidates[$0].loss.value != nil }
      .sorted { (candidates[$0].loss.value ?? 0, $0) < (candidates[$1].loss.value ?? 0, $1) }
    let listed = order.prefix(shown) + order.dropFirst(shown).filter { $0 == oneStandardError }
    for position in listed {
      let candidate = candidates[position]
      let marks = [position == best ? "best" : nil, position == oneStandardError ? "1 SE" : nil].compactMap(\.self)
      table.rows.append([
        marks.joined(separator: ", "), Self.name(candidate.options), NumberText.significant(candidate.loss.value ?? 0),
        NumberText.significant(candidate.standardError.value ?? 0, 3),
        NumberText.count(candidate.terms.value ?? 0) + (candidate.converged.value == false ? " (not converged)" : ""),
      ])
    }
    var lines = table.lines
    if order.count > listed.count { lines.append("… and \(order.count - listed.count) more: see --json") }
    for candidate in candidates {
      if let why = candidate.refused.value { lines.append("not fitted: \(Self.name(candidate.options)): \(why)") }
    }
    if unsuitable > 0 {
      lines.append("\(NumberText.count(unsuitable, "combination")) left out, whose options do not go together")
    }
    let count = NumberText.count(order.count, "candidate")
    lines.append(
      "The best of \(count) by the same \(folds) folds looks better than it is, by about "
        + "\(NumberText.significant(optimism, 2)) here: judge it with evaluate on rows that were held out.")
    return lines
  }

  static func name(_ options: [String: String]) -> String {
    let known = SearchGrid.options.filter { options[$0] != nil }
    return known.isEmpty ? "as given" : known.map { "\($0)=\(options[$0] ?? "")" }.joined(separator: " ")
  }
}

/// A training that was chosen by a search, as scripts read it: what `train` tells of it, and the search.
struct SearchedReport: Encodable {
  let training: TrainingReport
  let search: SearchReport

  private enum CodingKeys: String, CodingKey { case search }

  func encode(to encoder: any Swift.Encoder) throws {
    try training.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(search, forKey: .search)
  }
}

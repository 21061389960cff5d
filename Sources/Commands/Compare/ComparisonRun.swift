import ClienteleScoring
import Evaluation
import Tables

/// Two models, or tables of scores, held against the same rows.
struct ComparisonRun {
  let a, b: ComparedPlace
  let kind: ComparedKind
  let response: Response
  /// What is asked beside the metrics.
  let rule: VerdictRule
  let cut: ContactCut
  let cost: Double
  let result: PairedComparison
  /// nil where one side is a table of scores.
  let explanation: ModelChange?
  /// The rows of the table, those compared, and why others were not.
  let counts: Counts
  /// What to know about the comparison that is no reason of the verdict.
  let remarks: [String]
  /// What was compared, for pictures of it.
  let rows: Rows

  struct Counts: Encodable {
    let rows, compared: Int
    /// Rows without a target; with one, but of weight 0; without a score of A, and of B.
    let withoutTarget, zeroWeight, withoutA, withoutB: Int
    /// Scores of A and of B for ids that the table does not have.
    let strangersA, strangersB: Int
  }

  /// One entry a row compared.
  struct Rows {
    let outcomes: [Double]
    let a, b: SideScores
    let weights: [Double]?
  }

  init(_ a: ComparedPlace, _ b: ComparedPlace, table: TableOptions, options: CompareOptions) throws {
    let response = try Self.response(a, b, options)
    let idColumn = options.id ?? response.id
    let files = try (Self.scores(a, id: idColumn, table), Self.scores(b, id: idColumn, table))
    let kind = try ComparedKind(a, b, files)
    if let option = options.firstOfCut, !kind.hasCut { throw CompareError.noCut(option: option) }
    let (value, worth) = Self.value(options)
    func read(_ model: ScoringModel?) throws -> HoldOutTable {
      try HoldOutTable(
        table, model: model, response: response, kind: model?.model.kind ?? kind.modelKind, classes: kind.classes,
        id: idColumn, weights: options.weights, value: value)
    }
    let model = (a.model ?? b.model, b.model ?? a.model)
    let holdOutA = try read(model.0)
    if let id = options.id, holdOutA.file.copy == nil {
      throw CompareError.noColumn(
        path: table.data, column: id, role: "--id", available: holdOutA.file.table.columnNames)
    }
    // The file is read again only where B would read it in another way.
    let sameReading = model.0?.inputs == model.1?.inputs && model.0?.model.missing == model.1?.model.missing
    let holdOutB = sameReading ? holdOutA : try read(model.1)
    let sides = try (
      SideScores(a, files.0, kind, holdOutA, threads: table.workers),
      SideScores(b, files.1, kind, holdOutB, threads: table.workers)
    )
    let join = try Self.join(holdOutA, sides, path: table.data, files)

    var remarks: [String] = []
    for (place, holdOut) in [(a, holdOutA), (b, holdOutB)] {
      guard let model = place.model else {
        remarks.append("\(place.label) is a table of scores: whether its model has seen these rows cannot be told")
        continue
      }
      guard let overlap = holdOut.overlap(model, threads: table.workers) else {
        remarks.append("\(place.label) keeps no sketch of its training: whether it has seen these rows cannot be told")
        continue
      }
      guard overlap.isMaterial else { continue }
      let error = CompareError.overlap(model: place.label, share: overlap.share, compared: overlap.compared)
      if !options.allowOverlap { throw error }
      remarks.append("\(error)")
    }

    let kept = join.holdOut.filter { row in
      (holdOutA.weights?[row] ?? 1) > 0 && sides.0.isScored(join, row, .a) && sides.1.isScored(join, row, .b)
    }
    guard !kept.isEmpty else { throw CompareError.noRows(path: table.data) }
    func pick<Value>(_ values: [Value]) -> [Value] { kept.map { values[$0] } }
    let scoresA = sides.0.picked(join, kept, .a)
    let scoresB = sides.1.picked(join, kept, .b)
    let outcomes = pick(holdOutA.outcomes)
    let weights = holdOutA.weights.flatMap { weights in
      let own = pick(weights)
      return own.allSatisfy { $0 == 1 } ? nil : own
    }
    let segments = try list(options.segments ?? "").map { name in
      let column = try holdOutA.segment(name, path: table.data)
      return SegmentColumn(name: name, codes: pick(column.codes), levels: column.levels)
    }
    let settings = PairedComparison.Settings(
      cut: options.cut,
      economics: try Self.economics(options, worth: worth, column: value, holdOutA, pick, path: table.data),
      draws: pick(holdOutA.draws(threads: table.workers)), segments: segments,
      rule: try options.rule.map(VerdictRuleFile.read) ?? .standard,
      bootstrap: try options.replications.map { replications in
        try .init(
          replications: replications, seed: options.seed, workers: table.workers, interval: options.interval)
      })
    let clusters = holdOutA.clusters.map(pick)
    result = try about(table.data) {
      try PairedComparison(
        kind, outcomes: outcomes, a: scoresA, b: scoresB, weights: weights, clusters: clusters, settings: settings)
    }
    if let modelA = a.model, let modelB = b.model {
      var keptWeights = [Double](repeating: 0, count: holdOutA.outcomes.count)
      for row in kept { keptWeights[row] = holdOutA.weights?[row] ?? 1 }
      explanation = try ModelChange(
        (modelA, holdOutA.file.table, scoresA), (modelB, holdOutB.file.table, scoresB), weights: keptWeights,
        rowWeights: weights, threads: table.workers)
    } else {
      explanation = nil
    }
    counts = Counts(
      rows: holdOutA.rowCount, compared: Set(kept.lazy.map { $0 % holdOutA.rowCount }).count,
      withoutTarget: holdOutA.rowCount - holdOutA.used - holdOutA.zeroWeight, zeroWeight: holdOutA.zeroWeight,
      withoutA: join.withoutA + sides.0.refused, withoutB: join.withoutB + sides.1.refused,
      strangersA: join.strangersA, strangersB: join.strangersB)
    self.a = a
    self.b = b
    self.kind = kind
    rule = settings.rule
    cut = options.cut
    cost = options.cost
    self.response = response
    self.remarks = remarks
    rows = Rows(outcomes: outcomes, a: scoresA, b: scoresB, weights: weights)
  }
}

extension ComparisonRun {
  /// The family of both; least squares of amounts where they differ, or the family that tables of scores are read by.
  var modelKind: ModelKind {
    let kinds = Set([a, b].compactMap { $0.model?.model.kind })
    if kinds.count == 1, let own = kinds.first { return own }
    return kind.modelKind
  }

  /// What the mean scores are measured in, where it is not the target's unit.
  var scale: String? {
    let link = (a.model ?? b.model)?.model.explainedLink
    switch link {
    case nil, .identity: return nil
    case .logit: return "log-odds"
    case .log: return "logarithm"
    case .some(let other): return "on the \(other.rawValue) scale"
    }
  }

  /// What both predict: the same column, and the same event.
  private static func response(
    _ a: ComparedPlace, _ b: ComparedPlace, _ options: CompareOptions
  ) throws -> Response {
    func name(_ response: Response) -> String {
      response.trials.map { "\(response.column) of \($0)" } ?? response.event.map { "\(response.column) = \($0)" }
        ?? response.column
    }
    let known = [a.model, b.model].compactMap { $0?.model.response }
    if known.count == 2, name(known[0]) != name(known[1]) {
      throw CompareError.otherTarget(name(known[0]), name(known[1]))
    }
    guard let response = known.first else {
      guard let target = options.target else { throw CompareError.needsTarget }
      return Response(column: target)
    }
    if let target = options.target, target != response.column {
      throw CompareError.otherTarget(name(response), "\(target) (--target)")
    }
    return response
  }

  private static func scores(_ place: ComparedPlace, id: String?, _ table: TableOptions) throws -> ScoreFile? {
    guard case .scores(let path) = place else { return nil }
    guard let id else { throw CompareError.needsIdentifier(path: path) }
    return try ScoreFile(path: path, id: id, reading: table)
  }

  /// --value is a number for all rows, or else a column.
  private static func value(_ options: CompareOptions) -> (column: String?, worth: Double?) {
    guard let text = options.value else { return (nil, nil) }
    return Double(text).map { (nil, $0) } ?? (text, nil)
  }

  private static func economics(
    _ options: CompareOptions, worth: Double?, column: String?, _ holdOut: HoldOutTable,
    _ pick: ([Double]) -> [Double], path: String
  ) throws -> ContactEconomics? {
    if let worth { return try ContactEconomics(value: worth, cost: options.cost) }
    guard let column else { return nil }
    guard let values = holdOut.file.table[column]?.values else {
      throw CompareError.noColumn(
        path: path, column: column, role: "--value", available: holdOut.file.table.columnNames)
    }
    guard case .double(let numbers) = values else { throw CompareError.noValue(path: path, column: column) }
    return try about("\(path), column \(column)") {
      try ContactEconomics(values: pick(numbers), cost: options.cost)
    }
  }

  /// Which rows have scores of both: by id where a side is a table of scores.
  private static func join(
    _ holdOut: HoldOutTable, _ sides: (SideScores, SideScores), path: String, _ files: (ScoreFile?, ScoreFile?)
  ) throws -> RowJoin {
    let rows = holdOut.outcomes.count
    if files.0 == nil, files.1 == nil { return RowJoin(rows: rows) }
    if holdOut.isCounted { throw CompareError.countedTrials(path: path) }
    guard let ids = holdOut.ids else {
      throw CompareError.needsIdentifier(path: path)
    }
    do { return RowJoin(try ScoreJoin(holdOut: ids, a: files.0?.ids ?? ids, b: files.1?.ids ?? ids)) } catch {
      var place = path
      if case .duplicateIdentifier(.scores(let model), _, _) = error {
        place = (model == .a ? files.0 : files.1)?.path ?? path
      }
      throw FileProblem(path: place, problem: "\(error)")
    }
  }
}

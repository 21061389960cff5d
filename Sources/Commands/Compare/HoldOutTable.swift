import ClienteleScoring
import Evaluation
import Tables
import Training

/// Rows with their outcomes, on which a model is judged or compared, read as its training read its own.
///
/// Where outcomes count successes of trials, every row of the file stands twice: once for its successes and, after all
/// others, once for its failures, with as much weight.
struct HoldOutTable {
  let file: CSVTable
  let outcomes: [Double]
  /// 0 where there is no outcome.
  let weights: [Double]?
  /// Rows of the file, and those with an outcome and weight.
  let rowCount, used: Int
  /// Rows with an outcome whose weight in the file is 0.
  let zeroWeight: Int
  /// Whether every row of the file stands twice.
  let isCounted: Bool

  /// Reads the table as `model` reads its own, with the outcomes of `response` and, as they stand, the ids in column
  /// `id`.
  ///
  /// - Parameter classes: the classes whose positions the outcomes are; nil for the order of the model.
  init(
    _ table: TableOptions, model: ScoringModel?, response: Response, kind: ModelKind, classes: [String]? = nil,
    id: String? = nil, weights: String?, value: String? = nil
  ) throws {
    guard kind.hasTarget else { throw CompareError.noTarget(kind) }
    var reading = model?.csvOptions ?? CSVOptions()
    let classes = classes ?? model?.model.function.classes
    if model != nil { reading.expected[response.column] = response.columnType(classes: classes) }
    if let weights { reading.expected[weights] = .double }
    if let value { reading.expected[value] = .double }
    if let trials = response.trials { reading.expected[trials] = .double }
    reading.copied = id
    let file = try table.read(reading)
    for name in [response.column, response.trials, weights, value].compactMap(\.self) {
      guard let misfits = file.misfits(in: name), let type = reading.expected[name] else { continue }
      throw CSVError(
        file: table.data, problem: .wrongType(misfits.first, expected: type, count: misfits.rows.count))
    }
    let rows = file.table
    let held = try about(table.data, file) {
      do throws(TrainingError) {
        return try HeldOut(rows, response: response, kind: kind, classes: classes, weights: weights)
      } catch {
        guard case .allTargetsMissing(let column) = error else { throw error }
        throw CompareError.nothingToJudge(column: column)
      }
    }
    if let weights, let own = held.weights, !own.reduce(0, +).isFinite {
      throw FileProblem(
        path: table.data, problem: "the sum of the weights in column \(Words.name(weights)) overflows: scale them down")
    }
    used = held.used
    rowCount = rows.rowCount
    if let weights, case .double(let own)? = rows[weights]?.values, let target = rows[response.column]?.values {
      zeroWeight = own.indices.count { own[$0] == 0 && target.cellText($0) != nil }
    } else {
      zeroWeight = 0
    }
    isCounted = response.trials != nil
    if isCounted, let counted = held.weights {
      let single = SingleTrials(shares: held.outcomes, weights: counted)
      self.file = try file.stacked()
      outcomes = single.outcomes
      self.weights = single.weights
    } else {
      self.file = file
      outcomes = held.outcomes
      self.weights = held.weights
    }
  }

  /// The levels of a segment column, at most: more is no grouping.
  private static let mostLevels = 500

  /// The ids, as they stand in the file.
  var ids: [String]? {
    guard let copy = file.copy, case .text(let texts) = copy.values else { return nil }
    return texts.codes.indices.map { row in texts[row] ?? "" }
  }

  /// What a row is drawn by among others of its score: its id, where there is one, then all that is in it.
  func draws(threads: Int) -> [RowDraw] {
    let content = file.table.columns + [Column("outcome", .double(outcomes))]
    let rows = RowHashes.of(content, rows: outcomes.count, threads: threads)
    let customers = file.copy.map { RowHashes.of([Column("id", $0.values)], rows: $0.count, threads: threads) } ?? rows
    return zip(customers, rows).map { RowDraw(customer: $0, row: $1) }
  }

  /// One code an id, where some id has several rows; rows without an id stand alone.
  var clusters: [Int32]? {
    guard let copy = file.copy, case .text(let texts) = copy.values, texts.levels.count < texts.codes.count else {
      return nil
    }
    var next = Int32(texts.levels.count)
    return texts.codes.map { code in
      if code >= 0 { return code }
      defer { next += 1 }
      return next
    }
  }

  /// How many of these rows were in the training of `model`; nil where it keeps no sketch of it.
  func overlap(_ model: ScoringModel, threads: Int) -> RowSketch.Overlap? {
    model.model.lineage.rowSketch?.overlap(with: rowHashes(model, threads: threads))
  }

  /// The hashes of the rows that `model` would have hashed in its training.
  private func rowHashes(_ model: ScoringModel, threads: Int) -> [UInt64] {
    let names = model.model.encoder.features.map(\.column) + [model.model.response.column]
    let columns = names.compactMap { file.table[$0] }
    let hashes = RowHashes.of(columns, rows: rowCount, threads: threads)
    guard let weights else { return hashes }
    let isUsed = (0..<rowCount).map { row in
      stride(from: row, to: weights.count, by: rowCount).contains { weights[$0] > 0 }
    }
    return zip(hashes, isUsed).filter(\.1).map(\.0)
  }

  /// A column as the levels of segments.
  func segment(_ name: String, path: String) throws -> SegmentColumn {
    guard let column = file.table[name] else {
      throw CompareError.noColumn(path: path, column: name, role: "--segments", available: file.table.columnNames)
    }
    let texts: TextValues
    if case .text(let own) = column.values {
      texts = own
    } else {
      texts = TextValues((0..<column.count).map { column.values.cellText($0) })
    }
    guard texts.levels.count <= Self.mostLevels else {
      throw CompareError.tooManyLevels(path: path, column: name, levels: texts.levels.count, limit: Self.mostLevels)
    }
    return SegmentColumn(name: name, codes: texts.codes, levels: Array(texts.levels))
  }
}

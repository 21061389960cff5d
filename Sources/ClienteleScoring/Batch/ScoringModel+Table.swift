extension ScoringModel {
  /// Scores the rows of a table, in their order.
  ///
  /// Columns are matched by name; columns that the model does not need are ignored and listed. A column may have another
  /// type than in training where its values mean the same: integers and doubles are numbers, days and instants dates,
  /// numbers and truth values count as text where the model has levels, and a column with no value at all fits anywhere.
  /// The table is taken as it is: who reads it from a file sees to it that other rows do not decide what a value is, as
  /// ``csvOptions`` does. The number 1000 is the level `1000`, whether it was written so or as `1e3`.
  ///
  /// Every row gets the bits that scoring it alone gives, whatever the number of threads.
  ///
  /// - Parameters:
  ///   - table: the rows.
  ///   - reasons: how many contributions to list for every row.
  ///   - onBad: what to do with rows that the model refuses.
  ///   - threads: how many threads share the work; as many as there are processors when nil.
  /// - Throws: ``ScoringError`` when a column is not there or has a type that does not fit, or, under
  ///   ``BadRowPolicy/error``, when a row is refused.
  /// - Complexity: O(rows · features).
  public func score(
    _ table: Table, reasons: Int = 0, onBad: BadRowPolicy = .error, threads: Int? = nil
  ) throws(ScoringError) -> Scores {
    try score(table, unreadable: UnreadableCells(), reasons: reasons, onBad: onBad, threads: threads)
  }

  /// Scores a table; rows with unreadable cells are refused.
  func score(
    _ table: Table, unreadable: UnreadableCells, reasons: Int, onBad: BadRowPolicy, threads: Int?
  ) throws(ScoringError) -> Scores {
    var bindings: [TableBinding] = []
    for plan in plans { bindings.append(try TableBinding(table, plan)) }
    let binding = bindings[0]
    let count = table.rowCount
    var scorers: [BlockScorer] = []
    let width = min(max(0, reasons), plan.featureCount)
    let arrays = ScoreArrays(rows: count, outputs: rule?.outputCount ?? combination?.outputCount ?? 0, width: width) {
      output in
      scorers = scoreBlocks(count, threads: threads) { BlockScorer(self, bindings, unreadable, output) }
    }
    let refused = scorers.flatMap(\.refused).sorted()
    func refusal(_ row: Int) -> Refusal { unreadable.refusal(row: row) ?? binding.refusal(row: row) }
    var unexpected = total(scorers.map(\.unexpected))
    for position in unexpected.indices {
      unexpected[position].missing -= unreadable.counts[unexpected[position].column] ?? 0
    }
    if onBad == .error, let row = refused.first {
      throw .refused(row: row + 1, refusal(row))
    }
    return Scores(
      model: self, rowCount: count, arrays: arrays,
      refusedRows: refused.map { RefusedRow(row: $0 + 1, refusal: refusal($0)) },
      unexpected: unexpected, ignoredColumns: binding.ignored, skips: onBad == .skip)
  }

  /// Scores all blocks, each worker with a scorer of its own, and returns the scorers.
  private func scoreBlocks(_ rows: Int, threads: Int?, _ scorer: () -> BlockScorer) -> [BlockScorer] {
    let tasks = (rows + rowsATask - 1) / rowsATask
    let workers = min(max(1, threads ?? Workers.processorCount), max(1, tasks))
    let scorers = (0..<workers).map { _ in scorer() }
    Workers.run(tasks: tasks, workers: workers) { worker, task in
      let end = min(rows, (task + 1) * rowsATask)
      for start in stride(from: task * rowsATask, to: end, by: BlockScorer.blockRows) {
        scorers[worker].score(start..<min(end, start + BlockScorer.blockRows))
      }
    }
    return scorers
  }

  /// The sum of the counts of all workers.
  private func total(_ counts: [[ColumnUnexpected]]) -> [ColumnUnexpected] {
    var total = plan.inputs.prefix(plan.featureCount).map { ColumnUnexpected(column: $0.column) }
    for counts in counts {
      for (position, count) in counts.enumerated() { total[position].add(count) }
    }
    return total
  }
}

/// Rows that a worker takes at once: blocks enough to make taking them cheap.
private let rowsATask = 16 * BlockScorer.blockRows

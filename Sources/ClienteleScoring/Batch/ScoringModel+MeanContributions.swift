extension ScoringModel {
  /// What every feature adds to the link on average over the rows of a table, in the order of the model.
  ///
  /// baseline + Σ mean contributions (+ the mean offset) is the mean link, up to rounding: where two models' means are
  /// split so, their difference is split, too.
  ///
  /// - Parameter weights: one a row; rows of weight 0 are left out. nil is 1 everywhere.
  /// - Complexity: O(rows · features), features in parallel.
  package func meanContributions(
    _ table: Table, weights: [Double]? = nil, threads: Int
  ) throws(ScoringError) -> [Double] {
    let rows = table.rowCount
    let total = weights?.reduce(0, +) ?? Double(rows)
    if combination != nil || rule != nil {
      return try combinedMeans(table, weights: weights, total: total, threads: threads)
    }
    let binding = try TableBinding(table, plan)
    return [Double](unsafeUninitializedCapacity: plan.featureCount) { buffer, filled in
      nonisolated(unsafe) let means = buffer
      Workers.run(tasks: plan.featureCount, workers: threads) { _, position in
        means.initializeElement(at: position, to: sum(position, binding, rows, weights) / total)
      }
      filled = plan.featureCount
    }
  }

  /// The same of several predictors, whose contributions only all of a row's links together tell.
  private func combinedMeans(
    _ table: Table, weights: [Double]?, total: Double, threads: Int
  ) throws(ScoringError) -> [Double] {
    var means = [Double](repeating: 0, count: plan.featureCount)
    let scores = try score(table, reasons: plan.featureCount, onBad: .flag, threads: threads)
    guard let reasons = scores.reasons else { return means }
    for row in 0..<table.rowCount {
      let weight = weights?[row] ?? 1
      if weight == 0 { continue }
      for place in (row * reasons.width)..<((row + 1) * reasons.width) where reasons.features[place] >= 0 {
        means[Int(reasons.features[place])] += weight * reasons.contributions[place] / total
      }
    }
    return means
  }

  /// Σ w · contribution of one feature.
  private func sum(_ position: Int, _ binding: TableBinding, _ rows: Int, _ weights: [Double]?) -> Double {
    let size = BlockScorer.blockRows
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: 3 * size)
    let codes = UnsafeMutablePointer<Int32>.allocate(capacity: size)
    defer {
      scratch.deallocate()
      codes.deallocate()
    }
    let (kept, link, numbers) = (scratch, scratch + size, scratch + 2 * size)
    let feature = plan.features[position]
    let column = binding.columns[position]
    var sum = 0.0
    for start in stride(from: 0, to: rows, by: size) {
      let block = start..<min(rows, start + size)
      link.update(repeating: 0, count: block.count)
      if let table = column.table {
        column.withCodes(block, codes) { codes in
          _ = table.contributions.withUnsafeBufferPointer { addCodes(codes, block.count, $0, kept, link) }
        }
      } else {
        column.withNumbers(block, feature, numbers) { _ = addNumbers($0, block.count, feature, kept, link) }
      }
      var part = 0.0
      for (k, row) in block.enumerated() {
        guard let weights else {
          part += kept[k]
          continue
        }
        if weights[row] > 0 { part += weights[row] * kept[k] }
      }
      sum += part
    }
    return sum
  }
}

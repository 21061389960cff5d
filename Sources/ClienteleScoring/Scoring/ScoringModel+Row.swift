extension ScoringModel {
  /// Scores a row of values that stand at `positions`, one an input of the model.
  func score(_ values: [Value], at positions: [Int], extraColumns: Int) throws(ScoringError) -> Score {
    if let rule { return try assign(values, at: positions, extraColumns: extraColumns, rule) }
    guard let combination else { return try plan.score(values, at: positions, extraColumns: extraColumns) }
    var scores: [Score] = []
    for plan in plans { scores.append(try plan.score(values, at: positions, extraColumns: extraColumns)) }
    return try combine(scores, combination, values, positions)
  }

  /// The score of a row that is a point to a rule of segments.
  private func assign(
    _ values: [Value], at positions: [Int], extraColumns: Int, _ rule: SegmentRule
  ) throws(ScoringError) -> Score {
    let score = try plan.score(values, at: positions, extraColumns: extraColumns)
    var point = score.contributions
    var outputs = [Double](repeating: 0, count: rule.outputCount)
    let (segment, explained) = withUnsafeTemporaryAllocation(of: Double.self, capacity: rule.scratchCount) { scratch in
      point.withUnsafeMutableBufferPointer { point in
        outputs.withUnsafeMutableBufferPointer { outputs in
          guard let point = point.baseAddress, let scratch = scratch.baseAddress, let outputs = outputs.baseAddress
          else { return (0, Double.nan) }
          return rule.assign(point, scratch, outputs)
        }
      }
    }
    guard explained.isFinite, outputs.allSatisfy(\.isFinite) else {
      throw .refused(row: nil, Refusal(nil, .notFinite))
    }
    return Score(
      plan: plan, link: explained, prediction: Double(segment), outputs: outputs, combined: point, baseline: 0,
      offset: 0, unexpected: score.unexpected, values: values, positions: positions)
  }

  /// The score that the scores of all predictors make together.
  private func combine(
    _ scores: [Score], _ combination: Combination, _ values: [Value], _ positions: [Int]
  ) throws(ScoringError) -> Score {
    var shares = [Double](repeating: 0, count: scores.count)
    var outputs = [Double](repeating: 0, count: combination.outputCount)
    let links = scores.map(\.link)
    let (prediction, explained) = links.withUnsafeBufferPointer { links in
      shares.withUnsafeMutableBufferPointer { shares in
        outputs.withUnsafeMutableBufferPointer { outputs in
          guard let links = links.baseAddress, let shares = shares.baseAddress, let outputs = outputs.baseAddress else {
            return (Double.nan, Double.nan)
          }
          return combination.combine(links, shares, outputs)
        }
      }
    }
    guard prediction.isFinite, explained.isFinite, outputs.allSatisfy(\.isFinite) else {
      throw .refused(row: nil, Refusal(nil, .notFinite))
    }
    let contributions = scores.map(\.contributions)
    let combined = (0..<plan.featureCount).map { position in
      var sum = 0.0
      for k in scores.indices { sum += shares[k] * contributions[k][position] }
      return sum
    }
    return Score(
      plan: plan, link: explained, prediction: prediction, outputs: outputs, combined: combined,
      baseline: combination.baseline, offset: scores[0].offset, unexpected: scores[0].unexpected, values: values,
      positions: positions)
  }
}

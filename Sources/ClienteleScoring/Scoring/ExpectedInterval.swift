import Tables

extension ScoringModel {
  /// The confidence interval of the expected response in every row of a table, by the delta method: where the mean of such
  /// customers lies, and not where one of them does.
  ///
  /// The mean at one link is monotone in it: the ends are its means at link ± *z* · error. A probability times an amount has
  /// its interval on the logarithm, with gains and losses on the amount itself:
  ///
  ///     Var log(p m) = (1 − p)² Var η₁ + Var η₂,   Var E = Σ (∂E/∂ηₖ)² Var ηₖ
  ///
  /// - Parameters:
  ///   - scores: those of `table`; rows without a score have NaN.
  ///   - z: the quantile of the normal distribution, or of Student's *t* with the covariance's degrees of freedom.
  /// - Returns: nil where the model keeps no covariance.
  /// - Complexity: O(rows · terms²).
  public func expectedIntervals(
    _ table: Table, _ scores: Scores, z: Double
  ) throws(ScoringError) -> (lower: [Double], upper: [Double])? {
    guard let covariance = model.covariance else { return nil }
    let sources = try plan.inputs.map { input throws(ScoringError) -> Column in
      guard let column = table[input.column] else { throw .missingColumn(input.column) }
      return column
    }
    var (lower, upper): ([Double], [Double]) = ([], [])
    for (place, row) in scores.rows.enumerated() {
      if scores.prediction[place].isNaN {
        lower.append(.nan)
        upper.append(.nan)
        continue
      }
      let values = zip(sources, plan.inputs).map { $0.value(at: row - 1, for: $1.type) }
      let d = deviations(of: values)
      let links = try plans.map { plan throws(ScoringError) in
        try plan.score(values, at: plan.identity, extraColumns: 0).link
      }
      let errors = links.indices.map { covariance.variance($0, along: d).squareRoot() }
      let ends = expectedInterval(links, errors, z)
      lower.append(min(ends.0, ends.1))
      upper.append(max(ends.0, ends.1))
    }
    return (lower, upper)
  }

  private func expectedInterval(_ links: [Double], _ errors: [Double], _ z: Double) -> (Double, Double) {
    switch model.function {
    case .hurdle:
      let row = Hurdle(links)
      let first = (1 - row.any) * errors[0]
      let half = z * (first * first + errors[1] * errors[1]).squareRoot()
      return (row.expected * exponential(-half), row.expected * exponential(half))
    case .signedHurdle:
      let row = SignedHurdle(links)
      let half = z * zip(row.slopes, errors).reduce(0) { $0 + $1.0 * $1.0 * $1.1 * $1.1 }.squareRoot()
      return (row.expected - half, row.expected + half)
    default: return (plan.mean(links[0] - z * errors[0]), plan.mean(links[0] + z * errors[0]))
    }
  }

  /// (1, x − x̄) over the terms: what training gave no place to does not deviate.
  private func deviations(of values: [Value]) -> [Double] {
    var d = [1.0]
    for (position, feature) in model.encoder.features.enumerated() {
      switch feature {
      case .numeric(let numeric):
        let planned = plan.features[position]
        var number = Double.nan
        switch values[position] {
        case .number(let x): number = x
        case .instant(let instant): number = planned.days(instant: Double(instant))
        case .date(let day): number = planned.days(instant: Double(day) * microsecondsADay)
        default: break
        }
        let used = min(max(number, planned.lowestUsed), planned.highestUsed)
        d.append(number.isNaN ? 0 : used - numeric.center)
        if numeric.hasMissingTerm { d.append((number.isNaN ? 1 : 0) - numeric.missingShare) }
      case .categorical(let categorical):
        let group = categorical.group(of: values[position])
        for k in 1..<max(1, categorical.groupCount) {
          d.append(group.map { ($0 == k ? 1 : 0) - categorical.shares[k] } ?? 0)
        }
      }
    }
    return d
  }
}

extension CategoricalFeature {
  /// The group that a value belongs to; nil for one that training gave no place to.
  fileprivate func group(of value: Value) -> Int? {
    let text: String
    switch value {
    case .text(let own): text = own
    case .boolean(let truth): text = truth ? "true" : "false"
    case .number(let number) where !number.isNaN: text = canonicalText(number)
    default: return missingGroup
    }
    if let level = levels.firstIndex(of: text) { return level }
    return poolsTheRest || pooled.contains(text) ? otherGroup : nil
  }
}

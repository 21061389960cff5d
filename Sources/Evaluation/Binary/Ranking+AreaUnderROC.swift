extension Ranking {
  /// The area under the ROC curve: the probability that a random outcome 1 has a higher score than a random outcome 0,
  /// ties counting half.
  ///
  /// The standard error is DeLong's. With *m* outcomes 1 and *n* outcomes 0, an outcome 1 has the placement
  /// V₁₀ = share of outcomes 0 below it, an outcome 0 has V₀₁ = share of outcomes 1 above it (ties count half), and
  /// variance = Σ(V₁₀ − AUC)²/(*m*(*m* − 1)) + Σ(V₀₁ − AUC)²/(*n*(*n* − 1)). Placements are constant within a group of
  /// ties, so after the ranking it takes two passes over the groups and never forms pairs. The interval is
  /// AUC ± 1.96 standard errors clipped to [0, 1]; there is none with fewer than two rows of either class.
  ///
  /// Sources: E. DeLong, D. DeLong and D. Clarke-Pearson (1988), *Biometrics* 44, 837–845; X. Sun and W. Xu (2014),
  /// *IEEE Signal Processing Letters* 21, 1389–1393.
  package func areaUnderROC() -> Estimate {
    var concordance = 0.0
    placements { positive, below, _, _ in concordance += positive * below }
    let area = concordance / (positiveWeight * negativeWeight)

    guard positiveWeight > unit, negativeWeight > unit else { return Estimate(area, standardError: nil) }
    var squares = (0.0, 0.0)
    placements { positive, below, negative, above in
      let deviation = (below / negativeWeight - area, above / positiveWeight - area)
      squares.0 += positive * deviation.0 * deviation.0
      squares.1 += negative * deviation.1 * deviation.1
    }
    let variance =
      squares.0 / positiveWeight * (unit / (positiveWeight - unit))
      + squares.1 / negativeWeight * (unit / (negativeWeight - unit))
    return Estimate(area, standardError: variance.squareRoot(), within: 0...1)
  }

  /// Calls `body` with every group's weight of outcomes 1, the weight of outcomes 0 below it, its weight of outcomes 0,
  /// and the weight of outcomes 1 above it; half of the group itself counts as below, and as above.
  @inline(__always)
  private func placements(
    _ body: (_ positive: Double, _ below: Double, _ negative: Double, _ above: Double) -> Void
  ) {
    var passed = (positives: 0.0, negatives: 0.0)
    for group in positives.indices {
      let positive = positives[group]
      let negative = negatives[group]
      body(
        positive, negativeWeight - passed.negatives - negative / 2, negative, passed.positives + positive / 2)
      passed.positives += positive
      passed.negatives += negative
    }
  }
}

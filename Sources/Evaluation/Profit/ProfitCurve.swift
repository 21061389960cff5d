/// The profit of a campaign by the share of customers contacted, best scores first, with the acceptance at its mean.
package struct ProfitCurve: Sendable, Equatable {
  /// The profit of one share.
  package struct Point: Sendable, Equatable {
    /// The share of customers contacted, from 0 to 1.
    package let contacted: Double
    /// The profit a customer, contacted or not, in currency, with a 95 % interval that counts how the cut moves: see
    /// ``RankingCuts``. Times the number of customers it is the campaign's.
    package let profit: Estimate
  }

  /// Shares 0, 1/`steps`, …, 1. Ties at a share enter in proportion, as if drawn at random.
  package let points: [Point]
  /// The threshold of highest profit; nobody where no threshold has a profit above 0. It contacts whole groups of ties, so
  /// it need not be one of `points`.
  package let best: OperatingPoint
  /// Its profit a customer: the maximum profit, MPC.
  package let bestProfit: Double
}

extension Ranking {
  /// The profit curve of `campaign` at `steps` + 1 shares.
  ///
  /// With π the share of leavers, TPR and FPR those of the share contacted, and γ the mean acceptance, the profit a customer
  /// is (γ (*v* − *d*) − *f*) π TPR − (*d* + *f*)(1 − π) FPR.
  ///
  /// - Complexity: O(*n*).
  package func profitCurve(of campaign: RetentionCampaign, steps: Int = 100) -> ProfitCurve {
    precondition(steps >= 1, "a curve needs a step")
    let total = totalWeight
    let leaver = campaign.acceptance.mean * campaign.gain - campaign.contactCost
    func profit(found: Double, contacted: Double) -> Double {
      leaver * (found / total) - campaign.waste * (max(0, contacted - found) / total)
    }
    let shares = (0...steps).map { Double($0) / Double(steps) }
    let cuts = RankingCuts(self)
    let points = zip(shares, foundWithin(shares.map { totalWeight * $0 })).map { share, answer in
      let scale = (leaver + campaign.waste) / total
      let error = cuts.standardError(to: cuts.cut(share * total)) { (scale * $0, scale * $1) }
      return ProfitCurve.Point(
        contacted: share,
        profit: Estimate(profit(found: answer.found, contacted: share * total), standardError: error))
    }
    var found = 0.0
    var passed = 0.0
    var best = (profit: 0.0, point: OperatingPoint.nobody)
    for group in scores.indices {
      found += positives[group]
      passed += negatives[group]
      let value = profit(found: found, contacted: found + passed)
      if value > best.profit { best = (value, operatingPoint(group: group, positives: found, negatives: passed)) }
    }
    return ProfitCurve(points: points, best: best.point, bestProfit: best.profit)
  }
}

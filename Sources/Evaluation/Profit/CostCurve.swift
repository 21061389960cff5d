/// The lowest expected cost of misclassification over all thresholds, for every ratio of costs and share of classes.
///
/// With π the share of outcome 1 where the model will be used, and *C*₁, *C*₀ the costs of missing an outcome 1 and of
/// flagging an outcome 0, the *probability cost* is PC = π *C*₁/(π *C*₁ + (1 − π) *C*₀). The cost of a threshold, as a
/// share of that of the worst possible classifier, is (1 − TPR) PC + FPR (1 − PC): a straight line. The lower envelope of
/// all thresholds' lines is concave, with corners at PC = ΔFPR/(ΔFPR + ΔTPR) for the segments of the ROC curve's
/// convex hull.
///
/// Source: C. Drummond and R. Holte (2006), *Cost curves: an improved method for visualizing classifier performance*,
/// Machine Learning 65, 95–130.
package struct CostCurve: Sendable {
  /// A corner of the envelope.
  package struct Corner: Sendable, Equatable {
    /// PC, from 0 to 1.
    package let probabilityCost: Double
    /// The normalised expected cost there, from 0 to ½.
    package let cost: Double
    /// The threshold that is best from here to the next corner; nil where it is best to predict 1 for nobody.
    package let threshold: Double?
    /// The rates of that threshold.
    package let truePositiveRate, falsePositiveRate: Double
    /// The last group of tied scores above it; nil for nobody.
    let group: Int?
  }

  /// The corners from PC = 0 to PC = 1, both included; straight lines between.
  package let corners: [Corner]
  /// What the curve was made of.
  let ranking: Ranking

  /// The area under the envelope: the expected cost with PC uniform. Without a ranking it is ¼, at perfection 0.
  package var area: Double {
    zip(corners, corners.dropFirst()).reduce(0) { sum, ends in
      sum + (ends.1.probabilityCost - ends.0.probabilityCost) * (ends.0.cost + ends.1.cost) / 2
    }
  }

  /// The lowest normalised expected cost at `probabilityCost`, from 0 to 1.
  ///
  /// - Complexity: O(corners).
  package func cost(at probabilityCost: Double) -> Double {
    precondition((0...1).contains(probabilityCost), "a probability cost is from 0 to 1")
    guard let next = next(to: probabilityCost) else { return 0 }
    let (left, right) = (corners[next - 1], corners[next])
    let share = (probabilityCost - left.probabilityCost) / (right.probabilityCost - left.probabilityCost)
    return left.cost + share * (right.cost - left.cost)
  }

  /// The corner at or after `probabilityCost`; nil at 0.
  func next(to probabilityCost: Double) -> Int? {
    corners.firstIndex { $0.probabilityCost >= probabilityCost }.flatMap { $0 > 0 ? $0 : nil }
  }
}

extension Ranking {
  /// The lower envelope of the cost lines of all thresholds.
  ///
  /// - Complexity: O(*n*).
  package func costCurve() -> CostCurve { costCurve(hull: ConvexHull(self)) }

  func costCurve(hull: ConvexHull) -> CostCurve {
    let shares = (positives: positiveWeight / totalWeight, negatives: negativeWeight / totalWeight)
    var corners = [
      CostCurve.Corner(
        probabilityCost: 0, cost: 0, threshold: nil, truePositiveRate: 0, falsePositiveRate: 0, group: nil)
    ]
    var rates = (truePositive: 0.0, falsePositive: 0.0)
    for segment in hull.segments {
      let rise = segment.positives / shares.positives
      let run = segment.negatives / shares.negatives
      let place = run / (run + rise)
      let cost = max(0, (1 - rates.truePositive) * place + rates.falsePositive * (1 - place))
      let threshold = probability(ofGroup: segment.lastGroup)
      // A vertical first segment starts at PC = 0, and takes the place of predicting 1 for nobody.
      if place == 0 { corners.removeLast() }
      rates = (min(1, rates.truePositive + rise), min(1, rates.falsePositive + run))
      corners.append(
        CostCurve.Corner(
          probabilityCost: place, cost: place == 0 || place == 1 ? 0 : cost, threshold: threshold,
          truePositiveRate: rates.truePositive, falsePositiveRate: rates.falsePositive,
          group: segment.lastGroup))
    }
    if let last = corners.last, last.probabilityCost < 1 {
      corners.append(
        CostCurve.Corner(
          probabilityCost: 1, cost: 0, threshold: last.threshold, truePositiveRate: 1, falsePositiveRate: 1,
          group: last.group))
    }
    return CostCurve(corners: corners, ranking: self)
  }
}

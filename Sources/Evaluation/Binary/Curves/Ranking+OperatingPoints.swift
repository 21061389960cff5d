extension Ranking {
  /// The curve of operating points from the highest threshold down, for drawing: at most `limit` of them, each exact.
  ///
  /// One list draws two curves. *ROC*: ``OperatingPoint/truePositiveRate`` over ``OperatingPoint/falsePositiveRate`` from
  /// (0, 0), straight lines between. *Precision–recall*: ``OperatingPoint/precision`` over
  /// ``OperatingPoint/truePositiveRate``. The first point is ``OperatingPoint/nobody``, the last is (1, 1).
  ///
  /// With more groups than `limit`, *s* = (TPR + FPR)/2 is cut into `limit` − 2 cells and the last point of each is kept,
  /// so no point left out is further than 2/(`limit` − 2) from a kept one along either axis of the ROC curve. Areas are
  /// never taken from the reduced curve: they are those of ``areaUnderROC()`` and ``averagePrecision()``.
  ///
  /// - Complexity: O(*n*).
  package func operatingPoints(limit: Int = 200) -> [OperatingPoint] {
    precondition(limit >= 3, "a curve needs three points")
    let groups = scores.count
    let cells = groups < limit ? nil : Double(limit - 2)
    var points = [OperatingPoint.nobody]
    var found = 0.0
    var passed = 0.0
    var pending: (cell: Double, group: Int, found: Double, passed: Double)?
    for group in 0..<groups {
      found += positives[group]
      passed += negatives[group]
      let middle = (found / positiveWeight + passed / negativeWeight) / 2
      let cell = cells.map { min(($0 * middle).rounded(.down), $0 - 1) } ?? Double(group)
      if let pending, pending.cell != cell {
        points.append(operatingPoint(group: pending.group, positives: pending.found, negatives: pending.passed))
      }
      pending = (cell, group, found, passed)
    }
    if let pending {
      points.append(operatingPoint(group: pending.group, positives: pending.found, negatives: pending.passed))
    }
    return points
  }
}

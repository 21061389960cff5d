/// How one group of rows fares under the selections of A and of B.
package struct FairnessGroup: Sendable, Equatable {
  /// One model's treatment of the group. Shares have Wilson's interval; nil where there is no row to count.
  ///
  /// Where the cut is a share of all rows, it fixes the sum of the selected: see ``CutInfluence``.
  package struct Treatment: Sendable, Equatable {
    /// The share of the group that is selected.
    package let selectionRate: Estimate?
    /// The share of its outcomes 1 that is selected; nil for amounts.
    package let truePositiveRate: Estimate?
    /// The share of its outcomes 0 that is selected; nil for amounts.
    package let falsePositiveRate: Estimate?
    /// The mean of observed − predicted: above 0 the group is scored too low.
    package let calibration: Estimate?
  }

  package let condition: SegmentCondition
  package let rows: Int
  package let weight: Double
  package let a, b: Treatment

  /// Every level of every column.
  ///
  /// - Complexity: O(*n*) a column.
  static func table(
    _ rows: ComparedRows, _ columns: [SegmentColumn], outcomes: [Double], isBinary: Bool,
    predictions: (a: [Double], b: [Double]), selections: (a: Selection, b: Selection)
  ) -> [FairnessGroup] {
    let shares = (a: SelectedShare(rows, selections.a), b: SelectedShare(rows, selections.b))
    return columns.flatMap { column -> [FairnessGroup] in
      let partition = SegmentPartition(rows, [column])
      return partition.members.indices.compactMap { segment -> FairnessGroup? in
        guard let condition = partition.conditions[segment].first else { return nil }
        let members = partition.members[segment]
        let own = ComparedRows(rows, chosen: members)
        let events = members.filter { outcomes[Int($0)] == 1 }
        let others = members.filter { outcomes[Int($0)] == 0 }
        func treatment(_ predictions: [Double], _ share: SelectedShare) -> Treatment {
          func outcome(_ row: Int) -> Double { outcomes[Int(members[row])] }
          return Treatment(
            selectionRate: share.among(members) { partition.segmentOfRow[$0] == segment },
            truePositiveRate: isBinary
              ? share.among(events) { partition.segmentOfRow[$0] == segment && outcomes[$0] == 1 } : nil,
            falsePositiveRate: isBinary
              ? share.among(others) { partition.segmentOfRow[$0] == segment && outcomes[$0] == 0 } : nil,
            calibration: own.mean(of: { outcome($0) - predictions[Int(members[$0])] }, among: { _ in true }))
        }
        return FairnessGroup(
          condition: condition, rows: own.count, weight: own.totalWeight,
          a: treatment(predictions.a, shares.a), b: treatment(predictions.b, shares.b))
      }
    }
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How far two segmentations of the same rows agree, whatever their segments are called.
///
/// Sources: L. Hubert and P. Arabie (1985), *Comparing partitions*, Journal of Classification 2, 193–218; M. Meilă (2007),
/// *Comparing clusterings, an information based distance*, Journal of Multivariate Analysis 98, 873–895.
package struct SegmentAgreement: Sendable, Equatable {
  /// The share of pairs of rows on which both agree (together in both or in neither), corrected for chance:
  /// (*R* − E *R*)/(1 − E *R*); 1 for equal segmentations, about 0 for independent ones.
  package let adjustedRand: Double
  /// *I*(A; B) = Σ p_ij log(p_ij/(p_i q_j)), in nats.
  package let mutualInformation: Double
  /// H(A|B) + H(B|A) in nats: a metric, 0 for equal segmentations and at most log *n*.
  package let variationOfInformation: Double

  /// - Complexity: O(*k*²).
  package init(_ table: ContingencyTable) {
    adjustedRand = Self.adjustedRand(table)
    var (information, variation) = (0.0, 0.0)
    for (i, row) in table.counts.enumerated() {
      for (j, count) in row.enumerated() where count > 0 {
        let share = count / table.total
        information += share * log(count / table.rowTotals[i] * (table.total / table.columnTotals[j]))
        variation -= share * (log(count / table.rowTotals[i]) + log(count / table.columnTotals[j]))
      }
    }
    // Both are sums that end at 0 from either side by rounding.
    mutualInformation = max(0, information)
    variationOfInformation = max(0, variation)
  }

  /// From the pairs that are together in both, in A alone, in B alone, and in neither.
  private static func adjustedRand(_ table: ContingencyTable) -> Double {
    func squares(_ counts: [Double]) -> Double { counts.reduce(0) { $0 + $1 * $1 } }
    let both = table.counts.reduce(0) { $0 + squares($1) }
    let onlyA = squares(table.rowTotals) - both
    let onlyB = squares(table.columnTotals) - both
    // Equal segmentations, among them those of one segment or of single rows, for which chance leaves nothing to agree on.
    guard onlyA > 0 || onlyB > 0 else { return 1 }
    let together = both - table.total
    let apart = table.total * table.total - both - onlyA - onlyB
    return 2 * (together * apart - onlyA * onlyB)
      / ((together + onlyA) * (onlyA + apart) + (together + onlyB) * (onlyB + apart))
  }
}

/// The mean over the classes of the area under the ROC curve of each against all others, every class counting alike.
///
/// A row changes it, to first order, by (V − AUCₖ)/*n* averaged over the classes *k*, with V the row's placement among the
/// rows on the other side of class *k* and *n* the rows on its own side (DeLong's components).
///
/// Sources: F. Provost and P. Domingos (2001), *Well-trained PETs*, for areas of one against the rest; E. DeLong, D. DeLong
/// and D. Clarke-Pearson (1988), *Biometrics* 44, 837–845.
struct MacroArea: Sendable {
  /// The area of every class.
  let areas: [Double]
  /// The first-order change of their mean by every row.
  let changes: [Double]
  /// Their mean.
  var value: Double { areas.reduce(0, +) / Double(areas.count) }

  /// - Throws: where some class has no row.
  /// - Complexity: O(*n* K).
  init(_ probabilities: [[Double]], _ outcomes: [Int], _ rows: ComparedRows) throws(UndefinedMetric) {
    let count = Double(probabilities.count)
    var areas: [Double] = []
    var changes = [Double](repeating: 0, count: rows.count)
    for (k, column) in probabilities.enumerated() {
      let isOne = outcomes.map { $0 == k ? 1.0 : 0 }
      guard isOne.contains(1), isOne.contains(0) else { throw .absentClass }
      let placed = Placements(ScoreOrder(column, outcomes: isOne), rows)
      areas.append(placed.area)
      for row in changes.indices {
        let side = isOne[row] == 1 ? placed.positiveWeight : placed.negativeWeight
        changes[row] += (placed.values[row] - placed.area) / side / count
      }
    }
    self.areas = areas
    self.changes = changes
  }
}

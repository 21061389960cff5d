import CVectorMath
import LinearAlgebra

extension NewtonSolver {
  /// The parameters along which the likelihood rises for ever, if `step` is such a direction; else none.
  ///
  /// With separated rows a Newton step never shrinks: it pushes their η on by about 1 whatever β is. Such a step is proof
  /// of separation when it moves no row towards the other class: (2y − 1) x·step ≥ 0 in all rows and > 0 in some
  /// (Albert and Anderson, *Biometrika* 71, 1984).
  func separation(along step: [Double], _ selection: [Int]) -> [Int] {
    // How far the step can move the η of one row by each parameter.
    let reach = zip(step, objective.design.reach).map { abs($0 * $1) }
    let longest = selection.reduce(0) { max($0, reach[$1]) }
    if longest < 0.1 { return [] }
    let extent = objective.reduction.reduce(
      rows: objective.design.rows, makeScratch: { DesignBlock(objective.design) },
      makeStatistic: { DirectionExtent() },
      accumulate: { extent, rows, block in
        block.fill(rows, copying: false)
        objective.direction(block, rows, step)
        for (k, row) in rows.enumerated() where objective.weights?[row] ?? 1 > 0 {
          let towards = objective.response[row] > 0.5 ? block.eta.pointer[k] : -block.eta.pointer[k]
          extent.lowest = min(extent.lowest, towards)
          extent.highest = max(extent.highest, towards)
        }
      })
    guard extent.highest > 0, extent.lowest >= -1e-4 * extent.highest else { return [] }
    let moving = selection.filter { reach[$0] >= 0.02 * longest }
    let terms = moving.filter { $0 != 0 }
    return terms.isEmpty ? moving : terms
  }
}

/// How far a direction moves rows towards their own class, and against it.
private struct DirectionExtent: BlockStatistic {
  var lowest = Double.infinity
  var highest = -Double.infinity

  mutating func merge(_ later: DirectionExtent) {
    lowest = min(lowest, later.lowest)
    highest = max(highest, later.highest)
  }
}

extension Objective {
  /// x·direction of a filled block, without the offset, in its `eta`.
  func direction(_ block: DesignBlock, _ rows: Range<Int>, _ direction: [Double]) {
    var plain = self
    plain.offset = nil
    plain.linearPredictor(block, rows, direction)
  }
}

import CVectorMath
import LinearAlgebra

extension Objective {
  /// Σ w e² x x' over `selection`, e = ∂ℓ/∂η: the filling of White's sandwich.
  ///
  /// A weight of 2 counts as two rows, unless weights are more than counts: then a row that is there once has Σ w² e² x x'. (White, *Econometrica* 48, 1980.)
  ///
  /// - Parameters:
  ///   - adjustment: what the residual of every row is multiplied by; nil is 1.
  ///   - trials: what weights are copies times; nil is 1.
  func heteroskedasticFilling(
    at parameters: [Double], over selection: [Int], adjustment: [Double]?, trials: [Double]?
  ) -> Matrix {
    let statistic = reduction.reduce(
      rows: design.rows, makeScratch: { DesignBlock(design) },
      makeStatistic: { PassStatistic(design, withGram: true) },
      accumulate: { statistic, rows, block in
        block.fill(rows, copying: true)
        _ = evaluateLoss(block, rows, parameters, withRootWeight: false)
        for k in 0..<block.count {
          let weight = ((repetitions ?? weights)?[rows.lowerBound + k] ?? 1) / (trials?[rows.lowerBound + k] ?? 1)
          let factor = adjustment?[rows.lowerBound + k] ?? 1
          block.rootWeight.pointer[k] = weight > 0 ? factor * abs(block.residual.pointer[k]) / weight.squareRoot() : 0
        }
        statistic.gram?.accumulate(block, isUnweighted: false)
      })
    return statistic.gram?.matrix(design, rowStride: statistic.rowStride, selection: selection)
      ?? Matrix(rows: 0, columns: 0)
  }

  /// Σ over clusters of s s', s = Σ w e x over the rows of one cluster, over `selection`.
  ///
  /// (Liang and Zeger, *Biometrika* 73, 1986.) Clusters are taken in groups so that their sums stay within 256 MB.
  ///
  /// - Complexity: O(*n p* + *G p*²) for *G* clusters, and another O(*n p*) a group.
  func clusteredFilling(at parameters: [Double], over selection: [Int], clusters: [Int32], count: Int) -> Matrix {
    let width = selection.count
    let group = max(1, (256 << 20) / (8 * max(1, width)))
    var filling = Matrix(rows: width, columns: width)
    let block = DesignBlock(design)
    for first in stride(from: 0, to: count, by: group) {
      let members = first..<min(count, first + group)
      // Column-major with one column a cluster, so that a row's sums are beside each other.
      var sums = Matrix(rows: width, columns: members.count)
      for start in stride(from: 0, to: design.rows, by: BlockReduction.blockRows) {
        let rows = start..<min(design.rows, start + BlockReduction.blockRows)
        block.fill(rows, copying: true)
        _ = evaluateLoss(block, rows, parameters, withRootWeight: false)
        for (k, row) in rows.enumerated() where members.contains(Int(clusters[row])) {
          let column = Int(clusters[row]) - first
          for (j, parameter) in selection.enumerated() {
            sums[j, column] += block.residual.pointer[k] * block.value(row: k, parameter: parameter)
          }
        }
      }
      sums.withView { view in
        filling.withMutableView { BLAS.addOuterProduct(of: view, to: $0) }
      }
    }
    for j in 0..<width { for i in (j + 1)..<max(width, j + 1) { filling[i, j] = filling[j, i] } }
    return filling
  }

  /// Σ (w e x·v)² / w over rows, or over clusters the squares of Σ w e x·v: v'Fv for the filling F of a sandwich, as a sum
  /// of squares.
  ///
  /// - Complexity: O(*n p*).
  func sumOfSquaredScores(
    at parameters: [Double], along v: [Double], clusters: (codes: [Int32], count: Int)?, adjustment: [Double]?,
    trials: [Double]?
  ) -> Double {
    let block = DesignBlock(design)
    var sums = [Double](repeating: 0, count: clusters?.count ?? 0)
    var total = 0.0
    for start in stride(from: 0, to: design.rows, by: BlockReduction.blockRows) {
      let rows = start..<min(start + BlockReduction.blockRows, design.rows)
      block.fill(rows, copying: false)
      _ = evaluateLoss(block, rows, parameters, withRootWeight: false)
      block.multiply(by: v, into: block.eta.pointer)
      for (k, row) in rows.enumerated() {
        let weight = ((repetitions ?? weights)?[row] ?? 1) / (trials?[row] ?? 1)
        if weight == 0 { continue }
        let score = (adjustment?[row] ?? 1) * block.residual.pointer[k] * block.eta.pointer[k]
        if let clusters { sums[Int(clusters.codes[row])] += score } else { total += score * score / weight }
      }
    }
    return sums.reduce(total) { $0 + $1 * $1 }
  }

  /// 1/√(1 − h) or 1/(1 − h) by row, with the leverage h = V x'H⁻¹x of one copy of the row; 1 in rows without weight.
  ///
  /// A leverage of 1 leaves no residual to correct: its row has the largest factor that is finite.
  ///
  /// - Complexity: O(*n p*²).
  func leverageAdjustment(
    _ correction: StandardErrors.Correction, at parameters: [Double], over selection: [Int], inverse: Matrix,
    trials: [Double]?
  ) -> [Double]? {
    if !correction.needsLeverage { return nil }
    let block = DesignBlock(design)
    var result = [Double](repeating: 1, count: design.rows)
    for start in stride(from: 0, to: design.rows, by: BlockReduction.blockRows) {
      let rows = start..<min(start + BlockReduction.blockRows, design.rows)
      block.fill(rows, copying: true)
      _ = evaluateLoss(block, rows, parameters, withRootWeight: true)
      for (k, row) in rows.enumerated() {
        let weight = ((repetitions ?? weights)?[row] ?? 1) / (trials?[row] ?? 1)
        if weight == 0 { continue }
        let root = block.rootWeight.pointer[k]
        let x = selection.map { block.value(row: k, parameter: $0) }
        var form = 0.0
        for j in x.indices where x[j] != 0 {
          var sum = 0.0
          for i in x.indices { sum += inverse[i, j] * x[i] }
          form += x[j] * sum
        }
        let rest = max(1 - root * root / weight * form, 1e-12)
        result[row] = correction == .hc2 ? 1 / rest.squareRoot() : 1 / rest
      }
    }
    return result
  }
}

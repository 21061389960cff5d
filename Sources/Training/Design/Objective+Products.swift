import CVectorMath
import LinearAlgebra

/// Products of the design with a number a row, for solvers that keep rows' numbers in memory.
extension Objective {
  /// Xβ, without the offset.
  ///
  /// - Complexity: O(*n p*).
  func product(with parameters: [Double]) -> [Double] {
    let design = design
    return [Double](unsafeUninitializedCapacity: design.rows) { buffer, initialized in
      // Every block writes its own rows and no others.
      nonisolated(unsafe) let target = buffer
      _ = reduction.reduce(
        rows: design.rows, makeScratch: { DesignBlock(design) }, makeStatistic: { NoStatistic() },
        accumulate: { _, rows, block in
          block.fill(rows, copying: false)
          block.multiply(by: parameters, into: block.eta.pointer)
          for k in 0..<block.count { target.initializeElement(at: rows.lowerBound + k, to: block.eta.pointer[k]) }
        })
      initialized = design.rows
    }
  }

  /// X'v over all parameters.
  ///
  /// - Complexity: O(*n p*).
  func transposedProduct(with v: [Double]) -> [Double] {
    let design = design
    return reduction.reduce(
      rows: design.rows, makeScratch: { DesignBlock(design) },
      makeStatistic: { PassStatistic(design, withGram: false) },
      accumulate: { statistic, rows, block in
        block.fill(rows, copying: false)
        for k in 0..<block.count { block.residual.pointer[k] = v[rows.lowerBound + k] }
        statistic.addGradient(block)
      }
    ).gradient
  }

  /// X' diag(v) X over `selection`, v ≥ 0; nil is the weights.
  ///
  /// - Complexity: O(*n p*²).
  func gram(of v: [Double]?, over selection: [Int]) -> Matrix {
    let (design, factors) = (design, v ?? weights)
    let statistic = reduction.reduce(
      rows: design.rows, makeScratch: { DesignBlock(design) }, makeStatistic: { PassStatistic(design, withGram: true) },
      accumulate: { statistic, rows, block in
        block.fill(rows, copying: false)
        for k in 0..<block.count { block.rootWeight.pointer[k] = (factors?[rows.lowerBound + k] ?? 1).squareRoot() }
        statistic.gram?.accumulate(block, isUnweighted: false)
      })
    return statistic.gram?.matrix(design, rowStride: statistic.rowStride, selection: selection)
      ?? Matrix(rows: 0, columns: 0)
  }

  /// y − offset − Xβ.
  func residuals(at parameters: [Double]) -> [Double] {
    var result = product(with: parameters)
    for row in result.indices { result[row] = response[row] - (offset?[row] ?? 0) - result[row] }
    return result
  }

  /// The row of the design over `selection`.
  func row(_ row: Int, over selection: [Int], in block: DesignBlock) -> [Double] {
    block.fill(row..<(row + 1), copying: true)
    return selection.map { block.value(row: 0, parameter: $0) }
  }
}

/// What a pass leaves that only writes its rows.
private struct NoStatistic: BlockStatistic {
  mutating func merge(_ later: NoStatistic) {}
}

extension DesignBlock {
  /// An element of a block whose columns were copied.
  func value(row: Int, parameter: Int) -> Double {
    if parameter <= design.denseCount { return column(parameter)[row] }
    guard let index = design.categorical.lastIndex(where: { $0.firstParameter <= parameter }) else { return 0 }
    return codes(of: index)[row] == Int32(parameter - design.categorical[index].firstParameter) ? 1 : 0
  }
}

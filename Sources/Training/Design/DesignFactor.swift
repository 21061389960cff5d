import CVectorMath
import LinearAlgebra

extension Objective {
  /// The triangular factor of √W [X, residual / W] over `selection` at `parameters`, by a tall-skinny QR of the blocks.
  ///
  /// Slower than the Gram matrix (codes become columns here) and as stable as a QR of the whole design, in bounded
  /// memory. A ridge penalty enters as rows √(λ Σw dₖ) below the design.
  ///
  /// - Complexity: O(*n p*²), with about twice the operations of the Gram matrix.
  func triangularFactor(at parameters: [Double], over selection: [Int]) -> TriangularFactor {
    let columns = selection.count + 1
    var factor = reduction.reduce(
      rows: design.rows, makeScratch: { (DesignBlock(design), AlignedBuffer(count: DesignBlock.stride * columns)) },
      makeStatistic: { TriangularFactor(columns: columns) },
      accumulate: { factor, rows, scratch in
        let (block, dense) = scratch
        block.fill(rows, copying: true)
        expand(block, rows, parameters, selection, into: dense.pointer)
        factor.absorb(
          MutableMatrixView(
            dense.pointer, rows: rows.count, columns: columns, leadingDimension: DesignBlock.stride))
      })
    if ridge > 0 {
      let strength = (ridge * totalWeight).squareRoot()
      var rows = Matrix(rows: selection.count, columns: columns)
      for (k, parameter) in selection.enumerated() {
        let root = strength * penaltyFactor(parameter).squareRoot()
        rows[k, k] = root
        rows[k, columns - 1] = -root * parameters[parameter]
      }
      rows.withMutableView { factor.absorb($0) }
    }
    return factor
  }

  /// The selected columns of a filled block times √W, and the working residual beside them.
  private func expand(
    _ block: DesignBlock, _ rows: Range<Int>, _ parameters: [Double], _ selection: [Int],
    into target: UnsafeMutablePointer<Double>
  ) {
    let count = block.count
    _ = evaluateLoss(block, rows, parameters, withRootWeight: true)
    let root = block.rootWeight.pointer
    for (k, parameter) in selection.enumerated() {
      let column = target + k * DesignBlock.stride
      if parameter <= design.denseCount {
        cvm_multiply(block.column(parameter), root, column, count)
      } else if let index = design.categorical.lastIndex(where: { $0.firstParameter <= parameter }) {
        let codes = block.codes(of: index)
        let group = Int32(parameter - design.categorical[index].firstParameter)
        for i in 0..<count { column[i] = codes[i] == group ? root[i] : 0 }
      }
    }
    let working = target + selection.count * DesignBlock.stride
    for i in 0..<count { working[i] = root[i] > 0 ? block.residual.pointer[i] / root[i] : 0 }
  }
}

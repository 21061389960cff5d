import CVectorMath
import LinearAlgebra

extension Objective {
  /// The gradient of a least-squares objective at `parameters`, with residuals and sums in twice the working precision.
  ///
  /// What a refinement step needs to take the rounding of an ill-conditioned solve away.
  ///
  /// - Complexity: O(*n p*), about ten times the operations of a plain gradient.
  func accurateGradient(at parameters: [Double]) -> [Double] {
    let sums = reduction.reduce(
      rows: design.rows, makeScratch: { ResidualBlock(design) },
      makeStatistic: { AccurateSums(count: design.parameterCount) },
      accumulate: { sums, rows, scratch in
        scratch.block.fill(rows, copying: true)
        residuals(scratch, rows, parameters)
        sums.add(scratch)
      })
    let strength = ridge * totalWeight
    return sums.high.indices.map { k in
      sums.high[k] + sums.low[k] - strength * penaltyFactor(k) * parameters[k]
    }
  }

  /// w (y − offset − x·β), each as a sum of two doubles.
  private func residuals(_ scratch: ResidualBlock, _ rows: Range<Int>, _ parameters: [Double]) {
    let block = scratch.block
    let (high, low) = (scratch.high.pointer, scratch.low.pointer)
    for (k, row) in rows.enumerated() {
      high[k] = response[row]
      low[k] = 0
    }
    withOptionalPointer(offset, from: rows.lowerBound) { offset in
      if let offset { cvm_axpy_accurate(-1, offset, high, low, block.count) }
    }
    for parameter in 0...design.denseCount where parameters[parameter] != 0 {
      cvm_axpy_accurate(-parameters[parameter], block.column(parameter), high, low, block.count)
    }
    for (index, input) in design.categorical.enumerated() {
      let codes = block.codes(of: index)
      for k in 0..<block.count { block.eta.pointer[k] = parameters[input.firstParameter + Int(codes[k])] }
      cvm_axpy_accurate(-1, block.eta.pointer, high, low, block.count)
    }
    guard let weights else { return }
    for (k, row) in rows.enumerated() {
      let product = weights[row] * high[k]
      low[k] = (-product).addingProduct(weights[row], high[k]) + weights[row] * low[k]
      high[k] = product
    }
  }
}

/// A block and the residuals of its rows, each the sum of two doubles.
private final class ResidualBlock {
  let block: DesignBlock
  let high = AlignedBuffer(count: BlockReduction.blockRows)
  let low = AlignedBuffer(count: BlockReduction.blockRows)

  init(_ design: Design) { block = DesignBlock(design) }
}

/// One sum a parameter, each the sum of two doubles.
private struct AccurateSums: BlockStatistic {
  var high, low: [Double]

  init(count: Int) {
    high = [Double](repeating: 0, count: count)
    low = high
  }

  mutating func merge(_ later: consuming AccurateSums) {
    for k in high.indices { add(later.high[k], later.low[k], to: k) }
  }

  mutating func add(_ scratch: ResidualBlock) {
    let block = scratch.block
    for parameter in 0...block.design.denseCount {
      cvm_dot_accurate(
        block.column(parameter), scratch.high.pointer, scratch.low.pointer, block.count, &high[parameter],
        &low[parameter])
    }
    for (index, input) in block.design.categorical.enumerated() {
      let codes = block.codes(of: index)
      for k in 0..<block.count {
        add(scratch.high.pointer[k], scratch.low.pointer[k], to: input.firstParameter + Int(codes[k]))
      }
    }
  }

  /// Knuth's error-free sum.
  private mutating func add(_ x: Double, _ rest: Double, to k: Int) {
    let sum = high[k] + x
    let part = sum - high[k]
    low[k] += (high[k] - (sum - part)) + (x - part) + rest
    high[k] = sum
  }
}

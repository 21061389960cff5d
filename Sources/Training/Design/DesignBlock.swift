import CVectorMath
import LinearAlgebra
import Tables

/// One block of design rows in a worker's own memory: dense columns beside each other, a group code a row and
/// categorical column, and room for what a pass computes a row.
package final class DesignBlock {
  /// Rows from one column to the next: a block and a cache line, lest all columns fall into the same cache sets.
  static let stride = BlockReduction.blockRows + 8

  let design: Design
  /// Column-major: the ones, then the dense columns.
  let columns: AlignedBuffer
  /// The same transposed, `rowStride` doubles a row; only where there are codes to scatter by.
  let transposed: AlignedBuffer
  package let rowStride: Int
  package let eta, residual, rootWeight: AlignedBuffer
  let ones: AlignedBuffer
  let panel = DensePanel()
  private let converted: AlignedBuffer
  private let codes: UnsafeMutablePointer<Int32>
  /// The code of a pair of categorical columns.
  let pairCodes: UnsafeMutablePointer<Int32>
  package private(set) var count = 0
  private(set) var rows = 0..<0
  /// Whether all dense columns are in the block, and not some of them read in place.
  private(set) var isCopied = false

  package init(_ design: Design) {
    let rows = BlockReduction.blockRows
    self.design = design
    columns = AlignedBuffer(count: Self.stride * (design.denseCount + 1))
    rowStride = (design.denseCount + 1 + 7) & ~7
    transposed = AlignedBuffer(count: design.categorical.isEmpty ? 0 : rows * rowStride)
    eta = AlignedBuffer(count: rows)
    residual = AlignedBuffer(count: rows)
    rootWeight = AlignedBuffer(count: rows)
    ones = AlignedBuffer(count: rows)
    ones.pointer.update(repeating: 1, count: rows)
    converted = AlignedBuffer(count: rows)
    codes = .allocate(capacity: max(1, rows * design.categorical.count))
    codes.initialize(repeating: 0, count: max(1, rows * design.categorical.count))
    pairCodes = .allocate(capacity: rows)
    pairCodes.initialize(repeating: 0, count: rows)
  }

  deinit {
    codes.deallocate()
    pairCodes.deallocate()
  }

  /// The group codes of a categorical column.
  func codes(of index: Int) -> UnsafeMutablePointer<Int32> { codes + index * BlockReduction.blockRows }

  /// The dense column of a parameter.
  func column(_ parameter: Int) -> UnsafeMutablePointer<Double> { columns.pointer + parameter * Self.stride }

  /// Opens the design rows `rows`.
  ///
  /// - Parameter copying: whether every dense column is wanted in the block: for ``column(_:)`` and Gram matrices. Products
  ///   read the columns that need no conversion where they stand, which spares memory and the way there and back.
  package func fill(_ rows: Range<Int>, copying: Bool) {
    self.rows = rows
    count = rows.count
    isCopied = copying
    if copying { column(0).update(repeating: 1, count: count) }
    let inputs = copying ? design.numeric : design.converted
    for (index, input) in inputs.enumerated() {
      if index + 1 < inputs.count { inputs[index + 1].reader.prefetch(rows) }
      input.reader.withBlock(rows, scratch: converted.pointer) { fill(input, from: $0) }
    }
    for (index, input) in design.categorical.enumerated() { fill(codes(of: index), input, rows) }
  }

  /// Leaves √w x of every dense column, the ones first, in the block; x itself where `root` is nil.
  func scaleColumns(by root: UnsafePointer<Double>?) {
    for index in 0..<design.dense.count {
      let dense = design.dense[index]
      let target = column(dense.parameter)
      if !isCopied, let source = dense.source {
        cvm_standardize(source + rows.lowerBound, count, dense.shift, dense.factor, root, target)
      } else if dense.parameter == 0 {
        target.update(from: root ?? UnsafePointer(ones.pointer), count: count)
      } else if let root {
        cvm_multiply(target, root, target, count)
      }
    }
    isCopied = true
  }

  private func fill(_ input: Design.NumericInput, from values: UnsafePointer<Double>) {
    let target = column(input.parameter)
    if let indicator = input.indicator {
      let missing = column(indicator.parameter)
      cvm_standardize_missing(
        values, count, input.shift, input.factor, target, missing, indicator.shift, indicator.factor)
      if input.shift != input.center {
        let imputed = (input.center - input.shift) * input.factor
        for i in 0..<count where values[i].isNaN { target[i] = imputed }
      }
    } else if !input.mayMiss {
      cvm_standardize(values, count, input.shift, input.factor, nil, target)
    } else {
      // A value that is missing here has weight 0; a NaN would survive the product.
      cvm_standardize_missing(values, count, input.shift, input.factor, target, nil, 0, 0)
    }
  }

  private func fill(_ target: UnsafeMutablePointer<Int32>, _ input: Design.CategoricalInput, _ rows: Range<Int>) {
    input.groupOfCode.withUnsafeBufferPointer { group in
      switch input.values {
      case .text(let text):
        text.codes.withUnsafeBufferPointer { codes in
          for (k, row) in rows.enumerated() { target[k] = group[Int(codes[row]) + 1] }
        }
      case .boolean(let truths):
        truths.withUnsafeBufferPointer { truths in
          for (k, row) in rows.enumerated() { target[k] = group[Int(truths[row]) + 1] }
        }
      default: target.update(repeating: 0, count: rows.count)
      }
    }
  }
}

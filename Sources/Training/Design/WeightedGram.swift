import CVectorMath
import LinearAlgebra

/// X'WX of a design, accumulated block by block: dense × dense by a rank update, codes by scatter-add.
package struct WeightedGram: Sendable {
  /// Upper triangle over the ones and the dense columns, column-major.
  private var dense: [Double]
  /// One row a group over the ones and the dense columns.
  private var cross: [Double]
  /// Weight tables of pairs of categorical columns, first before second, one after the other.
  private var pairs: [Double]

  package init(_ design: Design, rowStride: Int) {
    let width = design.denseCount + 1
    dense = [Double](repeating: 0, count: width * width)
    cross = [Double](repeating: 0, count: (design.parameterCount - width) * rowStride)
    pairs = [Double](repeating: 0, count: Self.pairs(design).reduce(0) { $0 + $1.size })
  }

  mutating func merge(_ later: WeightedGram) {
    add(later.dense, to: &dense)
    add(later.cross, to: &cross)
    add(later.pairs, to: &pairs)
  }

  /// Adds a filled block whose `rootWeight` holds √w a row. The block's columns are scaled in place.
  package mutating func accumulate(_ block: DesignBlock, isUnweighted: Bool) {
    let design = block.design
    let width = design.denseCount + 1
    let root = block.rootWeight.pointer
    block.scaleColumns(by: isUnweighted ? nil : root)
    dense.withUnsafeMutableBufferPointer { target in
      guard let target = target.baseAddress else { return }
      let columns = MatrixView(
        UnsafePointer(block.columns.pointer), rows: block.count, columns: width, leadingDimension: DesignBlock.stride)
      BLAS.addGram(of: columns, to: MutableMatrixView(target, rows: width, columns: width, leadingDimension: width))
    }
    if design.categorical.isEmpty { return }
    cvm_transpose(
      block.columns.pointer, DesignBlock.stride, block.count, width, block.transposed.pointer, block.rowStride)
    cross.withUnsafeMutableBufferPointer { target in
      guard let target = target.baseAddress else { return }
      for (index, input) in design.categorical.enumerated() {
        cvm_scatter_rows(
          block.transposed.pointer, block.rowStride, width, root, block.codes(of: index),
          target + (input.firstParameter - width) * block.rowStride, block.count)
      }
    }
    let weight = block.eta.pointer
    cvm_multiply(root, root, weight, block.count)
    pairs.withUnsafeMutableBufferPointer { target in
      guard var target = target.baseAddress else { return }
      for pair in Self.pairs(design) {
        let (first, second) = (block.codes(of: pair.first), block.codes(of: pair.second))
        let groups = Int32(design.categorical[pair.second].groupCount)
        for i in 0..<block.count { block.pairCodes[i] = first[i] * groups + second[i] }
        cvm_scatter_add(weight, block.pairCodes, target, pair.size, block.count)
        target += pair.size
      }
    }
  }

  /// The Gram matrix over the parameters in `selection`, in that order, both triangles.
  package func matrix(_ design: Design, rowStride: Int, selection: [Int]) -> Matrix {
    let width = design.denseCount + 1
    let position = Position(design, width: width)
    var result = Matrix(rows: selection.count, columns: selection.count)
    for (j, b) in selection.enumerated() {
      for (i, a) in selection[...j].enumerated() {
        let (low, high) = (min(a, b), max(a, b))
        let value: Double
        if high < width {
          value = dense[low + high * width]
        } else if low < width {
          value = cross[(high - width) * rowStride + low]
        } else {
          value = pairValue(low, high, position, width: width, rowStride: rowStride)
        }
        result[i, j] = value
        result[j, i] = value
      }
    }
    return result
  }

  private func pairValue(_ low: Int, _ high: Int, _ position: Position, width: Int, rowStride: Int) -> Double {
    let (first, second) = (position.input[low - width], position.input[high - width])
    if first == second { return low == high ? cross[(low - width) * rowStride] : 0 }
    let table = position.tables[first][second - first - 1]
    return pairs[table.start + position.group[low - width] * table.groups + position.group[high - width]]
  }

  /// Where the groups of a design stand in the pair tables.
  private struct Position {
    /// The categorical column and the group within it, by parameter beyond the dense ones.
    var input: [Int] = []
    var group: [Int] = []
    /// By first column, then by later column.
    var tables: [[(start: Int, groups: Int)]]

    init(_ design: Design, width: Int) {
      for (index, column) in design.categorical.enumerated() {
        for group in 0..<column.groupCount {
          input.append(index)
          self.group.append(group)
        }
      }
      tables = design.categorical.map { _ in [] }
      var start = 0
      for pair in WeightedGram.pairs(design) {
        tables[pair.first].append((start, design.categorical[pair.second].groupCount))
        start += pair.size
      }
    }
  }

  private static func pairs(_ design: Design) -> [(first: Int, second: Int, size: Int)] {
    let inputs = design.categorical
    return inputs.indices.flatMap { first in
      inputs.indices.dropFirst(first + 1).map { (first, $0, inputs[first].groupCount * inputs[$0].groupCount) }
    }
  }
}

/// target += source, elementwise.
func add(_ source: [Double], to target: inout [Double]) {
  target.withUnsafeMutableBufferPointer { target in
    source.withUnsafeBufferPointer { source in
      guard let to = target.baseAddress, let from = source.baseAddress else { return }
      cvm_axpy(1, from, to, min(source.count, target.count))
    }
  }
}

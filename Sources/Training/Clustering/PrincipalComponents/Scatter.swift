import CVectorMath
import LinearAlgebra

/// The scatter matrix Σ *w* (x − m)(x − m)′ of points about their mean m, in one pass.
///
/// Every block is taken about its own mean, and two join by the product of the difference of theirs (Chan, Golub and LeVeque
/// 1983, *The American Statistician* 37, 242–247): a mean far from 0 takes no digits.
struct Scatter: BlockStatistic {
  private(set) var weight = 0.0
  private(set) var mean: [Double]
  /// The upper triangle.
  private(set) var products: Matrix

  private init(dimension: Int) {
    mean = [Double](repeating: 0, count: dimension)
    products = Matrix(rows: dimension, columns: dimension)
  }

  /// - Complexity: O(*n d*²).
  static func of(_ points: Points, threads: Int) -> Scatter {
    BlockReduction(threads: threads).reduce(
      rows: points.rows, makeScratch: { Scratch(points.dimension) },
      makeStatistic: { Scatter(dimension: points.dimension) }
    ) { scatter, rows, scratch in
      points.readColumns(rows, into: scratch.block.pointer, stride: Scratch.stride)
      scatter.add(&scratch, count: rows.count, weights: points.weights(from: rows.lowerBound))
    }
  }

  private struct Scratch {
    /// A block and one row more; columns do not start at the same place of a page.
    static let stride = BlockReduction.blockRows + 8
    let block: AlignedBuffer
    let roots = AlignedBuffer(count: BlockReduction.blockRows)

    init(_ dimension: Int) { block = AlignedBuffer(count: Self.stride * dimension) }
  }

  private mutating func add(_ scratch: inout Scratch, count: Int, weights: UnsafePointer<Double>?) {
    let total = weights.map { weights in (0..<count).reduce(0) { $0 + weights[$1] } } ?? Double(count)
    guard total > 0 else { return }
    let roots = scratch.roots.pointer
    if let weights { for i in 0..<count { roots[i] = weights[i].squareRoot() } }
    let joined = weight + total
    // The difference of the means joins the products as one row more.
    let difference = (weight / joined * total).squareRoot()
    for j in mean.indices {
      let column = scratch.block.pointer + j * Scratch.stride
      let own = column[0] + cvm_column_moments(column, weights, count, column[0]).sum / total
      if weights == nil {
        for i in 0..<count { column[i] -= own }
      } else {
        for i in 0..<count { column[i] = (column[i] - own) * roots[i] }
      }
      column[count] = weight > 0 ? difference * (own - mean[j]) : 0
      mean[j] = weight > 0 ? mean[j] + total / joined * (own - mean[j]) : own
    }
    weight = joined
    let view = MatrixView(
      scratch.block.pointer, rows: count + 1, columns: mean.count, leadingDimension: Scratch.stride)
    products.withMutableView { BLAS.addGram(of: view, to: $0) }
  }

  mutating func merge(_ later: consuming Scatter) {
    guard later.weight > 0 else { return }
    guard weight > 0 else {
      self = later
      return
    }
    let joined = weight + later.weight
    let share = weight / joined * later.weight
    let difference = zip(later.mean, mean).map { $0 - $1 }
    products.withMutableView { products in
      later.products.withView { others in
        for j in difference.indices {
          let (column, other) = (
            products.base + j * products.leadingDimension, others.base + j * others.leadingDimension
          )
          for i in 0...j { column[i] += other[i] + share * difference[i] * difference[j] }
        }
      }
    }
    for j in mean.indices { mean[j] += later.weight / joined * difference[j] }
    weight = joined
  }
}

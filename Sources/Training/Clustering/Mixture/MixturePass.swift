import CVectorMath
import LinearAlgebra

/// One pass of the EM algorithm: the probabilities of the components for every row, and what they sum up to.
struct MixturePass: Sendable {
  let points: CentredPoints
  let shape: MixtureShape

  private static let rows = BlockReduction.blockRows

  /// Room of one worker. Everything is column-major.
  private final class Scratch {
    let block: AlignedBuffer
    /// 1 or a root of a weight, and deviations behind it.
    let deviations: AlignedBuffer
    let products: AlignedBuffer
    /// Log-densities, then probabilities, one column a component.
    let densities: AlignedBuffer
    let largest = AlignedBuffer(count: MixturePass.rows)
    let sum = AlignedBuffer(count: MixturePass.rows)

    init(_ block: AlignedBuffer, dimension: Int, components: Int) {
      self.block = block
      deviations = AlignedBuffer(count: MixturePass.rows * (dimension + 1))
      products = AlignedBuffer(count: MixturePass.rows * dimension)
      densities = AlignedBuffer(count: MixturePass.rows * components)
    }
  }

  /// Sums by the probabilities under `components`.
  func expectation(_ components: MixtureComponents) -> MixtureSums {
    sums(components.count, means: components.means) { scratch, rows, sums in
      logDensities(components, scratch, rows.count)
      let weights = points.points.weights(from: rows.lowerBound)
      sums.logLikelihood += probabilities(scratch, rows.count, components.count, weights)
    }
  }

  /// Sums of rows that belong to one component each, about `means`.
  func membership(_ assignments: [Int32], means: [[Double]]) -> MixtureSums {
    sums(means.count, means: means) { scratch, rows, _ in
      scratch.densities.pointer.update(repeating: 0, count: Self.rows * means.count)
      for (i, row) in rows.enumerated() { scratch.densities.pointer[Int(assignments[row]) * Self.rows + i] = 1 }
    }
  }

  /// The log-likelihood, how certain the most probable component of every row is, and which it is.
  func assignment(_ components: MixtureComponents) -> (sums: MixtureSums, assignments: [Int32]) {
    var assignments = [Int32](repeating: 0, count: points.rows)
    let sums = assignments.withUnsafeMutableBufferPointer { assignments in
      nonisolated(unsafe) let assigned = assignments  // every block has rows of its own
      return reduce(components.count) { scratch, rows, sums in
        logDensities(components, scratch, rows.count)
        let weights = points.points.weights(from: rows.lowerBound)
        let densities = scratch.densities.pointer
        for (i, row) in rows.enumerated() {
          var best = 0
          for c in 1..<max(1, components.count) where densities[c * Self.rows + i] > densities[best * Self.rows + i] {
            best = c
          }
          assigned[row] = Int32(truncatingIfNeeded: best)
        }
        sums.logLikelihood += probabilities(scratch, rows.count, components.count, weights)
        for (i, row) in rows.enumerated() {
          let weight = weights?[i] ?? 1
          let probability = densities[Int(assigned[row]) * Self.rows + i]
          if weight != 0 { sums.certainty += weight * Elementary.log(probability) }
        }
      }
    }
    return (sums, assignments)
  }

  private func sums(
    _ components: Int, means: [[Double]], _ expect: @Sendable (Scratch, Range<Int>, inout MixtureSums) -> Void
  ) -> MixtureSums {
    reduce(components) { scratch, rows, sums in
      expect(scratch, rows, &sums)
      let weights = points.points.weights(from: rows.lowerBound)
      for c in 0..<components {
        let shares = scratch.densities.pointer + c * Self.rows
        if let weights { cvm_multiply(shares, weights, shares, rows.count) }
        take(shares, rows.count, means[c], scratch, into: &sums.moments[c])
      }
    }
  }

  private func reduce(
    _ components: Int, _ body: @Sendable (Scratch, Range<Int>, inout MixtureSums) -> Void
  ) -> MixtureSums {
    let points = points
    return points.blocks.reduce(
      rows: points.rows,
      makeScratch: { Scratch(points.makeBlock(), dimension: points.dimension, components: components) },
      makeStatistic: { MixtureSums(components: components, dimension: points.dimension) }
    ) { sums, rows, scratch in
      points.read(rows, into: scratch.block.pointer)
      body(scratch, rows, &sums)
    }
  }

  /// Log weight plus log density of every component, in the columns of densities.
  private func logDensities(_ components: MixtureComponents, _ scratch: Scratch, _ count: Int) {
    let dimension = points.dimension
    let (deviations, products) = (scratch.deviations.pointer, scratch.products.pointer)
    for c in 0..<components.count {
      let (mean, factor) = (components.means[c], components.inverseFactors[c])
      let column = scratch.densities.pointer + c * Self.rows
      column.update(repeating: 0, count: count)
      if shape.hasCovariances {
        for j in 0..<dimension {
          cvm_standardize(
            scratch.block.pointer + j * Self.rows, count, mean[j], 1, nil, deviations + j * Self.rows)
        }
        factor.withView { factor in
          BLAS.multiply(
            MatrixView(deviations, rows: count, columns: dimension, leadingDimension: Self.rows), factor,
            into: MutableMatrixView(products, rows: count, columns: dimension, leadingDimension: Self.rows))
        }
      } else {
        for j in 0..<dimension {
          cvm_standardize(
            scratch.block.pointer + j * Self.rows, count, mean[j], factor[j, j], nil, products + j * Self.rows)
        }
      }
      for j in 0..<dimension { cvm_add_squares(products + j * Self.rows, count, 0, column) }
      cvm_standardize(column, count, 2 * components.constants[c], -0.5, nil, products)
      column.update(from: products, count: count)
    }
  }

  /// Turns log-densities into probabilities by log-sum-exp and returns Σ w log p.
  private func probabilities(
    _ scratch: Scratch, _ count: Int, _ components: Int, _ weights: UnsafePointer<Double>?
  ) -> Double {
    let (densities, largest, sum) = (scratch.densities.pointer, scratch.largest.pointer, scratch.sum.pointer)
    largest.update(from: densities, count: count)
    for c in 1..<max(1, components) {
      let column = densities + c * Self.rows
      for i in 0..<count { largest[i] = column[i] > largest[i] ? column[i] : largest[i] }
    }
    sum.update(repeating: 0, count: count)
    for c in 0..<components {
      let column = densities + c * Self.rows
      for i in 0..<count { column[i] -= largest[i] }
      cvm_exp(column, column, count)
      for i in 0..<count { sum[i] += column[i] }
    }
    for c in 0..<components {
      let column = densities + c * Self.rows
      for i in 0..<count { column[i] /= sum[i] }
    }
    cvm_log(sum, sum, count)
    var total = 0.0
    for i in 0..<count {
      let weight = weights?[i] ?? 1
      if weight != 0 { total += weight * (largest[i] + sum[i]) }
    }
    return total
  }

  /// Adds the moments of a block about `mean`, its rows counted by `shares`.
  private func take(
    _ shares: UnsafeMutablePointer<Double>, _ count: Int, _ mean: [Double], _ scratch: Scratch,
    into moments: inout Matrix
  ) {
    let (dimension, deviations) = (points.dimension, scratch.deviations.pointer)
    guard shape.hasCovariances else {
      for j in 0..<dimension {
        let column = cvm_column_moments(scratch.block.pointer + j * Self.rows, shares, count, mean[j])
        if j == 0 { moments[0, 0] += column.weight }
        moments[0, j + 1] += column.sum
        moments[j + 1, j + 1] += column.sum_squares
      }
      return
    }
    for i in 0..<count { deviations[i] = shares[i].squareRoot() }
    for j in 0..<dimension {
      cvm_standardize(
        scratch.block.pointer + j * Self.rows, count, mean[j], 1, deviations, deviations + (j + 1) * Self.rows)
    }
    moments.withMutableView { moments in
      BLAS.addGram(
        of: MatrixView(deviations, rows: count, columns: dimension + 1, leadingDimension: Self.rows), to: moments)
    }
  }
}

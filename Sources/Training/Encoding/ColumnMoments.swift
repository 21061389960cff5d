import CVectorMath
import LinearAlgebra

/// Weighted count, mean and spread of the values present in one column.
///
/// Blocks are summed about the first block's mean of their run; runs are merged by Chan, Golub and LeVeque's update
/// (*The American Statistician* 37, 1983), so that neither a large mean nor an outlier costs digits.
struct ColumnMoments: Sendable {
  var weight = 0.0
  var missingWeight = 0.0
  var mean = 0.0
  /// Σ w (x − mean)².
  var sumOfSquares = 0.0
  var lowest = Double.infinity
  var highest = -Double.infinity
  var infinite = 0

  mutating func merge(_ later: ColumnMoments) {
    let total = weight + later.weight
    if later.weight > 0 {
      let shift = later.mean - mean
      sumOfSquares += later.sumOfSquares + shift * shift * weight * later.weight / total
      mean += shift * later.weight / total
    }
    weight = total
    missingWeight += later.missingWeight
    lowest = min(lowest, later.lowest)
    highest = max(highest, later.highest)
    infinite += later.infinite
  }

  /// Adds a block; about its own mean first, when nothing is known yet.
  mutating func absorb(_ x: UnsafePointer<Double>, weight w: UnsafePointer<Double>?, count: Int) {
    var shift = mean
    if weight == 0 {
      let first = cvm_column_moments(x, w, count, 0)
      shift = first.weight > 0 && first.infinite == 0 ? first.sum / first.weight : 0
    }
    let block = cvm_column_moments(x, w, count, shift)
    let offset = block.weight > 0 ? block.sum / block.weight : 0
    merge(
      ColumnMoments(
        weight: block.weight, missingWeight: block.missing_weight, mean: shift + offset,
        sumOfSquares: max(0, block.sum_squares - offset * block.sum), lowest: block.lowest, highest: block.highest,
        infinite: block.infinite))
  }
}

/// The moments of several columns in one pass.
struct TableMoments: BlockStatistic {
  var columns: [ColumnMoments]

  mutating func merge(_ later: TableMoments) {
    for k in columns.indices { columns[k].merge(later.columns[k]) }
  }

  /// Measures `readers` over `rows` rows.
  static func measure(
    _ readers: [NumericReader], weights: [Double]?, rows: Int, reduction: BlockReduction
  ) -> [ColumnMoments] {
    if readers.isEmpty { return [] }
    return reduction.reduce(
      rows: rows,
      makeScratch: { AlignedBuffer(count: BlockReduction.blockRows) },
      makeStatistic: { TableMoments(columns: [ColumnMoments](repeating: ColumnMoments(), count: readers.count)) },
      accumulate: { statistic, block, scratch in
        for (k, reader) in readers.enumerated() {
          if k + 1 < readers.count { readers[k + 1].prefetch(block) }
          reader.withBlock(block, scratch: scratch.pointer) { values in
            withOptionalPointer(weights, from: block.lowerBound) { w in
              statistic.columns[k].absorb(values, weight: w, count: block.count)
            }
          }
        }
      }
    ).columns
  }
}

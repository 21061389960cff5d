/// The weighted least-squares fit of a function that never falls, by pooling adjacent violators.
///
/// Rows of equal *x* count as one with their mean. Of a run of equal values the ends are kept, between which a broken line
/// is the same. (Ayer et al., *Annals of Mathematical Statistics* 26, 1955; best for the binomial likelihood too, Robertson,
/// Wright and Dykstra, *Order Restricted Statistical Inference*, 1988, section 1.5.)
struct IsotonicFit: Sendable {
  /// Ascending, and the values at them.
  let points, values: [Double]

  /// - Complexity: O(*n* log *n*).
  init(_ x: [Double], _ y: [Double], weights: [Double]?, within range: ClosedRange<Double>) {
    let order = x.indices.filter { weights?[$0] ?? 1 > 0 }.sorted { x[$0] < x[$1] }
    var blocks: [Block] = []
    for row in order {
      let weight = weights?[row] ?? 1
      if let last = blocks.last, last.highest == x[row] {
        blocks[blocks.count - 1].add(y[row], weight)
      } else {
        blocks.append(Block(lowest: x[row], highest: x[row], sum: weight * y[row], weight: weight))
      }
    }
    var pooled: [Block] = []
    for block in blocks {
      pooled.append(block)
      while pooled.count > 1, pooled[pooled.count - 2].mean >= pooled[pooled.count - 1].mean {
        let last = pooled.removeLast()
        pooled[pooled.count - 1].join(last)
      }
    }
    var points: [Double] = []
    var values: [Double] = []
    for block in pooled {
      let value = min(max(block.mean, range.lowerBound), range.upperBound)
      for point in block.lowest == block.highest ? [block.lowest] : [block.lowest, block.highest] {
        // Blocks beyond the range meet at its end: of these, too, only the first and the last point are kept.
        if values.count > 1, values[values.count - 1] == value, values[values.count - 2] == value {
          points[points.count - 1] = point
        } else {
          points.append(point)
          values.append(value)
        }
      }
    }
    self.points = points
    self.values = values
  }

  /// Rows that share a value.
  private struct Block {
    let lowest: Double
    var highest, sum, weight: Double
    var mean: Double { sum / weight }

    mutating func add(_ y: Double, _ weight: Double) {
      sum += weight * y
      self.weight += weight
    }

    mutating func join(_ later: Block) {
      highest = later.highest
      sum += later.sum
      weight += later.weight
    }
  }
}

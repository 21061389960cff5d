/// How far B ranks the rows as A does. A row of weight *w* counts as *w* rows.
package struct RankChurn: Sendable, Equatable {
  /// Spearman's ρ: the correlation of the ranks, ties having their mean rank; nil where a model gives one score to all.
  package let spearman: Double?
  /// Kendall's τ-b: (concordant − discordant pairs)/√(pairs untied by A · pairs untied by B); nil likewise.
  ///
  /// Source: W. Knight (1966), *JASA* 61, 436–439: discordant pairs are the exchanges of a merge sort.
  package let kendall: Double?

  /// - Complexity: O(*n* log *n*).
  init(_ rows: ComparedRows, _ orders: (a: ScoreOrder, b: ScoreOrder)) {
    let ranks = Concurrently.both { Self.middleRanks(rows, $0 == .a ? orders.a : orders.b) }
    spearman = Self.correlation(rows, ranks.a, ranks.b)
    kendall = Self.tau(rows, orders)
  }

  /// Compares two scores a row.
  package init(a: [Double], b: [Double], weights: [Double]? = nil) throws(ComparisonError) {
    let pair = try PairedAmounts(outcomes: a, a: a, b: b, weights: weights)
    self.init(pair.rows, (ScoreOrder(pair.a), ScoreOrder(pair.b)))
  }

  /// Every row's rank from the top less half the weight of all: the ranks' mean is 0.
  private static func middleRanks(_ rows: ComparedRows, _ order: ScoreOrder) -> [Double] {
    [Double](unsafeUninitializedCapacity: rows.count) { ranks, initialized in
      var passed = -rows.totalWeight / 2
      order.forEachGroup { group in
        var tied = 0.0
        for position in group { tied += rows.weight(order.row(position)) }
        for position in group { ranks[order.row(position)] = passed + tied / 2 }
        passed += tied
      }
      initialized = rows.count
    }
  }

  private static func correlation(_ rows: ComparedRows, _ a: [Double], _ b: [Double]) -> Double? {
    var sums = (aa: 0.0, bb: 0.0, ab: 0.0)
    for row in 0..<rows.count {
      let weight = rows.weight(row)
      sums.aa += weight * a[row] * a[row]
      sums.bb += weight * b[row] * b[row]
      sums.ab += weight * a[row] * b[row]
    }
    guard sums.aa > 0, sums.bb > 0 else { return nil }
    return max(-1, min(1, sums.ab / (sums.aa.squareRoot() * sums.bb.squareRoot())))
  }

  private static func tau(_ rows: ComparedRows, _ orders: (a: ScoreOrder, b: ScoreOrder)) -> Double? {
    let groupsOfB = orders.b.groupOfRow()
    func pairs(_ weight: Double) -> Double { weight * (weight - 1) / 2 }
    var tied = (a: 0.0, b: 0.0, both: 0.0)
    orders.b.forEachGroup { group in
      var weight = 0.0
      for position in group { weight += rows.weight(orders.b.row(position)) }
      tied.b += pairs(weight)
    }
    // B's groups in the order of A; within a group of A ascending, so that its pairs exchange nothing.
    var sequence: [RankedWeight] = []
    sequence.reserveCapacity(rows.count)
    orders.a.forEachGroup { group in
      let start = sequence.count
      for position in group {
        let row = orders.a.row(position)
        sequence.append(RankedWeight(rank: groupsOfB[row], weight: rows.weight(row)))
      }
      if group.count > 1 { sequence[start...].sort { $0.rank < $1.rank } }
      var (weight, run) = (0.0, 0.0)
      for position in start..<sequence.count {
        if position > start, sequence[position].rank != sequence[position - 1].rank {
          tied.both += pairs(run)
          run = 0
        }
        run += sequence[position].weight
        weight += sequence[position].weight
      }
      tied.both += pairs(run)
      tied.a += pairs(weight)
    }
    let discordant = RankedWeight.inversions(&sequence)
    let all = pairs(rows.totalWeight)
    guard all > tied.a, all > tied.b else { return nil }
    let surplus = all - tied.a - tied.b + tied.both - 2 * discordant
    return max(-1, min(1, surplus / ((all - tied.a) * (all - tied.b)).squareRoot()))
  }
}

/// A rank by B with the row's weight.
private struct RankedWeight {
  let rank: UInt32
  let weight: Double

  /// Σ *w*ᵢ *w*ⱼ over *i* < *j* with rank *i* > rank *j*; sorts `values` from the bottom up.
  static func inversions(_ values: inout [RankedWeight]) -> Double {
    let count = values.count
    var scratch = values
    var sum = 0.0
    var width = 1
    while width < count {
      values.withUnsafeBufferPointer { source in
        scratch.withUnsafeMutableBufferPointer { target in
          var start = 0
          while start < count {
            sum += merge(source, target, start, min(start + width, count), min(start + 2 * width, count))
            start += 2 * width
          }
        }
      }
      swap(&values, &scratch)
      width *= 2
    }
    return sum
  }

  @inline(__always)
  private static func merge(
    _ source: UnsafeBufferPointer<RankedWeight>, _ target: UnsafeMutableBufferPointer<RankedWeight>,
    _ start: Int, _ middle: Int, _ end: Int
  ) -> Double {
    var left = 0.0
    for position in start..<middle { left += source[position].weight }
    var (first, second) = (start, middle)
    var sum = 0.0
    for position in start..<end {
      if second == end || first < middle && source[first].rank <= source[second].rank {
        target[position] = source[first]
        left -= source[first].weight
        first += 1
      } else {
        // All that is left of the first half ranks behind this row.
        target[position] = source[second]
        sum += source[second].weight * left
        second += 1
      }
    }
    return sum
  }
}

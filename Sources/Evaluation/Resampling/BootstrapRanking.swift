/// One model's ranking of the rows, laid out for replication.
struct BootstrapRanking: Sendable {
  /// The rows from the best score down: the number of the row's unit, with ``positiveFlag`` on outcomes 1 and ``endFlag``
  /// on the last row of every group of tied scores.
  let entries: [UInt32]
  /// How often each row of `entries` counts beside its unit; nil stands for once.
  let multiplicities: [Float]?
  /// The first entry of every block, and the number of entries. Blocks hold whole groups: within a block sums of `Float`
  /// stay small and nearly exact, and across blocks they are carried on as `Double`.
  let blocks: [Int]

  static let endFlag: UInt32 = 1 << 31
  static let positiveFlag: UInt32 = 1 << 30
  static let unitMask: UInt32 = positiveFlag - 1
  private static let blockSize = 256

  init(entries: [UInt32], multiplicities: [Float]?) {
    self.entries = entries
    self.multiplicities = multiplicities
    var blocks = [0]
    var start = 0
    for position in entries.indices where position - start + 1 >= Self.blockSize {
      if entries[position] & Self.endFlag != 0 {
        start = position + 1
        blocks.append(start)
      }
    }
    if start < entries.count { blocks.append(entries.count) }
    self.blocks = blocks
  }
}

/// What sixteen replications of one ranking add up to.
struct RankingSums {
  /// The weights of outcomes 1 and of all rows.
  var positives = SIMD16<Double>(repeating: 0)
  var total = SIMD16<Double>(repeating: 0)
  /// Σ over outcomes 0 of the weight of outcomes 1 above, ties half.
  var concordance = SIMD16<Double>(repeating: 0)
  /// Σ over groups of the outcomes 1 in it times the precision down to it.
  var precision = SIMD16<Double>(repeating: 0)

  /// P(an outcome 1 has a higher score than an outcome 0).
  func area(_ lane: Int) -> Double { concordance[lane] / (positives[lane] * (total[lane] - positives[lane])) }
  /// Average precision.
  func averagePrecision(_ lane: Int) -> Double { precision[lane] / positives[lane] }
}

extension BootstrapRanking {
  /// One pass over the ranking.
  ///
  /// - Complexity: O(*n*) for sixteen replications, one random read of the units a row.
  func sums(_ sample: some BootstrapSample) -> RankingSums {
    var sums = RankingSums()
    for block in 0..<blocks.count - 1 {
      let part = rankBlock(blocks[block]..<blocks[block + 1], sample, before: (sums.positives, sums.total))
      // An outcome 0 in this block has all earlier outcomes 1 above it.
      let positives = SIMD16<Double>(part.positives)
      let negatives = SIMD16<Double>(part.negatives)
      sums.concordance += SIMD16<Double>(part.concordance) + negatives * sums.positives
      sums.precision += SIMD16<Double>(part.precision)
      sums.positives += positives
      sums.total += positives + negatives
    }
    return sums
  }

  private struct BlockSums {
    var positives = BootstrapLanes(repeating: 0)
    var negatives = BootstrapLanes(repeating: 0)
    var concordance = BootstrapLanes(repeating: 0)
    var precision = BootstrapLanes(repeating: 0)
  }

  /// Calls `body` with every entry of `range` and its counts.
  ///
  /// Units come from all over memory. They are collected first, 128 at a time: loads that nothing waits for overlap.
  @inline(__always)
  private func forEachEntry<Sample: BootstrapSample>(
    _ range: Range<Int>, _ sample: Sample, _ body: (UInt32, BootstrapLanes) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Sample.Counts.self, capacity: 128) { collected in
      entries.withUnsafeBufferPointer { entries in
        var start = range.lowerBound
        while start < range.upperBound {
          let end = min(start + 128, range.upperBound)
          for position in start..<end {
            collected[position - start] = sample.counts[Int(entries[position] & Self.unitMask)]
          }
          for position in start..<end {
            var lanes = Sample.lanes(collected[position - start])
            if let multiplicities { lanes *= BootstrapLanes(repeating: multiplicities[position]) }
            body(entries[position], lanes)
          }
          start = end
        }
      }
    }
  }

  @inline(__always)
  private func rankBlock(
    _ range: Range<Int>, _ sample: some BootstrapSample, before: (positives: SIMD16<Double>, total: SIMD16<Double>)
  ) -> BlockSums {
    // Precision is a ratio of sums: 10⁻⁷ of it, with nothing yet passed kept from dividing by 0.
    let positivesBefore = BootstrapLanes(before.positives)
    let totalBefore = BootstrapLanes(before.total) + 1e-30
    var sums = BlockSums()
    var tiedPositives = BootstrapLanes(repeating: 0)
    var tiedNegatives = BootstrapLanes(repeating: 0)
    var isOpen = false
    forEachEntry(range, sample) { entry, lanes in
      let isPositive = entry & Self.positiveFlag != 0
      let isEnd = entry & Self.endFlag != 0
      if isEnd, !isOpen {
        if isPositive {
          sums.positives += lanes
          let positives = positivesBefore + sums.positives
          sums.precision += lanes * (positives / (totalBefore + sums.positives + sums.negatives))
        } else {
          sums.concordance += lanes * sums.positives
          sums.negatives += lanes
        }
        return
      }
      if isPositive { tiedPositives += lanes } else { tiedNegatives += lanes }
      isOpen = !isEnd
      guard isEnd else { return }
      sums.concordance += tiedNegatives * (sums.positives + 0.5 * tiedPositives)
      sums.positives += tiedPositives
      sums.negatives += tiedNegatives
      let positives = positivesBefore + sums.positives
      sums.precision += tiedPositives * (positives / (totalBefore + sums.positives + sums.negatives))
      tiedPositives = .zero
      tiedNegatives = .zero
    }
    return sums
  }
}

/// One model's ranking of the rows, laid out for replication.
struct BootstrapRanking: Sendable {
  /// The rows from the best score down: the number of the row's unit, with ``positiveFlag`` on outcomes 1 and ``endFlag``
  /// on the last row of every group of tied scores.
  let entries: [UInt32]
  /// What each row of `entries` is worth if it is selected; nil where nothing is counted.
  let gains: [Float]?
  /// How often each row of `entries` counts beside its unit; nil stands for once.
  let multiplicities: [Float]?
  /// The first entry of every block, and the number of entries. Blocks hold whole groups: within a block sums of `Float`
  /// stay small and nearly exact, and across blocks they are carried on as `Double`.
  let blocks: [Int]

  static let endFlag: UInt32 = 1 << 31
  static let positiveFlag: UInt32 = 1 << 30
  static let unitMask: UInt32 = positiveFlag - 1
  private static let blockSize = 256

  init(entries: [UInt32], gains: [Float]?, multiplicities: [Float]?) {
    self.entries = entries
    self.gains = gains
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

/// How far down a ranking rows are selected.
enum BootstrapCut: Sendable {
  /// The highest ⌊share · weight⌋, tied rows in proportion.
  case share(Double)
  /// The first so many entries.
  case entries(Int)
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
  /// By cut: the weight selected, the outcomes 1 in it, and what it is worth.
  var selected: [SIMD16<Double>] = []
  var hits: [SIMD16<Double>] = []
  var gain: [SIMD16<Double>] = []

  /// P(an outcome 1 has a higher score than an outcome 0).
  func area(_ lane: Int) -> Double { concordance[lane] / (positives[lane] * (total[lane] - positives[lane])) }
  /// Average precision.
  func averagePrecision(_ lane: Int) -> Double { precision[lane] / positives[lane] }
  /// The rate of outcome 1 in the selection over the rate in all rows.
  func lift(_ lane: Int, cut: Int) -> Double {
    hits[cut][lane] / selected[cut][lane] / (positives[lane] / total[lane])
  }
}

extension BootstrapRanking {
  /// One pass over the ranking, then one block a cut and replication.
  ///
  /// - Parameter withRanks: whether concordance and precision are wanted, which take three times as long.
  /// - Complexity: O(*n*) for sixteen replications, one random read of the units a row.
  func sums(_ sample: some BootstrapSample, cuts: [BootstrapCut], withRanks: Bool) -> RankingSums {
    var sums = RankingSums()
    let count = blocks.count - 1
    // What has passed before each block.
    var passed = [SIMD16<Double>](repeating: .zero, count: count + 1)
    var passedPositives = passed
    var passedGains = gains == nil ? [] : passed
    for block in 0..<count {
      let range = blocks[block]..<blocks[block + 1]
      let part =
        withRanks
        ? rankBlock(range, sample, before: (sums.positives, sums.total)) : tallyBlock(range, sample)
      // An outcome 0 in this block has all earlier outcomes 1 above it.
      let positives = SIMD16<Double>(part.positives)
      let negatives = SIMD16<Double>(part.negatives)
      sums.concordance += SIMD16<Double>(part.concordance) + negatives * sums.positives
      sums.precision += SIMD16<Double>(part.precision)
      sums.positives += positives
      sums.total += positives + negatives
      passed[block + 1] = sums.total
      passedPositives[block + 1] = sums.positives
      if gains != nil { passedGains[block + 1] = passedGains[block] + SIMD16<Double>(part.gain) }
    }
    for cut in cuts {
      var answer = (selected: SIMD16<Double>.zero, hits: SIMD16<Double>.zero, gain: SIMD16<Double>.zero)
      for lane in 0..<16 {
        let block: Int
        let goal: Double
        switch cut {
        case .share(let share):
          goal = (share * sums.total[lane]).rounded(.down)
          block = Self.partition(count) { passed[$0 + 1][lane] >= goal }
        case .entries(let entries):
          goal = .infinity
          block = Self.partition(count) { blocks[$0 + 1] >= entries }
        }
        guard block < count else { continue }
        var end = blocks[block + 1]
        if case .entries(let entries) = cut { end = min(end, entries) }
        let part = scan(blocks[block]..<end, sample, lane: lane, room: goal - passed[block][lane])
        answer.selected[lane] = passed[block][lane] + part.selected
        answer.hits[lane] = passedPositives[block][lane] + part.hits
        answer.gain[lane] = (gains == nil ? 0 : passedGains[block][lane]) + part.gain
      }
      sums.selected.append(answer.selected)
      sums.hits.append(answer.hits)
      sums.gain.append(answer.gain)
    }
    return sums
  }

  /// The first number below `count` for which `predicate`, once true always true, holds; else `count`.
  private static func partition(_ count: Int, _ predicate: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if predicate(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private struct BlockSums {
    var positives = BootstrapLanes(repeating: 0)
    var negatives = BootstrapLanes(repeating: 0)
    var concordance = BootstrapLanes(repeating: 0)
    var precision = BootstrapLanes(repeating: 0)
    var gain = BootstrapLanes(repeating: 0)
  }

  /// Calls `body` with every entry of `range` and its counts.
  ///
  /// Units come from all over memory. They are collected first, 128 at a time: loads that nothing waits for overlap.
  @inline(__always)
  private func forEachEntry<Sample: BootstrapSample>(
    _ range: Range<Int>, _ sample: Sample, _ body: (Int, UInt32, BootstrapLanes) -> Void
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
            body(position, entries[position], lanes)
          }
          start = end
        }
      }
    }
  }

  /// Weights and gains alone.
  @inline(__always)
  private func tallyBlock(_ range: Range<Int>, _ sample: some BootstrapSample) -> BlockSums {
    var positives = BootstrapLanes(repeating: 0)
    var total = BootstrapLanes(repeating: 0)
    var gain = BootstrapLanes(repeating: 0)
    forEachEntry(range, sample) { position, entry, lanes in
      total += lanes
      if entry & Self.positiveFlag != 0 { positives += lanes }
      if let gains, gains[position] != 0 { gain += lanes * BootstrapLanes(repeating: gains[position]) }
    }
    return BlockSums(positives: positives, negatives: total - positives, gain: gain)
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
    forEachEntry(range, sample) { position, entry, lanes in
      if let gains { sums.gain += lanes * BootstrapLanes(repeating: gains[position]) }
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

  /// One replication of the entries in `range`, until `room` is filled; the group that passes it enters in proportion.
  private func scan<Sample: BootstrapSample>(
    _ range: Range<Int>, _ sample: Sample, lane: Int, room: Double
  ) -> (selected: Double, hits: Double, gain: Double) {
    var sums = (selected: 0.0, hits: 0.0, gain: 0.0)
    var group = sums
    for position in range {
      let entry = entries[position]
      var weight = Double(Sample.lanes(sample.counts[Int(entry & Self.unitMask)])[lane])
      if let multiplicities { weight *= Double(multiplicities[position]) }
      group.selected += weight
      if entry & Self.positiveFlag != 0 { group.hits += weight }
      if let gains { group.gain += weight * Double(gains[position]) }
      guard entry & Self.endFlag != 0 || position == range.upperBound - 1 else { continue }
      let left = room - sums.selected
      let share = group.selected > left ? max(0, left / group.selected) : 1
      sums.selected += share * group.selected
      sums.hits += share * group.hits
      sums.gain += share * group.gain
      if share < 1 { break }
      group = (0, 0, 0)
    }
    return sums
  }
}

import Tables

/// Replicates two rankings of the same rows, and sums of columns over them, with the same counts.
///
/// Passes of sixteen replications run beside each other. The counts are a function of the seed, the replication and the
/// unit, and every pass adds up by itself in a fixed order: the result is the same for any number of workers.
struct BootstrapRun: Sendable {
  let units: BootstrapUnits
  /// Of A and of B; empty to replicate columns alone.
  let rankings: [BootstrapRanking]
  /// Sums a unit of what is additive.
  let columns: [[Float]]
  let seed: UInt64

  /// What sixteen replications gave: the sums of each ranking, and the sums of the columns.
  struct Pass: Sendable {
    var rankings: [RankingSums] = []
    var columns: [SIMD16<Double>] = []
  }

  /// Calls `collect` with every pass's sums, on the calling thread and in order.
  ///
  /// - Complexity: O(*n* · `replications`) time, 16 bytes a unit and worker of memory (64 where rows are weighted).
  func run(replications: Int, workers: Int, _ collect: (Pass, _ lanes: Int) -> Void) {
    let count = (replications + 15) / 16
    let workers = max(1, min(workers, count))
    let passes: [Pass]
    switch units {
    case .rows(let rows):
      passes = packed(rows, passes: count, workers: workers)
    case .clusters(_, let clusters, _):
      passes = packed(clusters, passes: count, workers: workers)
    case .weighted(let weights):
      passes = sampled(WeightedSample.self, weights.count, passes: count, workers: workers) { sample, pass in
        sample.draw(weights, seed: seed, pass: pass)
      }
    }
    for (number, pass) in passes.enumerated() { collect(pass, min(16, replications - 16 * number)) }
  }

  private func packed(_ units: Int, passes: Int, workers: Int) -> [Pass] {
    sampled(PackedSample.self, units, passes: passes, workers: workers) { sample, pass in
      sample.draw(seed: seed, pass: pass)
    }
  }

  private func sampled<Sample: BootstrapSample>(
    _ type: Sample.Type, _ units: Int, passes: Int, workers: Int, _ draw: (Sample, Int) -> Void
  ) -> [Pass] {
    // Units are read in the order of a ranking, from all over: large pages spare most of the address translations.
    var scratch = LargePages.array(Sample.Counts.self, count: units * workers)
    return scratch.withUnsafeMutableBufferPointer { memory in
      nonisolated(unsafe) let memory = memory  // each worker has its own part
      return Self.collect(passes, workers) { worker, pass in
        let start = worker * units
        let sample = Sample(counts: .init(rebasing: memory[start..<start + units]))
        draw(sample, pass)
        return sums(sample)
      }
    }
  }

  private static func collect(_ count: Int, _ workers: Int, _ body: (Int, Int) -> Pass) -> [Pass] {
    var passes = [Pass](repeating: Pass(), count: count)
    passes.withUnsafeMutableBufferPointer { passes in
      nonisolated(unsafe) let passes = passes  // each task writes its own element
      Workers.run(tasks: count, workers: workers) { worker, pass in passes[pass] = body(worker, pass) }
    }
    return passes
  }

  private func sums(_ sample: some BootstrapSample) -> Pass {
    var pass = Pass()
    pass.rankings = rankings.map { $0.sums(sample) }
    pass.columns = columns.map { sum($0, sample) }
    return pass
  }

  /// Σ counts · column in blocks of 256 units.
  private func sum<Sample: BootstrapSample>(_ column: [Float], _ sample: Sample) -> SIMD16<Double> {
    var total = SIMD16<Double>.zero
    var start = 0
    while start < units.count {
      let end = min(start + 256, units.count)
      var block = BootstrapLanes.zero
      column.withUnsafeBufferPointer { column in
        for unit in start..<end { block += Sample.lanes(sample.counts[unit]) * BootstrapLanes(repeating: column[unit]) }
      }
      total += SIMD16<Double>(block)
      start = end
    }
    return total
  }
}

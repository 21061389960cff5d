import LinearAlgebra
import Testing

/// Remembers how it was put together, so that any other order of blocks or merges gives another value.
private struct OrderSensitive: BlockStatistic, Equatable {
  var trace: [String] = []
  var sum = 0.0
  var rows = 0

  mutating func merge(_ later: consuming OrderSensitive) {
    trace = ["(" + trace.joined(separator: " ") + "|" + later.trace.joined(separator: " ") + ")"]
    sum = sum * 1.000_000_1 + later.sum
    rows += later.rows
  }
}

/// A fixed array that remembers where its storage is.
private struct InPlace: BlockStatistic {
  var values = [Double](repeating: 0, count: 4096)
  var moved = 0
  var address: UInt?

  mutating func add(_ value: Double) {
    let address = values.withUnsafeMutableBufferPointer { buffer in
      buffer[0] += value
      return UInt(bitPattern: buffer.baseAddress)
    }
    if let known = self.address, known != address { moved += 1 }
    self.address = address
  }

  mutating func merge(_ later: consuming InPlace) {
    add(later.values[0])
    moved += later.moved
  }
}

@Suite struct BlockReductionTests {
  private func reduce(rows: Int, threads: Int, runs: RunSelection = .all) -> OrderSensitive {
    BlockReduction(threads: threads).reduce(
      rows: rows, runs: runs, makeScratch: { 0 }, makeStatistic: { OrderSensitive() },
      accumulate: { statistic, range, scratch in
        statistic.trace.append("\(range.lowerBound)-\(range.upperBound)")
        for row in range { statistic.sum = statistic.sum * 1.000_000_01 + 1 / Double(row + 1) }
        statistic.rows += range.count
        scratch += 1
      })
  }

  @Test(arguments: [1, 1023, 1024, 1025, 16_384, 16_385, 50_000, 1_000_003])
  func sameBitsForAnyNumberOfThreads(rows: Int) {
    let one = reduce(rows: rows, threads: 1)
    #expect(one.rows == rows)
    for threads in [2, 7] {
      for _ in 0..<3 {
        let many = reduce(rows: rows, threads: threads)
        #expect(many.sum.bitPattern == one.sum.bitPattern, "\(threads) threads: \(many.sum) against \(one.sum)")
        #expect(many == one)
      }
    }
  }

  @Test func theTreeIsTheOneDocumented() {
    // Five runs of one block: ((0 1)(2 3)) 4.
    let result = reduce(rows: 5 * BlockReduction.blockRows, threads: 2)
    func run(_ index: Int) -> String {
      "\(index * BlockReduction.blockRows)-\((index + 1) * BlockReduction.blockRows)"
    }
    #expect(result.trace == ["(((\(run(0))|\(run(1)))|(\(run(2))|\(run(3))))|\(run(4)))"])
  }

  @Test(arguments: [(1, 1), (39_000, 1), (41_000, 2), (320 * 1024, 16), (10_000_000, 16)])
  func smallTablesHaveShortRuns(rows: Int, blocks: Int) {
    #expect(BlockReduction.runRows(rows) == blocks * BlockReduction.blockRows)
  }

  @Test func everyNthRunReadsThoseRunsOnly() {
    let runRows = BlockReduction.blockRows
    let rows = 7 * runRows + 10
    let result = reduce(rows: rows, threads: 2, runs: .everyNth(3))
    #expect(result.rows == 3 * runRows)
    #expect(result == reduce(rows: rows, threads: 1, runs: .everyNth(3)))
    #expect(reduce(rows: rows, threads: 2, runs: .everyNth(7)).rows == runRows + 10)
    #expect(reduce(rows: rows, threads: 2, runs: .everyNth(100)).rows == runRows)
  }

  @Test func noRowsGiveTheEmptyStatistic() {
    #expect(reduce(rows: 0, threads: 2) == OrderSensitive())
  }

  @Test func storageIsChangedInPlace() {
    let result = BlockReduction(threads: 2).reduce(
      rows: 500_000, makeScratch: {}, makeStatistic: { InPlace() },
      accumulate: { statistic, range, _ in statistic.add(Double(range.count)) })
    #expect(result.values[0] == 500_000)
    #expect(result.moved == 0, "array storage was copied \(result.moved) times")
  }
}

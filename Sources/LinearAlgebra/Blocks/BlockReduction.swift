#if canImport(Dispatch)
  import Dispatch
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reduces rows to one statistic in parallel, with the same bits for any number of threads.
///
/// Rows are cut into blocks of ``blockRows``, blocks into runs of at most ``blocksInRun``. One worker turns a run into one
/// partial statistic, block after block; partials merge along a binary tree over the index of the run. Blocks, runs and
/// tree depend on the number of rows alone, so the threads decide when something is computed and never what. Workers
/// take runs in order as they become free, and siblings merge as soon as both are there, so that at most about
/// threads · log₂(runs) partials exist at once.
///
/// Statistics are changed in place: a partial is handed on by reference and goes to `accumulate` and `merge` as `inout`,
/// so array storage has one owner throughout and is never copied. To keep it so, change arrays through
/// `withUnsafeMutableBufferPointer` on the `inout` value itself, not on a copy such as `var gram = statistic.gram`.
package struct BlockReduction: Sendable {
  /// The rows of a block: columns of 8 KiB, so that a hundred of them stay in the second-level cache.
  package static let blockRows = 1024

  /// The blocks of a run of a large table: enough work to hide the cost of a merge, and of taking the next run.
  package static let blocksInRun = 16

  /// A table of fewer blocks than so many long runs has shorter ones, lest workers wait for the last.
  private static let longRuns = 20

  /// The rows of a run of a table of `rows` rows: whole blocks.
  package static func runRows(_ rows: Int) -> Int {
    let blocks = (rows + blockRows - 1) / blockRows
    return blockRows * min(blocksInRun, max(1, blocks / longRuns))
  }

  /// The processors this process may use.
  package static var availableThreads: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// The number of workers, at least one.
  package let threads: Int

  /// A reduction by `threads` workers, at least one.
  package init(threads: Int) {
    precondition(threads >= 1, "a reduction needs at least one thread")
    self.threads = threads
  }

  /// Passes once over `rows` rows.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - selection: The runs to read.
  ///   - makeScratch: Work space, made once for each worker.
  ///   - makeStatistic: A statistic that has seen no row; the result where there are no rows.
  ///   - accumulate: Takes one block, given by its range of rows, into the statistic. Called from several threads.
  /// - Returns: The statistic of all rows read.
  package func reduce<Statistic: BlockStatistic, Scratch>(
    rows: Int,
    runs selection: RunSelection = .all,
    makeScratch: @Sendable () -> Scratch,
    makeStatistic: @Sendable () -> Statistic,
    accumulate: @Sendable (inout Statistic, Range<Int>, inout Scratch) -> Void
  ) -> Statistic {
    let runs = Runs(rows: rows, selection: selection)
    let tree = MergeTree<Statistic>(leaves: runs.count)

    @Sendable func work() {
      var scratch = makeScratch()
      while let leaf = tree.take() {
        let partial = Partial(makeStatistic())
        let range = runs.rows(ofRun: leaf)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.blockRows) {
          accumulate(&partial.statistic, start..<min(start + Self.blockRows, range.upperBound), &scratch)
        }
        tree.deliver(partial, at: leaf)
      }
    }
    let workers = min(threads, runs.count)
    #if canImport(Dispatch)
      if workers > 1 {
        DispatchQueue.concurrentPerform(iterations: workers) { _ in work() }
        return tree.root() ?? makeStatistic()
      }
    #endif
    if workers > 0 { work() }
    return tree.root() ?? makeStatistic()
  }
}

/// The runs of a pass, numbered in the order of their rows.
private struct Runs: Sendable {
  private let rows: Int
  private let runRows: Int
  private let step: Int
  let count: Int

  init(rows: Int, selection: RunSelection) {
    precondition(rows >= 0, "the number of rows cannot be negative")
    self.rows = rows
    runRows = BlockReduction.runRows(rows)
    switch selection {
    case .all: step = 1
    case .everyNth(let step):
      precondition(step >= 1, "every n-th run needs n >= 1")
      self.step = step
    }
    let runs = (rows + runRows - 1) / runRows
    count = (runs + step - 1) / step
  }

  func rows(ofRun run: Int) -> Range<Int> {
    let start = run * step * runRows
    return start..<min(start + runRows, rows)
  }
}

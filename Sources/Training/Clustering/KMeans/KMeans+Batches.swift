import Distributions

/// k-means of large tables: the search sees batches, each four times the one before, and the whole table once.
///
/// Centres found on n rows are off by about the standard error of a mean of n/k rows, so that early rounds need no more rows
/// than that and late ones more. Sculley's updates by single batches, with a rate that falls, are noisier for the same
/// number of rows read. (D. Sculley, *WWW* 2010; J. Newling and F. Fleuret, *Nested mini-batch k-means*, NIPS 2016.)
extension KMeans {
  /// The rows of the largest batch.
  package static let largestBatch = 1 << 18
  /// Batches within one another, each the rows of the next one at this step.
  private static let batchSteps = [16, 4, 1]

  /// All starts on the smallest batch, the best of them on the larger ones, and one round of all rows.
  ///
  /// A batch is one row, drawn at random, from each of as many equal stretches of the table, whatever its order. Tables of no
  /// more rows than the largest batch, and those with too few different rows in the smallest, are searched as a whole.
  ///
  /// - Returns: starts are those on the smallest batch; converged says that the search on the largest batch has.
  /// - Throws: what ``fitWhole(_:)`` throws.
  /// - Complexity: three passes over the table, and a copy of the largest batch.
  package func fitInBatches(_ points: Points) throws(TrainingError) -> KMeansFit {
    guard points.rows > Self.largestBatch else { return try fitWhole(points) }
    let sample = points.points(of: Self.stretches(rows: points.rows, count: Self.largestBatch, seed: options.seed))
    var (starts, latest): ([StartRecord], KMeansFit?) = ([], nil)
    for step in Self.batchSteps {
      let batch = step == 1 ? sample : sample.points(of: Array(stride(from: 0, to: sample.rows, by: step)))
      do throws(TrainingError) {
        let found = if let latest { try fit(batch, from: latest.centers) } else { try fitWhole(batch) }
        if latest == nil { starts = found.starts }
        latest = found
      } catch {
        switch error {
        case .tooManySegments, .zeroTotalWeight: return try fitWhole(points)
        default: throw error
        }
      }
    }
    guard let latest else { return try fitWhole(points) }
    var once = options
    once.maximumIterations = 1
    let whole = try KMeans(segments: segments, options: once).fit(points, from: latest.centers)
    return KMeansFit(
      centers: whole.centers, assignments: whole.assignments, sizes: whole.sizes,
      withinSumOfSquares: whole.withinSumOfSquares, starts: starts, converged: latest.converged)
  }

  /// One row from each of `count` stretches of all rows.
  private static func stretches(rows: Int, count: Int, seed: UInt64) -> [Int] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { stretch in
      let (first, end) = (stretch * rows / count, (stretch + 1) * rows / count)
      return first + random.next(below: end - first)
    }
  }
}

import Distributions
import Testing
import Training

/// k-means that sees batches of a table.
@Suite struct KMeansBatchTests {
  private func options(_ threads: Int = 2) -> ClusteringOptions {
    var options = ClusteringOptions()
    options.threads = threads
    options.starts = 3
    return options
  }

  /// Centres of 2¹⁸ rows moved by one round of all: the sum of squares is within one part in ten thousand of the whole search's.
  @Test func nearlyTheWholeSearch() throws {
    let data = points(clouds(rows: 400_000, dimension: 3, segments: 5, spread: 0.12, seed: 12))
    let search = try KMeans(segments: 5, options: options())
    let batches = try search.fitInBatches(data)
    let whole = try search.fitWhole(data)
    #expect(batches.withinSumOfSquares < 1.0001 * whole.withinSumOfSquares, "\(whole.withinSumOfSquares)")
    #expect(batches.converged && batches.starts.count == 3 && batches.sizes.reduce(0, +) == 400_000)
    #expect(try KMeans(segments: 5, options: options(7)).fitInBatches(data) == batches)
    #expect(try KMeans(segments: 5, options: options(1)).fitInBatches(data) == batches)
  }

  /// Few rows that differ, all of them between the batches: the whole table is searched.
  @Test func rareRowsAreFound() throws {
    var values = [Double](repeating: 0, count: 300_000)
    values[7] = 5
    values[299_999] = 9
    let found = try KMeans(segments: 3, options: options()).fitInBatches(points([values]))
    #expect(found.centers == [[0], [5], [9]] && found.withinSumOfSquares == 0)
    #expect(throws: TrainingError.tooManySegments(segments: 4, distinct: 3)) {
      try KMeans(segments: 4, options: options()).fitInBatches(points([values]))
    }
  }

  @Test func largeTablesAreSearchedInBatches() throws {
    var random = SplitMix64(seed: 4)
    let data = points([(0..<KMeans.manyRows).map { Double($0 % 3) + 0.2 * random.nextUniform() }])
    let search = try KMeans(segments: 3, options: options())
    #expect(try search.fit(data) == search.fitInBatches(data))
  }

  @Test func smallTablesAreSearchedAsAWhole() throws {
    let data = try points("iris", 4)
    let search = try KMeans(segments: 3, options: options())
    #expect(try search.fitInBatches(data) == search.fitWhole(data))
    #expect(try search.fit(data) == search.fitWhole(data))
  }
}

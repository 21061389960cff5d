import Testing
import Training

/// k-means against R's Hartigan-Wong search (Tests/References/segments.R) and against its own definition.
@Suite struct KMeansTests {
  struct File: Decodable {
    struct Sum: Decodable {
      let scale: String
      let segments: Int
      let withinSumOfSquares: Double
      let sizes: [Double]
    }
    let sums: [Sum]
  }

  private func fit(_ points: Points, _ segments: Int, threads: Int = 2, starts: Int = 40) throws -> KMeansFit {
    var options = ClusteringOptions()
    options.threads = threads
    options.starts = starts
    return try KMeans(segments: segments, options: options).fit(points)
  }

  /// The sums are those of one partition summed in another order: 10⁻¹² relative. Hartigan and Wong's search also moves single
  /// rows, Lloyd's needs more starts for the same partition.
  @Test func irisAsInR() throws {
    let file: File = try reference("segments")
    #expect(file.sums.count == 10)
    for sum in file.sums {
      let found = try fit(points("iris", 4, standardized: sum.scale == "standardized"), sum.segments, starts: 1000)
      let error = abs(found.withinSumOfSquares - sum.withinSumOfSquares)
      #expect(error < 1e-12 * sum.withinSumOfSquares, "\(sum): \(found.withinSumOfSquares)")
      #expect(found.sizes == sum.sizes && found.converged, "\(sum): \(found.sizes)")
      #expect(found.starts.count == 1000 && found.starts.contains { $0.objective == found.withinSumOfSquares })
    }
  }

  /// The published sums, to the digits that are published.
  @Test func irisAsPublished() throws {
    #expect(abs(try fit(points("iris", 4), 3).withinSumOfSquares - 78.85144143) < 1e-8)
    #expect(abs(try fit(points("iris", 4, standardized: true), 3).withinSumOfSquares - 138.88835972) < 1e-8)
  }

  @Test func anyNumberOfThreadsGivesTheSameBits() throws {
    let data = points(clouds(rows: 40_000, dimension: 5, segments: 6, spread: 0.15, seed: 3))
    let one = try fit(data, 6, threads: 1, starts: 3)
    for threads in [2, 7] { #expect(try fit(data, 6, threads: threads, starts: 3) == one) }
    let few = try points("iris", 4)
    let alone = try fit(few, 4, threads: 1)
    #expect(try fit(few, 4, threads: 7) == alone)
  }

  /// Rows that count twice or not at all, from the same centres: rounding apart, everything is that of repeated rows.
  @Test func weightsAreRepetition() throws {
    let columns = clouds(rows: 900, dimension: 3, segments: 4, spread: 0.2, seed: 8)
    let copies = (0..<900).map { [0, 1, 1, 2, 3][$0 % 5] }
    let repeated = columns.map { column in column.indices.flatMap { [Double](repeating: column[$0], count: copies[$0]) }
    }
    let start = (1...4).map { row in columns.map { $0[row] } }
    let search = try KMeans(segments: 4, options: ClusteringOptions())
    let weighted = try search.fit(points(columns, weights: copies.map(Double.init)), from: start)
    let plain = try search.fit(points(repeated), from: start)
    #expect(weighted.sizes == plain.sizes)
    #expect(abs(weighted.withinSumOfSquares - plain.withinSumOfSquares) < 1e-12 * plain.withinSumOfSquares)
    #expect(weighted.starts.map(\.iterations) == plain.starts.map(\.iterations))
    for (a, b) in zip(weighted.centers.joined(), plain.centers.joined()) { #expect(abs(a - b) < 1e-13) }
  }

  /// Every centre is the mean of its rows, every row is nearest to its centre, and the sizes fall.
  @Test func definition() throws {
    let columns = clouds(rows: 3000, dimension: 4, segments: 5, spread: 0.3, seed: 4)
    let found = try fit(points(columns), 5, starts: 5)
    #expect(found.converged && found.sizes == found.sizes.sorted(by: >))
    var within = 0.0
    for segment in 0..<5 {
      let rows = found.assignments.indices.filter { found.assignments[$0] == Int32(segment) }
      #expect(Double(rows.count) == found.sizes[segment])
      for j in 0..<4 {
        let mean = rows.reduce(0) { $0 + columns[j][$1] } / Double(rows.count)
        #expect(abs(mean - found.centers[segment][j]) < 1e-13)
      }
      for row in rows {
        let distances = found.centers.map { center in
          (0..<4).reduce(0) { $0 + (columns[$1][row] - center[$1]) * (columns[$1][row] - center[$1]) }
        }
        #expect(distances.firstIndex(of: distances.min() ?? .nan) == segment)
        within += distances[segment]
      }
    }
    #expect(abs(within - found.withinSumOfSquares) < 1e-12 * within)
  }

  /// Far from the origin scalar products alone would keep no digit of the distances.
  @Test func farFromTheOrigin() throws {
    let columns = clouds(rows: 500, dimension: 3, segments: 3, spread: 0.1, seed: 6)
    let near = try fit(points(columns), 3)
    let far = try fit(points(columns.map { $0.map { $0 + 0x1p30 } }), 3)
    #expect(far.assignments == near.assignments)
    #expect(abs(far.withinSumOfSquares - near.withinSumOfSquares) < 1e-6 * near.withinSumOfSquares)
  }

  @Test func roundsThatAreTooFewSaySo() throws {
    var options = ClusteringOptions()
    options.maximumIterations = 2
    options.starts = 3
    let found = try KMeans(segments: 6, options: options).fit(
      points(clouds(rows: 2000, dimension: 4, segments: 3, spread: 0.5, seed: 2)))
    #expect(!found.converged && found.starts.allSatisfy { !$0.converged && $0.iterations == 2 })
  }
}

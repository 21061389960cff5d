import Tables

/// For every judged row, the sums of its distances to the rows of every segment, of several segmentations at once.
///
/// A task takes a few judged rows through all blocks of rows, so that every sum is in the order of the rows whatever the
/// number of workers, and memory holds a block a worker and one sum a judged row and segment.
struct SeparationSums: Sendable {
  /// The sums of weight · distance: one a judged row and segment, for every segmentation.
  private(set) var sums: [[Double]]
  /// The smallest distance from every judged row to another segment, and the largest within its own, where asked for.
  private(set) var nearest, farthest: [[Double]]

  private static let rowsOfTask = 32
  private static let blockRows = 512

  /// - Parameters:
  ///   - judged: rows, rising.
  ///   - labels: the segment of every row, by segmentation; the number of segments for rows that count nowhere.
  ///   - widths: the number of segments, by segmentation.
  ///   - extremes: whether to look for the smallest and largest distances too.
  init(
    _ source: some PointSource, judged: [Int], labels: [[Int32]], widths: [Int], distance: PointDistance,
    extremes: Bool, workers: Int
  ) {
    let tasks = (judged.count + Self.rowsOfTask - 1) / Self.rowsOfTask
    let parts = Workers.map(tasks, workers: workers) { task in
      let rows = judged[(task * Self.rowsOfTask)..<min((task + 1) * Self.rowsOfTask, judged.count)]
      return Part(
        source, Array(rows), labels: labels, widths: widths, distance: distance, extremes: extremes,
        blockRows: Self.blockRows)
    }
    sums = labels.indices.map { s in parts.flatMap { $0.sums[s] } }
    nearest = labels.indices.map { s in parts.flatMap { $0.nearest[s] } }
    farthest = labels.indices.map { s in parts.flatMap { $0.farthest[s] } }
  }

  /// The same for the rows of one task.
  private struct Part: Sendable {
    var sums, nearest, farthest: [[Double]]

    init(
      _ source: some PointSource, _ judged: [Int], labels: [[Int32]], widths: [Int], distance: PointDistance,
      extremes: Bool, blockRows: Int
    ) {
      // One segment more takes the rows that count nowhere.
      sums = widths.map { [Double](repeating: 0, count: judged.count * ($0 + 1)) }
      nearest = widths.map { _ in [Double](repeating: .infinity, count: judged.count) }
      farthest = widths.map { _ in [Double](repeating: 0, count: judged.count) }
      var block = PointBlock(of: source, capacity: blockRows)
      var points = PointBlock(of: source, capacity: judged.count)
      let distances = UnsafeMutablePointer<Double>.allocate(capacity: blockRows)
      distances.initialize(repeating: 0, count: blockRows)
      defer {
        block.free()
        points.free()
        distances.deallocate()
      }
      for row in judged {
        block.read(row..<(row + 1), of: source)
        points.append(0, of: block)
      }
      for start in stride(from: 0, to: source.rows, by: blockRows) {
        let rows = start..<min(start + blockRows, source.rows)
        block.read(rows, of: source)
        for i in judged.indices {
          distance.measure(from: i, of: points, to: block, into: distances)
          for s in labels.indices where extremes {
            addExtremes(distances, of: rows, to: i, own: labels[s][judged[i]], labels[s], width: widths[s], s)
          }
          if let weights = source.weights { for (place, row) in rows.enumerated() { distances[place] *= weights[row] } }
          for s in labels.indices {
            add(distances, of: rows, to: i, labels[s], width: widths[s], s)
          }
        }
      }
    }

    /// Adds the distances of judged row `i` to `rows`.
    private mutating func add(
      _ distances: UnsafeMutablePointer<Double>, of rows: Range<Int>, to i: Int, _ labels: [Int32], width: Int, _ s: Int
    ) {
      let (offset, segments) = (i * (width + 1), width + 1)
      sums[s].withUnsafeMutableBufferPointer { sums in
        labels.withUnsafeBufferPointer { labels in
          // Four sums in turn: one alone would wait for itself where neighbours are in the same segment.
          withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * segments) { parts in
            parts.initialize(repeating: 0)
            for (place, row) in rows.enumerated() {
              parts[(place & 3) * segments + Int(labels[row])] += distances[place]
            }
            for k in 0..<segments {
              sums[offset + k] += (parts[k] + parts[segments + k]) + (parts[2 * segments + k] + parts[3 * segments + k])
            }
          }
        }
      }
    }

    /// Looks for the smallest distance of judged row `i` to another segment, and for the largest within its own.
    private mutating func addExtremes(
      _ distances: UnsafeMutablePointer<Double>, of rows: Range<Int>, to i: Int, own: Int32, _ labels: [Int32],
      width: Int, _ s: Int
    ) {
      var (low, high) = (nearest[s][i], farthest[s][i])
      for (place, row) in rows.enumerated() where labels[row] < Int32(width) {
        if labels[row] == own { high = max(high, distances[place]) } else { low = min(low, distances[place]) }
      }
      (nearest[s][i], farthest[s][i]) = (low, high)
    }
  }
}

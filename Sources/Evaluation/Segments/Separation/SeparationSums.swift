import Tables

/// For every judged row, the sums of its distances to the rows of every segment, of several segmentations at once.
///
/// A task takes a few judged rows through all blocks of rows, so that every sum is in the order of the rows whatever the
/// number of workers, and memory holds a block a worker and one sum a judged row and segment.
struct SeparationSums: Sendable {
  /// The sums of weight · distance: one a judged row and segment, for every segmentation.
  private(set) var sums: [[Double]]
  /// The smallest distance from every judged row to another segment, and the largest within its own.
  private(set) var nearest, farthest: [[Double]]

  private static let rowsOfTask = 32
  private static let blockRows = 512

  /// - Parameters:
  ///   - judged: rows, rising.
  ///   - labels: the segment of every row, by segmentation; the number of segments for rows that count nowhere.
  ///   - widths: the number of segments, by segmentation.
  init(
    _ source: some PointSource, judged: [Int], labels: [[Int32]], widths: [Int], distance: PointDistance, workers: Int
  ) {
    let tasks = (judged.count + Self.rowsOfTask - 1) / Self.rowsOfTask
    let parts = Workers.map(tasks, workers: workers) { task in
      let rows = judged[(task * Self.rowsOfTask)..<min((task + 1) * Self.rowsOfTask, judged.count)]
      return Part(source, Array(rows), labels: labels, widths: widths, distance: distance, blockRows: Self.blockRows)
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
      blockRows: Int
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
          for s in labels.indices {
            add(distances, of: rows, to: i, judged[i], labels[s], width: widths[s], weights: source.weights, s)
          }
        }
      }
    }

    private mutating func add(
      _ distances: UnsafeMutablePointer<Double>, of rows: Range<Int>, to i: Int, _ judged: Int, _ labels: [Int32],
      width: Int, weights: [Double]?, _ s: Int
    ) {
      let (own, offset) = (labels[judged], i * (width + 1))
      var (low, high) = (nearest[s][i], farthest[s][i])
      for (place, row) in rows.enumerated() where labels[row] < Int32(width) {
        if labels[row] == own { high = max(high, distances[place]) } else { low = min(low, distances[place]) }
      }
      (nearest[s][i], farthest[s][i]) = (low, high)
      sums[s].withUnsafeMutableBufferPointer { sums in
        if let weights {
          for (place, row) in rows.enumerated() { sums[offset + Int(labels[row])] += distances[place] * weights[row] }
        } else {
          for (place, row) in rows.enumerated() { sums[offset + Int(labels[row])] += distances[place] }
        }
      }
    }
  }
}

/// A typical member of a segment: the one nearest to its prototype.
package struct SegmentMedoid: Sendable, Equatable {
  /// What it has in a column.
  package enum Value: Sendable, Equatable {
    case number(Double)
    case level(String)
    /// A level that fewer than ``SegmentProfile/leastRows`` members have: it is not told.
    case rare
    case missing
  }

  /// Its segment.
  package let segment: Int
  /// Its row: by it a caller can look up who it is, if asked.
  package let row: Int
  /// Its distance to the prototype.
  package let distance: Double
  /// What it has in each of the columns described.
  package let values: [Value]

  /// The medoid of every segment, nil where it has fewer than ``SegmentProfile/leastRows`` rows or no distance: of the
  /// rows with a weight above 0, the one with the smallest distance; of equal ones that with the lowest number.
  ///
  /// - Parameters:
  ///   - labels: the segment of every row, from 0; −1 for none.
  ///   - segments: how many there are.
  ///   - distances: of every row to the prototype of its segment; NaN for rows that cannot be typical.
  ///   - weights: how often every row is repeated, ≥ 0; nil is once.
  ///   - columns: what is told of it.
  /// - Complexity: O(*n* × columns of levels).
  package static func find(
    labels: [Int32], segments: Int, distances: [Double], weights: [Double]? = nil, columns: [DescribedColumn]
  ) throws(SegmentProfileError) -> [SegmentMedoid?] {
    let rows = try SegmentRows(labels: labels, segments: segments, weights: weights)
    guard distances.count == labels.count else {
      throw .unequalLengths(what: "distances", count: distances.count, expected: labels.count)
    }
    for column in columns { try column.validate(rows: labels.count) }
    var nearest = [Int](repeating: -1, count: segments)
    rows.forEach { row, segment, _ in
      let distance = distances[row]
      guard !distance.isNaN else { return }
      if nearest[segment] < 0 || distance < distances[nearest[segment]] { nearest[segment] = row }
    }
    let values = columns.map { Self.read($0, nearest, rows) }
    return nearest.indices.map { segment in
      guard nearest[segment] >= 0, rows.counts[segment] >= SegmentProfile.leastRows else { return nil }
      return SegmentMedoid(
        segment: segment, row: nearest[segment], distance: distances[nearest[segment]],
        values: values.map { $0[segment] })
    }
  }

  /// What the row of each segment has in a column; missing where there is no row.
  private static func read(_ column: DescribedColumn, _ chosen: [Int], _ rows: SegmentRows) -> [Value] {
    switch column.values {
    case .numbers(let numbers):
      return chosen.map { $0 < 0 || numbers[$0].isNaN ? .missing : .number(numbers[$0]) }
    case .levels(let levels):
      let codes = chosen.map { $0 < 0 ? -1 : levels.codes[$0] }
      var counts = [Int](repeating: 0, count: chosen.count)
      rows.forEach { row, segment, _ in
        if levels.codes[row] == codes[segment] { counts[segment] += 1 }
      }
      return zip(codes, counts).map { code, count in
        if code < 0 { return .missing }
        return count >= SegmentProfile.leastRows ? .level(levels.levels[Int(code)]) : .rare
      }
    }
  }
}

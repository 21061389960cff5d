import Tables

extension SegmentProfile {
  /// Describes every segment.
  ///
  /// Rows of label −1 and of weight 0 count nowhere: *everyone else* is the rows of the other segments. A segment of fewer
  /// than ``leastRows`` rows has a size and a share, and nothing else.
  ///
  /// - Parameters:
  ///   - labels: the segment of every row, from 0; −1 for none.
  ///   - segments: how many there are.
  ///   - weights: how often every row is repeated, ≥ 0; nil is once.
  ///   - values: what every row is worth; NaN is unknown. Nil: worth is not told.
  ///   - columns: what they are described by.
  /// - Complexity: O(*n*) a column, with weights O(*n* log *n*); columns are spread over the processors, and the result is the same for any
  ///   number of them. Beside the columns it takes a copy of one column for each processor.
  package static func describe(
    labels: [Int32], segments: Int, weights: [Double]? = nil, values: [Double]? = nil, columns: [DescribedColumn]
  ) throws(SegmentProfileError) -> [SegmentProfile] {
    let rows = try SegmentRows(labels: labels, segments: segments, weights: weights)
    for column in columns { try column.validate(rows: labels.count) }
    if let values { try DescribedColumn(name: "value", numbers: values).validate(rows: labels.count) }

    let parts = ColumnProfiles.joined(
      Workers.map(columns.count, workers: Workers.processorCount) { ColumnProfiles(columns[$0], rows) })
    let worths = values.map { Self.worths($0, rows) }
    let total = rows.totals.reduce(0, +)
    let described = (0..<segments).map { segment in
      let isDescribed = rows.counts[segment] >= leastRows
      return (
        numbers: isDescribed ? parts.compactMap { $0.numbers[segment] } : [],
        levels: isDescribed ? parts.flatMap { $0.levels[segment] } : [],
        traits: isDescribed ? ranked(parts.flatMap { $0.traits(segment) }) : []
      )
    }
    // Columns that formed the segments name them first: those of new customers are known, too.
    let naming = described.map { segment in
      let used = segment.traits.filter(\.isUsed)
      return used.isEmpty ? segment.traits : used
    }
    let names = SegmentNames(columns, rows).names(naming, isFew: rows.counts.map { $0 < leastRows })
    return described.indices.map { segment in
      SegmentProfile(
        segment: segment, name: names[segment], rows: rows.counts[segment], weight: rows.totals[segment],
        share: .wilson(rate: min(1, rows.totals[segment] / total), rows: total), value: worths?[segment],
        numbers: described[segment].numbers, levels: described[segment].levels, traits: described[segment].traits)
    }
  }

  /// The traits among `candidates`, which come in the order of the columns.
  private static func ranked(_ candidates: [SegmentTrait]) -> [SegmentTrait] {
    var told: Set<SegmentCondition> = []
    return candidates.enumerated().filter { $0.element.strength > 0 }
      .sorted { a, b in
        let (left, right) = (a.element.strength, b.element.strength)
        if left != right { return left > right }
        if a.element.isHigher != b.element.isHigher { return a.element.isHigher }
        return a.offset < b.offset
      }
      .map(\.element)
      .filter { trait in
        guard case .level(let profile) = trait else { return true }
        defer { told.formUnion(profile.alike) }
        return !told.contains(profile.condition)
      }
  }

  private static func worths(_ values: [Double], _ rows: SegmentRows) -> [SegmentValue?] {
    let numbers = SegmentNumbers(values, rows)
    let means = numbers.moments.map { numbers.unscaled($0.mean) }
    let sums = zip(means, numbers.moments).map { $0 * $1.weight }
    let sum = sums.reduce(0, +)
    let weight = numbers.moments.reduce(0) { $0 + $1.weight }
    let hasNegative = values.contains { $0 < 0 }
    // Σ w v² of every segment, as shares of the squared sum: amounts may be too large to be squared.
    let squares = zip(means, numbers.moments).map { mean, moments in
      guard moments.weight > 0 else { return 0.0 }
      let deviation = numbers.deviation(moments)
      return moments.weight * ((mean / sum) * (mean / sum) + (deviation / sum) * (deviation / sum))
    }
    return sums.indices.map { segment -> SegmentValue? in
      guard numbers.counts[segment] >= leastRows else { return nil }
      var share: Estimate?
      if sum > 0 {
        let part = sums[segment] / sum
        let others = squares.indices.reduce(0) { $1 == segment ? $0 : $0 + squares[$1] }
        let variance = (1 - part) * (1 - part) * squares[segment] + part * part * others
        share = Estimate(
          part, standardError: weight > 1 ? (variance * (weight / (weight - 1))).squareRoot() : nil,
          within: hasNegative ? -.infinity ... .infinity : 0...1)
      }
      return SegmentValue(sum: sums[segment], share: share, mean: numbers.mean(numbers.moments[segment]))
    }
  }
}

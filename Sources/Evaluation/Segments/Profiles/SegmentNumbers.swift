/// A numeric column in every segment.
struct SegmentNumbers {
  /// By segment: the rows with a value, their moments, the median; NaN where there is none.
  let counts: [Int]
  let moments: [CentralMoments]
  let medians: [Double]
  /// Whether every value is 0 or 1.
  let isIndicator: Bool
  /// Moments are those of (value − center) · factor. The center, the middle one of the medians, keeps the digits of values
  /// that are far from 0; the factor, a power of two, keeps their fourth powers finite.
  private let center, factor: Double

  /// Medians by selection, or with weights by a sort, then two passes for the moments.
  ///
  /// - Complexity: O(*n*), with weights O(*n* log *n*).
  init(_ values: [Double], _ rows: SegmentRows) {
    let segments = rows.segments
    var counts = [Int](repeating: 0, count: segments)
    var weights = [Double](repeating: 0, count: segments)
    var isIndicator = true
    rows.forEach { row, segment, weight in
      let value = values[row]
      guard !value.isNaN else { return }
      if value != 0, value != 1 { isIndicator = false }
      counts[segment] += 1
      weights[segment] += weight
    }
    let medians = Self.medians(values, rows, counts)
    let ordered = medians.filter { !$0.isNaN }.sorted()
    let center = ordered.isEmpty ? 0 : ordered[ordered.count / 2]

    var largest = 0.0
    rows.forEach { row, _, _ in
      // Halves: the distance of two numbers may be no double.
      let half = (0.5 * values[row] - 0.5 * center).magnitude
      if half > largest { largest = half }
    }
    let exponent = largest > 0 ? max(-1_000, min(1_000, largest.exponent)) : 0
    let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
    func scaled(_ value: Double) -> Double { factor * (value - center) }
    var sums = [Double](repeating: 0, count: segments)
    rows.forEach { row, segment, weight in
      let value = values[row]
      if !value.isNaN { sums[segment] += weight * scaled(value) }
    }
    var moments = (0..<segments).map { segment in
      weights[segment] > 0
        ? CentralMoments(weight: weights[segment], mean: sums[segment] / weights[segment]) : CentralMoments()
    }
    moments.withUnsafeMutableBufferPointer { moments in
      rows.forEach { row, segment, weight in
        let value = values[row]
        if !value.isNaN { moments[segment].add(scaled(value), weight: weight) }
      }
    }
    self.counts = counts
    self.moments = moments
    self.medians = medians
    self.center = center
    self.factor = factor
    self.isIndicator = isIndicator
  }

  private static func medians(_ values: [Double], _ rows: SegmentRows, _ counts: [Int]) -> [Double] {
    var own = counts.map { count in
      var own: [Double] = []
      own.reserveCapacity(count)
      return own
    }
    var weights = own
    rows.forEach { row, segment, weight in
      guard !values[row].isNaN else { return }
      own[segment].append(values[row])
      if rows.weights != nil { weights[segment].append(weight) }
    }
    return own.indices.map { segment in
      if own[segment].isEmpty { return .nan }
      if rows.weights == nil { return Median.select(&own[segment]) }
      return WeightedQuantiles(own[segment], weights: RowWeights(weights[segment]).values).value(percent: 50)
    }
  }

  /// What is told of the column in each segment; nil where too few rows have a value.
  func profiles(_ column: DescribedColumn) -> [NumberProfile?] {
    let elsewhere = CentralMoments.elsewhere(moments)
    return moments.indices.map { segment in
      let (own, others) = (moments[segment], elsewhere[segment])
      guard counts[segment] >= SegmentProfile.leastRows else { return nil }
      return NumberProfile(
        column: column.name, isUsed: column.isUsed, isIndicator: isIndicator, weight: own.weight,
        mean: mean(own), median: medians[segment],
        meanElsewhere: others.weight > 0 ? unscaled(others.mean) : nil,
        difference: isIndicator
          ? StandardizedDifference.ofShares(share(own), share(others)) : StandardizedDifference.ofNumbers(own, others))
    }
  }

  /// The weight of the ones of a column of 0 and 1, and of all.
  private func share(_ own: CentralMoments) -> (with: Double, all: Double) {
    (with: max(0, unscaled(own.mean) * own.weight), all: own.weight)
  }

  /// The mean of a segment ± 1.96 standard errors.
  func mean(_ own: CentralMoments) -> Estimate {
    let error = own.weight > 1 ? (own.second / own.weight / (own.weight - 1)).squareRoot() : nil
    return Estimate(unscaled(own.mean), standardError: error.map { $0 / factor })
  }

  /// √(Σ *w* (*x* − mean)²/W) of a segment; NaN where it has no row.
  func deviation(_ own: CentralMoments) -> Double { (own.second / own.weight).squareRoot() / factor }

  /// A mean on the scale of the values.
  func unscaled(_ mean: Double) -> Double { center + mean / factor }
}

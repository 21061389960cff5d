import Distributions
import Evaluation
import LinearAlgebra

extension SegmentTraining {
  /// The rows that criteria are computed on, at most; of trees, whose cost grows with the square, fewer.
  private var sampledRows: Int { kind == .ward ? 2_000 : 4_000 }
  /// Resampled tables, and reference tables of the gap statistic.
  private static let replications = 20

  /// Finds segments for every number asked for in a sample of the rows, and chooses among them.
  func chooseCount(_ points: Points, progress: (Double) -> Void) throws(TrainingError) -> SegmentChoice {
    let rows = sampledRows(of: points)
    let sample = points.points(of: rows)
    var fits: [(count: Int, fit: SegmentFit)] = []
    var notFound: (count: Int, reason: String)?
    for count in segments {
      do throws(TrainingError) {
        fits.append((count, try fit(sample, count: count, search: search)))
      } catch {
        // More segments than different rows, or than a mixture can hold: what fewer gave is there to choose from.
        if fits.isEmpty { throw error }
        notFound = (count, error.description)
        break
      }
    }
    let separations = try separations(sample, fits.map(\.fit))
    let gap = kind == .kMeans ? try gap(sample, fits) : nil
    var candidates: [SegmentChoice.Candidate] = []
    for (place, (count, fit)) in fits.enumerated() {
      progress(Double(place) / Double(fits.count))
      let stability = try stability(sample, fit, count: count)
      let row = gap?.rows.first { $0.segments == count }
      candidates.append(
        SegmentChoice.Candidate(
          count: count, converged: fit.converged, deviance: fit.deviance, bic: fit.bic,
          silhouette: separations[place]?.silhouette, gap: row.map { ($0.gap, $0.standardError) },
          stability: stability,
          smallestShare: TypicalPoints(sample, fit.assignments, count: count).smallestShare))
    }
    progress(1)
    return try SegmentChoice(
      candidates, segments: fits.map(\.fit.assignments), usesBIC: kind == .gaussianMixture,
      gapChoice: gap.flatMap { $0.chosen == $0.rows.last?.segments ? nil : $0.chosen }, rows: rows,
      replications: Self.replications, notFound: notFound)
  }

  /// All rows that count where they are few, else some drawn without replacement, in the order of the table.
  private func sampledRows(of points: Points) -> [Int] {
    var rows = (0..<points.rows).filter { points.counts($0) }
    if rows.count > sampledRows {
      var generator = SplitMix64(seed: origin.seed)
      for place in 0..<sampledRows { rows.swapAt(place, place + generator.next(below: rows.count - place)) }
      rows = rows.prefix(sampledRows).sorted()
    }
    return rows
  }

  private func separations(_ sample: Points, _ fits: [SegmentFit]) throws(TrainingError) -> [SegmentSeparation?] {
    do {
      return try SegmentSeparation.judge(
        sample, fits.map(\.assignments), distance: fits.first?.rule.pointDistance ?? .euclidean, seed: origin.seed,
        workers: origin.threads)
    } catch { throw .numerical("\(error)") }
  }

  private func stability(_ sample: Points, _ found: SegmentFit, count: Int) throws(TrainingError) -> [Double] {
    var search = search
    search.starts = min(search.starts, 3)
    let quick = search
    let stability = try SegmentStability(
      found.assignments, weights: sample.weights, replications: Self.replications, seed: origin.seed
    ) { (weights: [Double]) throws(TrainingError) in
      do throws(TrainingError) {
        return try fit(sample.with(weights), count: count, search: quick).assignments
      } catch {
        // A table in which there are not as many segments has none of them.
        if case .tooManySegments = error { return [Int32](repeating: -1, count: sample.rows) }
        if case .singularComponent = error { return [Int32](repeating: -1, count: sample.rows) }
        throw error
      }
    }
    return stability.segments.map(\.mean)
  }

  private func gap(
    _ sample: Points, _ fits: [(count: Int, fit: SegmentFit)]
  ) throws(TrainingError) -> GapStatistic {
    var search = search
    search.starts = min(search.starts, 3)
    let quick = search
    return try GapStatistic(
      segments: fits.map(\.count), within: fits.map(\.fit.deviance), weight: sample.totalWeight,
      box: ReferenceBox(around: sample), references: Self.replications, referenceRows: sample.rows, seed: origin.seed
    ) { (columns: [[Double]]) throws(TrainingError) in
      let reference = Points(coordinates: columns.map { Coordinate(values: $0) }, rows: sample.rows)
      var sums: [Double] = []
      for (count, _) in fits {
        sums.append(try KMeans(segments: count, options: quick).fit(reference).withinSumOfSquares)
      }
      return sums
    }
  }
}

extension Points {
  /// The same points with other weights.
  func with(_ weights: [Double]) -> Points {
    Points(coordinates: coordinates, categories: categories, rows: rows, weights: weights)
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Differences of mean losses: the standard error is that of the mean of the rows' differences.
enum PairedLosses {
  /// The mean loss of A and of B a row, given the losses.
  static func compare(_ rows: ComparedRows, _ a: [Double], _ b: [Double]) -> MetricDifference {
    let means = (a: rows.mean { a[$0] }, b: rows.mean { b[$0] })
    let difference = rows.mean { b[$0] - a[$0] }
    let error = rows.standardError { row in (b[row] - a[row] - difference) / rows.totalWeight }
    return MetricDifference(a: means.a, b: means.b, difference: difference, standardError: error, test: .delta)
  }

  /// The difference of roots of mean losses: by the delta method a row changes √L by (ℓ − L)/(2 √L).
  static func compareRoots(_ rows: ComparedRows, _ a: [Double], _ b: [Double]) -> MetricDifference {
    let means = (a: rows.mean { a[$0] }, b: rows.mean { b[$0] })
    let roots = (a: means.a.squareRoot(), b: means.b.squareRoot())
    let error = rows.standardError { row in
      let changes = (
        a: roots.a > 0 ? (a[row] - means.a) / (2 * roots.a) : 0,
        b: roots.b > 0 ? (b[row] - means.b) / (2 * roots.b) : 0
      )
      return (changes.b - changes.a) / rows.totalWeight
    }
    return MetricDifference(a: roots.a, b: roots.b, standardError: error, test: .delta)
  }

  /// The difference of *R*² = 1 − L/V, with V the outcomes' variance: a row changes it by
  /// [(ℓ_A − ℓ_B) − (*R*²_B − *R*²_A)(*y* − ȳ)²]/V.
  static func compareExplained(
    _ rows: ComparedRows, _ outcomes: [Double], _ a: [Double], _ b: [Double]
  ) throws(UndefinedMetric) -> MetricDifference {
    let mean = rows.mean { outcomes[$0] }
    let variance = rows.mean { (outcomes[$0] - mean) * (outcomes[$0] - mean) }
    let explained = (a: 1 - rows.mean { a[$0] } / variance, b: 1 - rows.mean { b[$0] } / variance)
    guard variance > 0, explained.a.isFinite, explained.b.isFinite else { throw .constantOutcome }
    let difference = rows.mean { a[$0] - b[$0] } / variance
    let error = rows.standardError { row in
      let square = (outcomes[row] - mean) * (outcomes[row] - mean)
      return (a[row] - b[row] - difference * square) / variance / rows.totalWeight
    }
    return MetricDifference(
      a: explained.a, b: explained.b, difference: difference, standardError: error, test: .delta)
  }
}

extension PairedBinary {
  /// −log P(outcome) of every row, from links where the model has them.
  func logLosses(_ model: ComparedModel) throws(UndefinedMetric) -> [Double] {
    let predicted = model == .a ? a : b
    if let links = predicted.links {
      return RowLosses.compute(links, outcomes) { link, outcome in
        let margin = outcome == 1 ? -link : link
        return max(margin, 0) + log1p(exp(-abs(margin)))
      }
    }
    let losses = RowLosses.compute(predicted.probabilities, outcomes) { probability, outcome in
      outcome == 1 ? -log(probability) : -log1p(-probability)
    }
    if InputChecks.firstIndex(losses, where: { !$0.isFinite }) != nil { throw .certainAndWrong }
    return losses
  }

  /// (*p* − *y*)² of every row.
  func brierLosses(_ model: ComparedModel) -> [Double] {
    RowLosses.compute((model == .a ? a : b).probabilities, outcomes) { ($0 - $1) * ($0 - $1) }
  }
}

extension PairedAmounts {
  func squares(_ model: ComparedModel) -> [Double] {
    RowLosses.compute(model == .a ? a : b, outcomes) { ($1 - $0) * ($1 - $0) }
  }

  func absolutes(_ model: ComparedModel) -> [Double] {
    RowLosses.compute(model == .a ? a : b, outcomes) { abs($1 - $0) }
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How the calibration lines of two models differ on the same rows.
///
/// For probabilities it is the logistic line of ``Calibration``; for amounts the least-squares line of the outcome on
/// the prediction, and the mean of outcome − prediction as its intercept. Errors are sandwich errors of the two fits
/// taken together: they hold where the line does not fit, and in clusters.
package struct CalibrationShift: Sendable, Equatable {
  /// The slopes, ideal 1.
  package let slope: Result<MetricDifference, UndefinedMetric>
  /// The intercepts with the slope held at 1, ideal 0.
  package let intercept: Result<MetricDifference, UndefinedMetric>
  /// How much further B's slope is from 1 than A's: |slope_B − 1| − |slope_A − 1|, with the distances as `a` and `b`.
  package let slopeExcess: Result<MetricDifference, UndefinedMetric>
  /// How much further B's intercept is from 0 than A's.
  package let interceptExcess: Result<MetricDifference, UndefinedMetric>

  /// How both are judged by `rule`, with the intercept's margin in units of `interceptScale`.
  func checks(_ rule: VerdictRule, interceptScale: Double) -> [CalibrationCheck] {
    [
      CalibrationCheck(name: .calibrationSlope, excess: slopeExcess, margin: rule.calibrationSlopeMargin),
      CalibrationCheck(
        name: .calibrationIntercept, excess: interceptExcess, margin: rule.calibrationInterceptMargin * interceptScale),
    ]
  }

  /// A fitted number and its first-order change by one more of every row.
  private struct Fit: Sendable {
    let value: Double
    let changes: [Double]
  }

  private typealias Outcome = Result<Fit, UndefinedMetric>

  private init(_ rows: ComparedRows, slopes: (a: Outcome, b: Outcome), intercepts: (a: Outcome, b: Outcome)) {
    slope = Self.difference(rows, slopes)
    intercept = Self.difference(rows, intercepts)
    slopeExcess = Self.excess(rows, slopes, ideal: 1)
    interceptExcess = Self.excess(rows, intercepts, ideal: 0)
  }

  private static func difference(
    _ rows: ComparedRows, _ fits: (a: Outcome, b: Outcome)
  ) -> Result<MetricDifference, UndefinedMetric> {
    Result { () throws(UndefinedMetric) in
      let (a, b) = (try fits.a.get(), try fits.b.get())
      let error = rows.standardError { b.changes[$0] - a.changes[$0] }
      return MetricDifference(a: a.value, b: b.value, standardError: error, test: .delta)
    }
  }

  private static func excess(
    _ rows: ComparedRows, _ fits: (a: Outcome, b: Outcome), ideal: Double
  ) -> Result<MetricDifference, UndefinedMetric> {
    Result { () throws(UndefinedMetric) in
      let (a, b) = (try fits.a.get(), try fits.b.get())
      let signs = (a: a.value < ideal ? -1.0 : 1.0, b: b.value < ideal ? -1.0 : 1.0)
      let error = rows.standardError { signs.b * b.changes[$0] - signs.a * a.changes[$0] }
      return MetricDifference(
        a: abs(a.value - ideal), b: abs(b.value - ideal), standardError: error, test: .delta)
    }
  }
}

extension CalibrationShift {
  /// - Complexity: O(*n*) for each of some ten Newton steps.
  init(_ pair: PairedBinary) {
    let fits = Concurrently.both { model -> (slope: Outcome, intercept: Outcome) in
      let predicted = model == .a ? pair.a : pair.b
      let calibration = Result { () throws(UndefinedMetric) in
        try Self.links(predicted)
      }
      return (
        Result { () throws(UndefinedMetric) in try Self.slope(pair, predicted, links: calibration.get()) },
        Result { () throws(UndefinedMetric) in try Self.intercept(pair, links: calibration.get(), factor: 1) }
      )
    }
    self.init(
      pair.rows, slopes: (fits.a.slope, fits.b.slope), intercepts: (fits.a.intercept, fits.b.intercept))
  }

  private static func links(_ predicted: ModelProbabilities) throws(UndefinedMetric) -> [Double] {
    if let links = predicted.links { return links }
    let links = predicted.probabilities.map { log($0) - log1p(-$0) }
    if InputChecks.firstIndex(links, where: { !$0.isFinite }) != nil { throw .certain }
    return links
  }

  /// The maximum over α of the likelihood with the slope held at `factor`, and its changes (*y* − *p*)/Σ *w* *p*(1 − *p*).
  private static func intercept(
    _ pair: PairedBinary, links: [Double], factor: Double
  ) throws(UndefinedMetric) -> Fit {
    let curve = LogisticCurve(
      links: links, outcomes: pair.outcomes, weights: pair.rows.weights, center: 0, factor: factor)
    let scaled = (links.min() ?? 0, links.max() ?? 0)
    let ends = (min(factor * scaled.0, factor * scaled.1), max(factor * scaled.0, factor * scaled.1))
    let (value, information) = try curve.maximizeIntercept(
      within: (-ends.1 - 800, -ends.0 + 800), tolerance: 1e-24 * pair.rows.totalWeight)
    let changes = RowLosses.compute(links, pair.outcomes) { link, outcome in
      (outcome - 1 / (1 + exp(-value - factor * link))) / information
    }
    return Fit(value: value, changes: changes)
  }

  /// The slope of the two-parameter fit; its changes are the second row of (information)⁻¹ · score.
  private static func slope(
    _ pair: PairedBinary, _ predicted: ModelProbabilities, links: [Double]
  ) throws(UndefinedMetric) -> Fit {
    let predictions = Result { () throws(EvaluationError) in
      try BinaryPredictions(
        outcomes: pair.outcomes, probabilities: predicted.probabilities, links: links, weights: pair.rows.weights)
    }
    guard case .success(let predictions) = predictions else { throw .notConverged }
    let slope = try Calibration(predictions).slope().estimate
    // At the slope's maximum, the intercept's maximum is the other coordinate. About the mean link the two fits are
    // nearly uncorrelated, and nothing cancels.
    let alpha = try intercept(pair, links: links, factor: slope).value
    let center = pair.rows.mean { links[$0] }
    let curve = LogisticCurve(
      links: links, outcomes: pair.outcomes, weights: pair.rows.weights, center: center, factor: 1)
    let (a, b, d) = curve.derivatives(alpha + slope * center, slope).information
    let determinant = a * d - b * b
    let changes = RowLosses.compute(links, pair.outcomes) { link, outcome in
      let residual = outcome - 1 / (1 + exp(-alpha - slope * link))
      return residual * (a * (link - center) - b) / determinant
    }
    return Fit(value: slope, changes: changes)
  }

  init(_ pair: PairedAmounts) {
    let rows = pair.rows
    let fits = Concurrently.both { model -> (slope: Outcome, intercept: Outcome) in
      let predicted = model == .a ? pair.a : pair.b
      let bias = rows.mean { pair.outcomes[$0] - predicted[$0] }
      let intercept = Fit(
        value: bias,
        changes: RowLosses.compute(predicted, pair.outcomes) { ($1 - $0 - bias) / rows.totalWeight })
      let slope = Result { () throws(UndefinedMetric) -> Fit in
        let means = (x: rows.mean { predicted[$0] }, y: rows.mean { pair.outcomes[$0] })
        let spread = rows.mean { (predicted[$0] - means.x) * (predicted[$0] - means.x) }
        let covariance = rows.mean { (predicted[$0] - means.x) * (pair.outcomes[$0] - means.y) }
        guard spread > 0 else { throw .constantPrediction }
        let slope = covariance / spread
        let changes = RowLosses.compute(predicted, pair.outcomes) { x, y in
          (x - means.x) * (y - means.y - slope * (x - means.x)) / spread / rows.totalWeight
        }
        return Fit(value: slope, changes: changes)
      }
      return (slope, .success(intercept))
    }
    self.init(rows, slopes: (fits.a.slope, fits.b.slope), intercepts: (fits.a.intercept, fits.b.intercept))
  }
}

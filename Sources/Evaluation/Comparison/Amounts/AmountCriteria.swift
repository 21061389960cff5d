/// By what two models' predicted amounts are judged.
struct AmountCriteria {
  let differences: [NamedDifference]
  let primary: MetricName
  let segmentMetric: MetricName
  let measure: SegmentMeasure
  /// How much worse B may be in a segment, in the metric's unit.
  let margin: Double
  let calibration: CalibrationShift?
  let checks: [CalibrationCheck]

  /// Of means: errors, and the deviance of the family.
  init(_ pair: PairedAmounts, family: AmountFamily, rule: VerdictRule) throws(ComparisonError) {
    let rows = pair.rows
    let standard = family.primary
    let metrics: [MetricName] = [.rmse, .mae, .rSquared, .deviance]
    primary = try rule.primary(among: [standard] + metrics.filter { $0 != standard })
    let squares = (a: pair.squares(.a), b: pair.squares(.b))
    let absolutes = (a: pair.absolutes(.a), b: pair.absolutes(.b))
    let deviances =
      family.deviance == .gaussian ? squares : Concurrently.both { pair.deviances($0, family) }
    let isDefined = deviances.a.allSatisfy(\.isFinite) && deviances.b.allSatisfy(\.isFinite)
    let errors = PairedLosses.compareRoots(rows, squares.a, squares.b)
    let shift = CalibrationShift(pair)
    calibration = shift
    differences = [
      NamedDifference(.rSquared) { () throws(UndefinedMetric) in
        try PairedLosses.compareExplained(rows, pair.outcomes, squares.a, squares.b)
      },
      NamedDifference(.rmse) { errors },
      NamedDifference(.mae) { PairedLosses.compare(rows, absolutes.a, absolutes.b) },
      NamedDifference(.deviance) { () throws(UndefinedMetric) in
        guard isDefined else { throw .outsideFamily }
        return PairedLosses.compare(rows, deviances.a, deviances.b)
      },
      NamedDifference(.calibrationSlope) { () throws(UndefinedMetric) in try shift.slope.get() },
      NamedDifference(.calibrationIntercept) { () throws(UndefinedMetric) in try shift.intercept.get() },
    ]
    let whole: Double
    switch primary {
    case .mae:
      segmentMetric = .mae
      measure = .losses(a: absolutes.a, b: absolutes.b, outcomes: nil, form: .mean)
      whole = rows.mean { absolutes.a[$0] }
    case .deviance where isDefined && family.deviance != .gaussian:
      segmentMetric = .deviance
      measure = .losses(a: deviances.a, b: deviances.b, outcomes: nil, form: .mean)
      whole = rows.mean { deviances.a[$0] }
    default:
      segmentMetric = .rmse
      measure = .losses(a: squares.a, b: squares.b, outcomes: nil, form: .root)
      whole = errors.a
    }
    margin = rule.segmentMargin * whole
    let mean = rows.mean { pair.outcomes[$0] }
    let variance = rows.mean { (pair.outcomes[$0] - mean) * (pair.outcomes[$0] - mean) }
    checks = shift.checks(rule, interceptScale: variance.squareRoot())
  }

  /// Of quantiles: the check loss, and the share of outcomes that they cover.
  init(_ pair: PairedQuantiles, rule: VerdictRule) throws(ComparisonError) {
    let amounts = pair.amounts
    let rows = amounts.rows
    primary = try rule.primary(among: [.checkLoss])
    let losses = Concurrently.both { QuantileLosses.checks(amounts.outcomes, pair.levels, pair.quantiles($0)) }
    let covered = Concurrently.both { QuantileLosses.covered(amounts.outcomes, pair.quantiles($0)) }
    let coverage = PairedLosses.compare(rows, covered.a, covered.b)
    let nominal = QuantileLosses.nominal(pair.levels)
    differences = [
      NamedDifference(.checkLoss) { PairedLosses.compare(rows, losses.a, losses.b) },
      NamedDifference(.coverage) { coverage },
    ]
    segmentMetric = .checkLoss
    measure = .losses(a: losses.a, b: losses.b, outcomes: nil, form: .mean)
    margin = rule.segmentMargin * rows.mean { losses.a[$0] }
    calibration = nil
    let signs = (a: coverage.a < nominal ? -1.0 : 1, b: coverage.b < nominal ? -1.0 : 1)
    let error = rows.standardError { row in
      (signs.b * (covered.b[row] - coverage.b) - signs.a * (covered.a[row] - coverage.a)) / rows.totalWeight
    }
    let excess = MetricDifference(
      a: abs(coverage.a - nominal), b: abs(coverage.b - nominal), standardError: error, test: .delta)
    // In standard deviations of a row's coverage, as the intercept is in those of the amounts.
    let spread = (nominal * (1 - nominal)).squareRoot()
    checks = [
      CalibrationCheck(name: .coverage, excess: .success(excess), margin: rule.calibrationInterceptMargin * spread)
    ]
  }
}

/// The family that predicted amounts are judged as.
package struct AmountFamily: Sendable, Equatable {
  /// Its unit deviance.
  package let deviance: UnitDeviance
  /// The metric that decides where the rule names none.
  package let primary: MetricName

  /// Least squares, and whatever is judged by it.
  package static let leastSquares = AmountFamily(deviance: .gaussian, primary: .rmse)
  /// Of losses that outliers move little.
  package static let robust = AmountFamily(deviance: .gaussian, primary: .mae)

  package init(deviance: UnitDeviance, primary: MetricName = .deviance) {
    self.deviance = deviance
    self.primary = primary
  }
}

extension PairedAmounts {
  /// The unit deviance of every row; not finite where the family gives its outcome no probability.
  func deviances(_ model: ComparedModel, _ family: AmountFamily) -> [Double] {
    RowLosses.compute(model == .a ? a : b, outcomes) { family.deviance($1, $0) }
  }
}

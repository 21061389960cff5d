import Reports

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Curves as a churn model has them.
enum SampleCurves {
  /// A ROC curve of area power/(1 + power): y = 1 − (1 − x)^power.
  static func roc(power: Double, count: Int = 400) -> [CurvePoint] {
    (0...count).map { index in
      let x = Double(index) / Double(count)
      return CurvePoint(x: x, y: 1 - pow(1 - x, power))
    }
  }

  /// The precision that goes with that ROC curve, at an event rate.
  static func precisionRecall(power: Double, rate: Double) -> [CurvePoint] {
    (1...300).map { index in
      let x = Double(index) / 300
      let recall = 1 - pow(1 - x, power)
      return CurvePoint(x: recall, y: rate * recall / (rate * recall + (1 - rate) * x))
    }
  }

  /// Ten bins around the diagonal.
  static func calibration(slope: Double, shift: Double) -> [CalibrationBin] {
    [0.012, 0.031, 0.058, 0.097, 0.162, 0.244, 0.335, 0.447, 0.572, 0.731].enumerated().map { index, predicted in
      let observed = min(0.98, max(0.004, shift + slope * predicted + (index.isMultiple(of: 2) ? 0.008 : -0.011)))
      let margin = 1.96 * (observed * (1 - observed) / 141).squareRoot()
      return CalibrationBin(
        predicted: predicted, observed: observed, lower: max(0, observed - margin), upper: min(1, observed + margin),
        rows: index < 8 ? 141 : 140)
    }
  }

  /// Twenty bars of scores, many of them low.
  static let scores: [HistogramBin] = [
    402, 187, 121, 93, 76, 67, 61, 56, 52, 49, 45, 41, 38, 33, 29, 24, 17, 11, 5, 1,
  ].enumerated().map { index, rows in
    HistogramBin(from: Double(index) / 20, to: Double(index + 1) / 20, rows: rows)
  }

  /// Tenths of a model whose best tenth has 2.9 times the average.
  static let tenths: [TenthRow] = {
    let lifts = [2.90, 2.09, 1.62, 1.18, 0.84, 0.56, 0.37, 0.23, 0.14, 0.07]
    var captured = 0.0
    return lifts.enumerated().map { index, lift in
      captured += lift / 10
      return TenthRow(
        rank: index + 1, rows: index < 8 ? 141 : 140, predicted: lift * 0.2647 + 0.004, observed: lift * 0.2685,
        lift: Ranged(value: lift, lower: 0.8 * lift, upper: 1.25 * lift),
        captured: captured < 0.999
          ? Ranged(value: captured, lower: captured - 0.03, upper: min(1, captured + 0.03)) : Ranged(value: 1))
    }
  }()

  /// The lowest expected cost: `height` where both mistakes weigh alike.
  static func costs(height: Double) -> [CurvePoint] {
    (0...100).map { step in
      let x = Double(step) / 100
      let y = min(x, 1 - x, height * (1 - 2 * (x - 0.5) * (x - 0.5)))
      return CurvePoint(x: x, y: y, lower: 0.94 * y, upper: 1.06 * y)
    }
  }

  /// Profit that rises and falls: what is found less what each contact costs.
  static func profit(power: Double) -> [CurvePoint] {
    (0...60).map { index in
      let x = Double(index) / 60
      let profit = 74_000 * (1 - pow(1 - x, power)) - 61_000 * x
      let margin = 3_800 * (x * (1.6 - x)).squareRoot()
      return CurvePoint(x: x, y: profit, lower: profit - margin, upper: profit + margin)
    }
  }
}

/// One line of an evaluation.
package struct Metric: Sendable, Equatable {
  /// Its name.
  package let name: MetricName
  /// Its value, or why it has none.
  package let value: Result<Estimate, UndefinedMetric>
  /// The value that a prediction of the outcomes' mean for every row would reach; nil where it has no meaning.
  package let naive: Double?

  /// The value, if there is one.
  package var estimate: Estimate? { try? value.get() }

  init(_ name: MetricName, naive: Double?, _ compute: () throws(UndefinedMetric) -> Estimate) {
    self.name = name
    self.naive = naive.flatMap { $0.isFinite ? $0 : nil }
    value = Result { () throws(UndefinedMetric) in try compute().finite }
  }
}

/// The name of a metric, spelt as in the JSON output.
package enum MetricName: String, Sendable, CaseIterable {
  case auc
  case prAUC = "pr_auc"
  case logLoss = "log_loss"
  case accuracy
  case brier
  case topDecileLift = "top_decile_lift"
  case expectedMaximumProfit = "emp"
  case maximumProfit = "mp"
  case calibrationSlope = "calibration_slope"
  case calibrationIntercept = "calibration_intercept"
  case kolmogorovSmirnov = "ks"
  case spiegelhalterZ = "spiegelhalter_z"
  case brierReliability = "brier_reliability"
  case brierResolution = "brier_resolution"
  case brierUncertainty = "brier_uncertainty"
  case expectedCalibrationError = "ece"
  case macroAUC = "auc_macro"
  case checkLoss = "check_loss"
  case coverage
  case rSquared = "r_squared"
  case rmse, mae, deviance
}

/// Why a metric has no value on these rows.
package enum UndefinedMetric: Error, Sendable, Equatable {
  /// All outcomes are 0, or all are 1.
  case singleClass
  /// Fewer than ten rows have no top decile.
  case fewerThanTenRows
  /// A probability of exactly 0 or 1 was wrong: the loss is infinite.
  case certainAndWrong
  /// A probability of exactly 0 or 1 has no logit.
  case certain
  /// Every row has the same prediction: no slope can be told.
  case constantPrediction
  /// The predictions separate the classes without error: the best slope is infinite.
  case separated
  /// The calibration line was not found.
  case notConverged
  /// A sum of squares is too large for a double.
  case overflow
  /// Every row has the same outcome: there is no variance to explain.
  case constantOutcome
  /// Every probability is 0, ½ or 1, so the Brier score has no variance by which to judge it.
  case noVarianceOfScore
  /// A class has no row, or all of them.
  case absentClass
  /// An outcome or a prediction is one that the family gives no probability.
  case outsideFamily
}

extension UndefinedMetric: CustomStringConvertible {
  package var description: String {
    switch self {
    case .singleClass: "all outcomes are of one class: use rows that hold both"
    case .fewerThanTenRows: "fewer than ten rows have no top decile: use more rows"
    case .certainAndWrong: "a probability of exactly 0 or 1 was wrong, so the loss is infinite"
    case .certain: "a probability of exactly 0 or 1 has no logit"
    case .constantPrediction: "every row has the same prediction"
    case .separated: "the predictions separate the classes without error, so the slope is infinite"
    case .notConverged: "the calibration line did not converge: the predictions are too extreme"
    case .overflow: "the numbers are too large to be squared: rescale the target"
    case .constantOutcome: "every row has the same outcome: there is no variance to explain"
    case .absentClass: "some class has no row here, or all: use rows of every class"
    case .outsideFamily: "an outcome or a prediction is outside of what the family can take"
    case .noVarianceOfScore: "every probability is 0, ½ or 1, where the test has no variance"
    }
  }
}

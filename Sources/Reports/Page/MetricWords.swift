/// The names of metrics in words; a name that is not known stands as it is.
package enum MetricWords {
  private static let words = [
    "auc": "AUC", "pr_auc": "PR AUC", "log_loss": "Log loss", "brier": "Brier score",
    "top_decile_lift": "Top-decile lift", "calibration_slope": "Calibration slope",
    "calibration_intercept": "Calibration intercept", "deviance": "Deviance", "r_squared": "R²", "rmse": "RMSE",
    "mae": "MAE", "ks": "KS", "emp": "Expected maximum profit", "mp": "Maximum profit", "concordance": "Concordance",
    "profit": "Profit", "accuracy": "Accuracy", "auc_macro": "Mean AUC of the classes", "check_loss": "Check loss",
    "coverage": "Coverage",
  ]

  /// The words of a name.
  static func text(_ name: String) -> String { words[name] ?? name.split(separator: "_").joined(separator: " ") }

  /// The words within a sentence: abbreviations alone keep their capitals.
  package static func inSentence(_ name: String) -> String {
    let words = text(name)
    return words.dropFirst().first?.isLowercase == true ? words.prefix(1).lowercased() + words.dropFirst() : words
  }
}

extension FittedModel {
  /// Checks that the parts fit together: everything that scoring relies on, and that the certificate names the terms.
  ///
  /// - Throws: ``ModelFileError/inconsistent(_:)``.
  func checkConsistency() throws(ModelFileError) {
    var columns: Set<String> = kind.hasTarget ? [response.column] : []
    for column in encoder.features.map(\.column) + [response.trials, response.offset].compactMap(\.self) {
      try require(!column.isEmpty, "a column has no name")
      try require(columns.insert(column).inserted, "column \(column) has two roles")
    }
    for feature in encoder.features {
      switch feature {
      case .numeric(let numeric): try numeric.checkConsistency()
      case .categorical(let categorical): try categorical.checkConsistency()
      }
    }
    if kind.outcome == .binary {
      try require(
        response.event != nil || response.trials != nil,
        "a \(kind.rawValue) model must say which value of \(response.column) is the event")
    }
    let terms = encoder.termNames
    try function.checkConsistency()
    try require(
      (segments != nil) == (kind.outcome == .segments)
        && (function.componentCount != nil) == (kind.outcome == .components),
      "the parts of the model are not those of its kind")
    try segments?.checkConsistency(encoder, function)
    try require(
      predictors.count == function.predictorCount,
      "\(predictors.count) predictors where the response function takes \(function.predictorCount)")
    for predictor in predictors {
      try require(
        predictor.estimates.count == terms.count,
        "\(predictor.estimates.count) estimates where the encoder has \(terms.count) terms")
      try require(predictor.intercept.isFinite, "the intercept is not finite")
      for (term, estimate) in zip(terms, predictor.estimates) {
        try require(estimate.isFinite, "the estimate of \(term) is not finite")
      }
    }
    try require(residuals?.isConsistent ?? true, "the residuals of its intervals are not ascending numbers")
    if residuals?.isOfQuantiles ?? false {
      try require(
        kind == .quantile && predictors.count > 1, "its intervals are of several quantiles, which it does not have")
    }
    if let column = residuals?.groups?.column {
      try require(
        encoder.features.contains { $0.column == column }, "the groups of its intervals are those of no column")
    }
    try require(
      covariance?.isConsistent(predictors: predictors.count, terms: terms.count) ?? true,
      "the covariance is not one of these estimates")
    if let calibrator {
      try require(kind.outcome == .binary && link != nil, "a calibrator goes with the probability of an event")
      try require(calibrator.isConsistent, "the numbers of the calibrator are not those of a curve that never falls")
    }
    let certified = certificate.terms.map(\.term)
    if case .mean = function {
      try require(
        certified == terms || certified == ["(intercept)"] + terms,
        "the certificate's terms are not those of the encoder")
    } else {
      let known = Set(terms)
      try require(
        certified.allSatisfy { known.contains($0) || ($0.hasPrefix("(") && $0.hasSuffix(")")) },
        "the certificate has terms that the encoder does not have")
    }
    for position in predictors.indices {
      try require(
        ScoringPlan(self, predictor: position).baseline.isFinite, "the link of the average training row is not finite")
    }
  }
}

extension ResponseFunction {
  fileprivate func checkConsistency() throws(ModelFileError) {
    switch self {
    case .mean, .hurdle, .signedHurdle, .segments: break
    case .components(let count): try require(count > 0, "there is no component")
    case .classes(let names):
      try require(names.count > 1 && Set(names).count == names.count, "the classes are not two or more distinct names")
    case .orderedClasses(let names, let thresholds):
      try require(names.count > 1 && Set(names).count == names.count, "the classes are not two or more distinct names")
      try require(
        thresholds.count == names.count - 1 && thresholds.allSatisfy(\.isFinite)
          && zip(thresholds, thresholds.dropFirst()).allSatisfy { $0 < $1 },
        "the thresholds between the classes are not one fewer than these, or not ascending")
    case .quantiles(let levels):
      try require(
        !levels.isEmpty && levels.allSatisfy { $0 > 0 && $0 < 1 }
          && zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 },
        "the levels of the quantiles are not ascending within 0 and 1")
    }
  }
}

extension NumericFeature {
  fileprivate func checkConsistency() throws(ModelFileError) {
    let finite = [center, scale, lowest, highest, missingShare].allSatisfy(\.isFinite)
    try require(finite, "column \(column): a number is not finite")
    try require(scale >= 0, "column \(column): the scale is negative")
    try require(lowest <= highest, "column \(column): the range is empty")
    try require((0...1).contains(missingShare), "column \(column): the share of missing values is not within 0 and 1")
    if case .ranks(let knots) = curve {
      try require(
        knots.count > 1 && zip(knots, knots.dropFirst()).allSatisfy { $0 <= $1 },
        "column \(column): the knots of its ranks are not two or more in order")
    }
  }
}

extension CategoricalFeature {
  fileprivate func checkConsistency() throws(ModelFileError) {
    try require(groupCount > 0, "column \(column): no group")
    try require(isSorted(levels) && isSorted(pooled), "column \(column): the levels are not in order")
    try require(
      Set(levels + pooled).count == levels.count + pooled.count, "column \(column): a level occurs twice")
    if isBoolean {
      try require(
        !hasPool && levels.allSatisfy { $0 == "false" || $0 == "true" },
        "column \(column): a truth value has levels other than false and true")
    }
    try require(
      shares.count == groupCount, "column \(column): \(shares.count) shares where there are \(groupCount) groups")
    try require(
      shares.allSatisfy { (0...1).contains($0) } && abs(shares.reduce(-1, +)) <= 1e-6,
      "column \(column): the shares of the groups do not add up to 1")
  }

  /// Whether levels stand in the order of their Unicode scalar values, without repetition.
  private func isSorted(_ levels: [String]) -> Bool {
    zip(levels, levels.dropFirst()).allSatisfy { Self.precedes($0, $1) }
  }

  /// The order of levels: by Unicode scalar value, the same on every platform.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

/// Throws ``ModelFileError/inconsistent(_:)`` unless a condition holds.
func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws(ModelFileError) {
  guard condition else { throw .inconsistent(reason()) }
}

import ClienteleScoring

/// What a training table sampled by the outcome is corrected by: the event has another share in the population.
///
/// Under sampling by the outcome a logistic regression keeps its slopes, and log(π/(1 − π)) − log(ȳ/(1 − ȳ)) is what its
/// intercept lacks: exactly so for the maximum-likelihood estimates of a model that holds, and for any probability by Bayes'
/// rule. (Prentice and Pyke, *Biometrika* 66, 1979; King and Zeng, *Political Analysis* 9, 2001, equation 7.)
package struct PriorShift: Sendable {
  /// What is added to log-odds.
  package let logOdds: Double
  /// The share of the event in the population, and in the training table.
  package let population, sample: Double

  init(population: Double, _ data: TrainingTable) {
    var (events, total) = (0.0, 0.0)
    for (row, outcome) in data.target.values.enumerated() {
      let weight = data.weights?[row] ?? 1
      events += weight * outcome
      total += weight
    }
    sample = events / total
    self.population = population
    logOdds = Elementary.log(population / (1 - population)) - Elementary.log(sample / (1 - sample))
  }

  /// The weights by which the rows stand for the population, their sum unchanged.
  func weights(_ data: TrainingTable) -> [Double] {
    data.target.values.indices.map { row in
      let factor = data.target.values[row] == 1 ? population / sample : (1 - population) / (1 - sample)
      return (data.weights?[row] ?? 1) * factor
    }
  }
}

extension Regression {
  /// `model` with the curve and the prior shift in it: in the intercept where that says the same, else in a calibrator.
  func calibrated(_ model: FittedModel, _ curve: Calibrator.Curve?, _ shift: PriorShift?) -> FittedModel {
    if curve == nil, let shift, link == .logit, options.hasIntercept { return model.shifted(by: shift.logOdds) }
    if curve == nil, shift == nil { return model }
    return model.with(Calibrator(curve ?? .identity, shift: shift?.logOdds ?? 0))
  }
}

extension FittedModel {
  /// The model with `shift` added to its intercept, in the certificate too: a known number, which has no error.
  fileprivate func shifted(by shift: Double) -> FittedModel {
    var certificate = certificate
    for position in certificate.terms.indices where certificate.terms[position].term == "(intercept)" {
      certificate.terms[position] = certificate.terms[position].shifted(by: shift)
    }
    return FittedModel(
      kind: kind, response: response, encoder: encoder,
      predictor: predictor.shifted(by: shift), link: link, certificate: certificate, lineage: lineage, missing: missing,
      residuals: residuals,
      covariance: covariance)
  }
}

extension TermEstimate {
  /// The estimate with a known number added; held against the normal distribution.
  func shifted(by shift: Double) -> TermEstimate {
    var row = self
    row.estimate = estimate.map { $0 + shift }
    guard let estimate = row.estimate, let error = standardError, error > 0 else { return row }
    // The ends move along, however they were found.
    (row.lower, row.upper) = (lower.map { $0 + shift }, upper.map { $0 + shift })
    let tested = Reference(freedom: nil).row(term, estimate, error * error, false)
    (row.statistic, row.pValue) = (tested.statistic, tested.pValue)
    return row
  }
}

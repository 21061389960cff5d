import ClienteleScoring

extension TwoPart {
  /// The certificate of all parts: their terms one part after the other, likelihoods and deviances added up.
  ///
  /// The parts are independent given the columns, so that log-likelihoods add up; a lognormal's is that of the amount and
  /// not of its logarithm, lest AIC not compare with a gamma's.
  func certificate(_ fit: Fit, _ data: TrainingTable) throws(TrainingError) -> FitCertificate {
    var parts: [(name: String, own: FitCertificate)] = []
    for (part, fit) in fit.parts {
      var own = Inference(
        objective: fit.objective, solution: fit.solution, parameters: [], standardErrors: choice.options.standardErrors,
        clusters: data.clusters, nullLogLikelihood: try part.regression.nullLogLikelihood(fit.objective)
      ).certificate()
      if choice.options.intervals == .profile { own = try fit.profiled(own) }
      if part.regression.kind == .linear {
        var logarithms = 0.0
        for (row, value) in part.response.enumerated() { logarithms += (part.weights?[row] ?? 1) * value }
        own.logLikelihood -= logarithms
        own.aic = own.aic.map { $0 + 2 * logarithms }
      }
      parts.append((part.name, own))
    }
    let all = parts.map(\.own)
    let logLikelihood = all.reduce(0) { $0 + $1.logLikelihood }
    let aic = all.contains { $0.aic == nil } ? nil : all.reduce(0) { $0 + ($1.aic ?? 0) }
    // The number of parameters is what AIC has beside the likelihood.
    let total = data.weights?.reduce(0, +) ?? Double(data.table.rowCount)
    let bic = aic.map { ($0 / 2 + logLikelihood) * Elementary.log(total) - 2 * logLikelihood }
    var result = FitCertificate(
      convergence: convergence(parts),
      terms: parts.flatMap { part in
        part.own.terms.map { row in
          var row = row
          row.part = part.name
          return row
        }
      },
      parameters: parameters(parts), logLikelihood: logLikelihood, deviance: all.reduce(0) { $0 + $1.deviance },
      nullDeviance: all.reduce(0) { $0 + $1.nullDeviance }, aic: aic, bic: bic,
      dispersion: parts.first { $0.name == "amount" || $0.name == "gain" }?.own.dispersion ?? 1,
      residualDegreesOfFreedom: all.reduce(0) { $0 + $1.residualDegreesOfFreedom },
      standardErrors: choice.options.standardErrors.name, isApproximate: all.contains(where: \.isApproximate))
    result.intervals = all.first?.intervals
    return result
  }

  /// How uncertain the estimates of all parts are. They are independent given the columns: the likelihood is their product.
  ///
  /// The mean of a lognormal amount has σ²/2 in its link, whose variance is σ⁴/(2 ν) with ν degrees of freedom.
  func covariance(_ fit: Fit) throws(TrainingError) -> EstimateCovariance {
    let parts = fit.parts.map { part in
      Inference(
        objective: part.fit.objective, solution: part.fit.solution, parameters: [],
        standardErrors: choice.options.standardErrors, clusters: nil, nullLogLikelihood: 0)
    }
    let ofVariance = zip(parts, fit.parts).map { inference, part -> Double in
      if part.part.regression.kind != .linear { return 0 }
      let (variance, freedom) = inference.dispersion()
      return variance * variance / (2 * freedom)
    }
    return try KeptCovariance.join(parts, adding: ofVariance)
  }

  /// The spread of amounts: φ of a gamma, σ of a logarithm; with the name of the part where there are two.
  private func parameters(_ parts: [(name: String, own: FitCertificate)]) -> [ParameterEstimate] {
    let sizes = parts.filter { ["amount", "gain", "loss"].contains($0.name) }
    return sizes.map { part in
      let name = amounts == .gamma ? "dispersion" : "sigma"
      let value = part.own.dispersion
      return ParameterEstimate(
        name: sizes.count > 1 ? "\(name)_\(part.name)" : name,
        estimate: amounts == .gamma ? value : value.squareRoot())
    }
  }

  /// Converged where all parts are; steps add up, and of what tells trouble the worst is kept.
  private func convergence(_ parts: [(name: String, own: FitCertificate)]) -> Convergence {
    let all = parts.map(\.own.convergence)
    func named(_ terms: KeyPath<Convergence, [String]>) -> [String] {
      parts.flatMap { part in part.own.convergence[keyPath: terms].map { "\(part.name): \($0)" } }
    }
    return Convergence(
      converged: all.allSatisfy(\.converged), iterations: all.reduce(0) { $0 + $1.iterations },
      gradientNorm: all.reduce(0) { max($0, $1.gradientNorm) },
      stopReason: all.first { !$0.converged }?.stopReason ?? "gradient",
      route: all.contains { $0.route == "qr" } ? "qr" : "gram",
      reciprocalCondition: all.reduce(1) { min($0, $1.reciprocalCondition) },
      aliased: named(\.aliased), separated: named(\.separated))
  }
}

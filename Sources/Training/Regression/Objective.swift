import CVectorMath
import ClienteleScoring
import LinearAlgebra

/// The penalised log-likelihood of a design: Σ w ℓ(yᵢ, ηᵢ) − ½ λ Σw Σ dₖ βₖ², η = Xβ + offset.
///
/// β is over the design's parameters and dₖ the variance of the column as the design keeps it, so that λ multiplies ½‖β‖²
/// of standardised columns with the mean of the losses in front of it. The intercept is free.
struct Objective: Sendable {
  let design: Design
  let response: [Double]
  /// nil is 1 everywhere.
  let weights: [Double]?
  var offset: [Double]?
  let loss: any PointwiseLoss
  /// How often every row is there, where weights are more than that: of classes or of sampling.
  var repetitions: [Double]?
  /// What weights of classes add to the log-odds of every class against the first; intercepts are corrected by it.
  var logOddsShifts: [Double] = []
  /// λ.
  var ridge: Double
  let reduction: BlockReduction
  let totalWeight: Double

  init(
    design: Design, response: [Double], weights: [Double]?, offset: [Double]?, loss: any PointwiseLoss,
    ridge: Double, reduction: BlockReduction
  ) {
    self.design = design
    self.response = response
    self.weights = weights
    self.offset = offset
    self.loss = loss
    self.ridge = ridge
    self.reduction = reduction
    totalWeight = weights?.reduce(0, +) ?? Double(response.count)
  }

  /// The same but for what is given.
  func with(
    design: Design? = nil, weights: [Double]? = nil, loss: (any PointwiseLoss)? = nil, ridge: Double? = nil
  ) -> Objective {
    var other = Objective(
      design: design ?? self.design, response: response, weights: weights ?? self.weights, offset: offset,
      loss: loss ?? self.loss, ridge: ridge ?? self.ridge, reduction: reduction)
    other.repetitions = repetitions
    other.logOddsShifts = logOddsShifts
    return other
  }

  /// The same rows with the intercept and offset alone, without a penalty.
  var withoutColumns: Objective {
    let nothing = Encoder(features: [], policies: design.encoder.policies)
    return with(design: Design(rows: design.rows, empty: nothing), ridge: 0)
  }

  /// What weights of classes add to the log-odds of an event.
  var logOddsShift: Double { logOddsShifts.last ?? 0 }

  /// What one pass over the rows finds at β.
  struct Evaluation: Sendable {
    var logLikelihood: Double
    /// Σ w of the rows seen: less than all in a subsample.
    var weight: Double
    /// Of the penalised log-likelihood, by parameter.
    var gradient: [Double]
    /// Of the penalised log-likelihood, over the selection asked for.
    var negativeHessian: Matrix?
    /// log-likelihood − penalty.
    var value: Double
  }

  /// One pass at `parameters`.
  ///
  /// - Parameters:
  ///   - selection: the parameters of the negative Hessian; nil leaves it out and saves most of the time.
  ///   - runs: all rows, or every *k*-th run of blocks.
  /// - Complexity: O(*n p*²) with the Hessian, O(*n p*) without.
  func evaluate(at parameters: [Double], hessianOver selection: [Int]?, runs: RunSelection = .all) -> Evaluation {
    let statistic = reduction.reduce(
      rows: design.rows, runs: runs, makeScratch: { DesignBlock(design) },
      makeStatistic: { PassStatistic(design, withGram: selection != nil) },
      accumulate: { statistic, rows, block in
        block.fill(rows, copying: false)
        accumulate(&statistic, block, rows, parameters)
      })
    var result = Evaluation(
      logLikelihood: statistic.logLikelihood, weight: statistic.weight, gradient: statistic.gradient,
      negativeHessian: nil, value: statistic.logLikelihood)
    let strength = ridge * statistic.weight
    if let selection, let gram = statistic.gram {
      var hessian = gram.matrix(design, rowStride: statistic.rowStride, selection: selection)
      if strength > 0 {
        for (k, parameter) in selection.enumerated() { hessian[k, k] += strength * penaltyFactor(parameter) }
      }
      result.negativeHessian = hessian
    }
    if strength > 0 {
      for (k, value) in parameters.enumerated() where value != 0 {
        result.gradient[k] -= strength * penaltyFactor(k) * value
      }
      result.value -= penalty(at: parameters) * statistic.weight / totalWeight
    }
    return result
  }

  /// ½ λ Σw Σ dₖ βₖ².
  func penalty(at parameters: [Double]) -> Double {
    var sum = 0.0
    for (k, value) in parameters.enumerated() { sum += penaltyFactor(k) * value * value }
    return ridge * totalWeight * sum / 2
  }

  /// dₖ: the variance of the column as the design keeps it; the intercept is free.
  func penaltyFactor(_ parameter: Int) -> Double { design.deviation[parameter] * design.deviation[parameter] }

  private func accumulate(
    _ statistic: inout PassStatistic, _ block: DesignBlock, _ rows: Range<Int>, _ parameters: [Double]
  ) {
    let count = block.count
    statistic.logLikelihood += evaluateLoss(block, rows, parameters, withRootWeight: statistic.gram != nil)
    withOptionalPointer(weights, from: rows.lowerBound) { weight in
      if let weight { for i in 0..<count { statistic.weight += weight[i] } } else { statistic.weight += Double(count) }
    }
    statistic.addGradient(block)
    statistic.gram?.accumulate(block, isUnweighted: weights == nil && loss.hasConstantCurvature)
  }

  /// The loss in the rows of a filled block: η, w ∂ℓ/∂η and, where asked for, √W are left in the block.
  ///
  /// - Returns: Σ w ℓ.
  func evaluateLoss(
    _ block: DesignBlock, _ rows: Range<Int>, _ parameters: [Double], withRootWeight: Bool
  ) -> Double {
    linearPredictor(block, rows, parameters)
    return withOptionalPointer(weights, from: rows.lowerBound) { weight in
      response.withUnsafeBufferPointer { response in
        guard let y = response.baseAddress else { return 0 }
        return loss.evaluate(
          eta: block.eta.pointer, response: y + rows.lowerBound, weight: weight, count: block.count,
          residual: block.residual.pointer, rootWeight: withRootWeight ? block.rootWeight.pointer : nil)
      }
    }
  }

  /// η of a filled block.
  func linearPredictor(_ block: DesignBlock, _ rows: Range<Int>, _ parameters: [Double]) {
    let eta = block.eta.pointer
    block.multiply(by: parameters, into: eta)
    withOptionalPointer(offset, from: rows.lowerBound) { offset in
      if let offset { cvm_axpy(1, offset, eta, block.count) }
    }
  }
}

/// The sums of one pass.
struct PassStatistic: BlockStatistic {
  var logLikelihood = 0.0
  var weight = 0.0
  var gradient: [Double]
  var gram: WeightedGram?
  let rowStride: Int

  init(_ design: Design, withGram: Bool) {
    gradient = [Double](repeating: 0, count: design.parameterCount)
    rowStride = (design.denseCount + 1 + 7) & ~7
    gram = withGram ? WeightedGram(design, rowStride: rowStride) : nil
  }

  mutating func merge(_ later: PassStatistic) {
    logLikelihood += later.logLikelihood
    weight += later.weight
    add(later.gradient, to: &gradient)
    if let other = later.gram { gram?.merge(other) }
  }

  /// gradient += X' residual, before the columns are scaled.
  mutating func addGradient(_ block: DesignBlock) {
    gradient.withUnsafeMutableBufferPointer { gradient in
      guard let target = gradient.baseAddress else { return }
      block.addTransposed(times: block.residual.pointer, to: target)
    }
  }
}

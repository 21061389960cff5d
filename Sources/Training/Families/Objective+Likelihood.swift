import CVectorMath
import ClienteleScoring
import LinearAlgebra

extension Objective {
  /// Σ w over rows of f(y), merged in fixed order.
  private func sum(_ f: @Sendable @escaping (Double) -> Double) -> Double {
    let statistic = reduction.reduce(
      rows: design.rows, makeScratch: { 0 }, makeStatistic: { Total() },
      accumulate: { total, rows, _ in
        for row in rows {
          let weight = weights?[row] ?? 1
          if weight > 0 { total.value += weight * f(response[row]) }
        }
      })
    return statistic.value
  }

  /// Σ w over rows of f(y, log y), likewise.
  private func sumWithLogs(_ f: @Sendable @escaping (Double, Double) -> Double) -> Double {
    let statistic = reduction.reduce(
      rows: design.rows, makeScratch: { AlignedBuffer(count: BlockReduction.blockRows) }, makeStatistic: { Total() },
      accumulate: { total, rows, logs in
        withOptionalPointer(response, from: rows.lowerBound) { y in
          guard let y else { return }
          cvm_log(y, logs.pointer, rows.count)
          for (k, row) in rows.enumerated() {
            let weight = weights?[row] ?? 1
            if weight > 0 { total.value += weight * f(y[k], logs.pointer[k]) }
          }
        }
      })
    return statistic.value
  }

  /// The dispersion around the mean outcome, in which differences of likelihoods have no unit; 1 where φ is.
  var dispersionOfOutcomes: Double {
    let family = loss.family
    if !family.hasFreeDispersion { return 1 }
    let mean = sum { $0 } / totalWeight
    let squares = sum { ($0 - mean) * ($0 - mean) } / totalWeight
    let result = squares / family.variance(mean)
    return result > 0 && result.isFinite ? result : 1
  }

  /// Σ w ℓ at means equal to the outcomes.
  var saturatedLogLikelihood: Double {
    let family = loss.family
    if family == .gaussian || (family == .binomial && areZeroOne(response)) { return 0 }
    return sumWithLogs { family.saturated($0, logY: $1) }
  }

  /// The log-likelihood with all constants: Σ w ℓ/φ + Σ w c(y, φ).
  func fullLogLikelihood(_ logLikelihood: Double, dispersion: Double) -> Double {
    let family = loss.family
    if family == .binomial { return logLikelihood }
    return logLikelihood / dispersion + sumWithLogs(family.normalizer(dispersion: dispersion))
  }

  /// The mean of every row.
  func means(at parameters: [Double]) -> [Double] {
    var means = product(with: parameters)
    for row in means.indices { means[row] = loss.link.mean(means[row] + (offset?[row] ?? 0)) }
    return means
  }

  /// Pearson's χ²: Σ w (y − μ)²/V(μ).
  func pearson(at parameters: [Double]) -> Double {
    let (family, link) = (loss.family, loss.link)
    return reduction.reduce(
      rows: design.rows, makeScratch: { DesignBlock(design) }, makeStatistic: { Total() },
      accumulate: { total, rows, block in
        block.fill(rows, copying: false)
        linearPredictor(block, rows, parameters)
        let (eta, means) = (block.eta.pointer, block.residual.pointer)
        link.evaluate(eta, count: block.count, mean: means, slope: block.rootWeight.pointer, logMean: eta)
        for (k, row) in rows.enumerated() {
          let weight = weights?[row] ?? 1
          if weight == 0 { continue }
          let mean = means[k]
          total.value += weight * (response[row] - mean) * (response[row] - mean) / family.variance(mean)
        }
      }
    ).value
  }
}

/// A sum over rows.
private struct Total: BlockStatistic {
  var value = 0.0

  mutating func merge(_ later: Total) { value += later.value }
}

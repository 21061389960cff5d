import LinearAlgebra

/// Multinomial logit: P(class k) = exp ηₖ / Σ exp ηⱼ with η of the first class 0.
///
/// The parameters are those of the second class over the selection, then of the third, … A ridge is on the coefficients of
/// all classes with their mean taken out, so that it does not matter which class is first: ½ λ Σw Σ dₖ (Σⱼ βⱼ² − (Σⱼ βⱼ)²/K).
struct MultinomialLikelihood: ClassLikelihood {
  let objective: Objective
  /// Independent parameters.
  let selection: [Int]
  let classCount: Int

  var reach: [Double] {
    (1..<classCount).flatMap { _ in selection.map { objective.design.reach[$0] } }
  }

  /// A row of class y has η of y above that of every other class.
  var shape: ClassSeparation.Shape {
    let width = selection.count
    return .init(
      count: (classCount - 1) * width, blocks: (1..<classCount).map { ($0 - 1) * width },
      inequalities: (0..<classCount).map { y in
        (0..<classCount).filter { $0 != y }.map { k in
          let parts = [(class: y, sign: 1.0), (class: k, sign: -1.0)].filter { $0.class > 0 }
          return .init(blocks: parts.map { (($0.class - 1) * width, $0.sign) })
        }
      })
  }

  /// The coefficients of every class over all parameters of the design, the first class's 0.
  func coefficients(_ parameters: [Double]) -> [[Double]] {
    (0..<classCount).map { k in
      var result = [Double](repeating: 0, count: objective.design.parameterCount)
      if k == 0 { return result }
      for (place, parameter) in selection.enumerated() {
        result[parameter] = parameters[(k - 1) * selection.count + place]
      }
      return result
    }
  }

  func value(at parameters: [Double]) -> Double? {
    let value = probabilities(parameters).logLikelihood - penalty(parameters)
    return value.isFinite ? value : nil
  }

  /// The log-likelihood and its gradient, without the penalty, and the probabilities by class and row.
  func score(at parameters: [Double]) -> (logLikelihood: Double, gradient: [Double], shares: [[Double]])? {
    let (shares, logLikelihood) = probabilities(parameters)
    guard logLikelihood.isFinite else { return nil }
    let weights = objective.weights
    var gradient: [Double] = []
    for k in 1..<classCount {
      let residual = objective.response.indices.map { row in
        (weights?[row] ?? 1) * ((objective.response[row] == Double(k) ? 1 : 0) - shares[k][row])
      }
      let sums = objective.transposedProduct(with: residual)
      gradient += selection.map { sums[$0] }
    }
    return (logLikelihood, gradient, shares)
  }

  func evaluate(at parameters: [Double]) -> ClassEvaluation? {
    guard let (logLikelihood, slope, shares) = score(at: parameters) else { return nil }
    let (width, weights) = (selection.count, objective.weights)
    var gradient = slope
    var hessian = Matrix(rows: gradient.count, columns: gradient.count)
    for k in 1..<classCount {
      for j in 1...k {
        let products = objective.response.indices.map { row in
          (weights?[row] ?? 1) * shares[j][row] * (j == k ? 1 - shares[k][row] : shares[k][row])
        }
        let block = objective.gram(of: products, over: selection)
        let (down, right) = ((j - 1) * width, (k - 1) * width)
        for b in 0..<width {
          for a in 0..<width {
            hessian[down + a, right + b] = j == k ? block[a, b] : -block[a, b]
            hessian[right + b, down + a] = hessian[down + a, right + b]
          }
        }
      }
    }
    addPenalty(parameters, &gradient, &hessian)
    return ClassEvaluation(
      value: logLikelihood - penalty(parameters), logLikelihood: logLikelihood, gradient: gradient,
      negativeHessian: hessian)
  }

  /// Σ f (w/f)² s s' with f how often a row is there and s = (1[y = k] − pₖ) x: the filling of the sandwich.
  func filling(at parameters: [Double]) -> Matrix {
    let shares = probabilities(parameters).shares
    let (width, weights) = (selection.count, objective.weights)
    let counts = objective.repetitions ?? weights
    let residuals = (1..<classCount).map { k in
      objective.response.indices.map { row -> Double in
        let count = counts?[row] ?? 1
        if count == 0 { return 0 }
        return (weights?[row] ?? 1) / count.squareRoot()
          * ((objective.response[row] == Double(k) ? 1 : 0) - shares[k][row])
      }
    }
    var filling = Matrix(rows: (classCount - 1) * width, columns: (classCount - 1) * width)
    for k in residuals.indices {
      for j in 0...k {
        // A Gram matrix takes weights from 0 up: products of either sign are taken apart.
        let products = zip(residuals[j], residuals[k]).map(*)
        let above = objective.gram(of: products.map { max($0, 0) }, over: selection)
        let below = j == k ? nil : objective.gram(of: products.map { max(-$0, 0) }, over: selection)
        for b in 0..<width {
          for a in 0..<width {
            let sum = above[a, b] - (below?[a, b] ?? 0)
            filling[j * width + a, k * width + b] = sum
            filling[k * width + b, j * width + a] = sum
          }
        }
      }
    }
    return filling
  }

  /// The probabilities by class and row, and Σ w log P of the classes observed.
  private func probabilities(_ parameters: [Double]) -> (shares: [[Double]], logLikelihood: Double) {
    let coefficients = coefficients(parameters)
    var links = coefficients.dropFirst().map { objective.product(with: $0) }
    links.insert([Double](repeating: 0, count: objective.design.rows), at: 0)
    var sum = 0.0
    for row in objective.response.indices {
      var highest = 0.0
      for k in 0..<classCount { highest = max(highest, links[k][row]) }
      var total = 0.0
      let observed = links[Int(objective.response[row])][row]
      for k in 0..<classCount {
        links[k][row] = Elementary.exp(links[k][row] - highest)
        total += links[k][row]
      }
      for k in 0..<classCount { links[k][row] /= total }
      sum += (objective.weights?[row] ?? 1) * (observed - highest - Elementary.log(total))
    }
    return (links, sum)
  }

  /// The strength of the penalty on a parameter of the design.
  private func strength(_ place: Int) -> Double {
    objective.ridge * objective.totalWeight * objective.penaltyFactor(selection[place])
  }

  private func penalty(_ parameters: [Double]) -> Double {
    if objective.ridge == 0 { return 0 }
    var sum = 0.0
    for place in selection.indices {
      let values = (1..<classCount).map { parameters[($0 - 1) * selection.count + place] }
      let total = values.reduce(0, +)
      sum += strength(place) * (values.reduce(0) { $0 + $1 * $1 } - total * total / Double(classCount)) / 2
    }
    return sum
  }

  private func addPenalty(_ parameters: [Double], _ gradient: inout [Double], _ hessian: inout Matrix) {
    if objective.ridge == 0 { return }
    let (width, share) = (selection.count, 1 / Double(classCount))
    for place in selection.indices {
      let strength = strength(place)
      let total = (1..<classCount).reduce(0) { $0 + parameters[($1 - 1) * width + place] }
      for k in 0..<(classCount - 1) {
        gradient[k * width + place] -= strength * (parameters[k * width + place] - share * total)
        for j in 0..<(classCount - 1) {
          hessian[k * width + place, j * width + place] += strength * ((j == k ? 1 : 0) - share)
        }
      }
    }
  }
}

import LinearAlgebra

/// Estimates and covariances taken from a design's scaled parameters to the original scale of its columns.
struct OriginalScale: Sendable {
  let design: Design

  /// The intercept, then one estimate a term.
  func estimates(_ parameters: [Double]) -> (intercept: Double, terms: [Double]) {
    var intercept = design.hasIntercept ? parameters[0] : 0
    for k in 1..<(design.denseCount + 1) where parameters[k] != 0 {
      intercept -= parameters[k] * design.shift[k] / design.spread[k]
    }
    let terms = design.parameterOfTerm.map { k in
      k <= design.denseCount ? parameters[k] / design.spread[k] : parameters[k]
    }
    return (intercept, terms)
  }

  /// The variance of every term from a covariance over `parameters`; nil where a parameter is not among them.
  func variances(_ covariance: Matrix, over parameters: [Int]) -> [Double?] {
    var position = [Int?](repeating: nil, count: design.parameterCount)
    for (k, parameter) in parameters.enumerated() { position[parameter] = k }
    return design.parameterOfTerm.map { parameter -> Double? in
      guard let k = position[parameter] else { return nil }
      let factor = parameter <= design.denseCount ? 1 / design.spread[parameter] : 1
      return covariance[k, k] * factor * factor
    }
  }

  /// A term as a function of the parameters.
  func function(ofTerm term: Int) -> [Double] {
    let parameter = design.parameterOfTerm[term]
    var result = [Double](repeating: 0, count: design.parameterCount)
    result[parameter] = parameter <= design.denseCount ? 1 / design.spread[parameter] : 1
    return result
  }

  /// The intercept as a function of the parameters, to be multiplied by them and summed.
  var intercept: [Double] {
    (0..<design.parameterCount).map { parameter in
      if parameter == 0 { return 1 }
      return parameter <= design.denseCount ? -design.shift[parameter] / design.spread[parameter] : 0
    }
  }
}

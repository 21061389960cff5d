import LinearAlgebra

/// The coordinates of a penalised fit: the intercept, if there is one, then the coefficients of standardised columns.
///
/// A column that is constant in the rows used has no coordinate: its coefficient is 0. Levels with an order have their steps
/// from level to level for coordinates, of which bounds are all that is asked.
struct StandardizedCoordinates: Sendable {
  /// The parameter of the design behind every coordinate.
  let parameters: [Int]
  /// A coordinate is its parameter times this: the standard deviation of the column as the design keeps it.
  let scale: [Double]
  /// The coordinates that are not penalised: 1 with an intercept, else 0.
  let free: Int
  let parameterCount: Int
  /// The bounds of the penalised coordinates.
  private(set) var lower, upper: [Double]
  /// Coordinates whose column says what an earlier one says: held at 0.
  private(set) var copies: [Int] = []
  /// Of levels with an order, by coordinate: the coordinate of the level before on the way from the baseline, and the sign of
  /// the step. The nearest to the baseline first.
  private let steps: [(own: Int, before: Int?, sign: Double)]

  init(_ design: Design, _ bounds: ParameterBounds) {
    free = design.hasIntercept ? 1 : 0
    parameters = design.candidates.filter { $0 == 0 || design.deviation[$0] > 0 }
    let ordered = bounds.chains.flatMap(\.steps)
    let isOrdered = Set(ordered.map(\.parameter))
    scale = parameters.map { $0 == 0 || isOrdered.contains($0) ? 1 : design.deviation[$0] }
    var place: [Int: Int] = [:]
    for (k, parameter) in parameters.enumerated() { place[parameter] = k }
    steps = ordered.compactMap { step in
      place[step.parameter].map { own in (own, step.before.flatMap { place[$0] }, step.sign) }
    }
    parameterCount = design.parameterCount
    let (scale, parameters) = (scale, parameters)
    // A bound that division by the scale would carry beyond itself is drawn in.
    func scaled(_ bound: Double, _ k: Int, by toward: (Double) -> Double, _ isBeyond: (Double, Double) -> Bool)
      -> Double
    {
      let result = bound * scale[k]
      return bound.isFinite && isBeyond(result / scale[k], bound) ? toward(result) : result
    }
    let penalised = parameters.indices.dropFirst(free)
    lower = penalised.map { scaled(bounds.lower[parameters[$0]], $0, by: { $0.nextUp }, <) }
    upper = penalised.map { scaled(bounds.upper[parameters[$0]], $0, by: { $0.nextDown }, >) }
    for step in steps { lower[step.own - free] = 0 }
  }

  func coordinates(_ parameters: [Double]) -> [Double] {
    let effects = zip(self.parameters, scale).map { parameters[$0] * $1 }
    var result = effects
    for step in steps { result[step.own] = step.sign * (effects[step.own] - (step.before.map { effects[$0] } ?? 0)) }
    return result
  }

  func design(_ coordinates: [Double]) -> [Double] {
    var effects = coordinates
    for step in steps {
      effects[step.own] = (step.before.map { effects[$0] } ?? 0) + step.sign * coordinates[step.own]
    }
    var result = [Double](repeating: 0, count: parameterCount)
    for (k, parameter) in parameters.enumerated() { result[parameter] = effects[k] / scale[k] }
    return result
  }

  /// The derivative in the coordinates of a derivative in the parameters.
  func gradient(_ gradient: [Double]) -> [Double] {
    var result = zip(parameters, scale).map { gradient[$0] / $1 }
    collect(&result)
    return result
  }

  /// Takes derivatives in the effects of levels to derivatives in the steps: a step moves all levels beyond it.
  private func collect(_ values: inout [Double]) {
    for step in steps.reversed() { if let before = step.before { values[before] += values[step.own] } }
    for step in steps { values[step.own] *= step.sign }
  }

  /// The same of second derivatives over ``parameters``.
  func hessian(_ hessian: Matrix) -> Matrix {
    var result = hessian
    for j in scale.indices { for i in scale.indices { result[i, j] /= scale[i] * scale[j] } }
    if steps.isEmpty { return result }
    for _ in 0..<2 {
      for j in scale.indices {
        var column = scale.indices.map { result[$0, j] }
        collect(&column)
        for i in scale.indices { result[i, j] = column[i] }
      }
      result = result.transposed
    }
    return result
  }

  /// Holds the coordinates of `parameters` at 0.
  mutating func hold(_ parameters: [Int]) {
    for (k, parameter) in self.parameters.enumerated() where k >= free && parameters.contains(parameter) {
      copies.append(k)
      (lower[k - free], upper[k - free]) = (0, 0)
    }
  }

  /// The nearest coordinates within the bounds.
  func within(_ coordinates: [Double]) -> [Double] {
    coordinates.enumerated().map { k, value in
      k < free ? value : min(max(value, lower[k - free]), upper[k - free])
    }
  }

  /// Whether a coordinate is at a bound of its own.
  func isBound(_ k: Int, _ value: Double) -> Bool {
    k >= free && !copies.contains(k) && (value <= lower[k - free] || value >= upper[k - free])
  }

  /// Levels that a step of 0 ties to another: the parameter, and that of the level nearest to the baseline of those with the
  /// same effect; nil where that is the baseline.
  func ties(_ coordinates: [Double]) -> [Int: Int?] {
    var result: [Int: Int?] = [:]
    for step in steps where coordinates[step.own] == 0 {
      let before = step.before.map { parameters[$0] }
      if let before, let nearer = result[before] {
        result[parameters[step.own]] = nearer
      } else {
        result[parameters[step.own]] = .some(before)
      }
    }
    return result
  }

  /// Holds every coordinate at 0 whose column is an earlier one's, or its negative: ‖β‖₁ cannot tell the two apart.
  ///
  /// - Parameter hessian: in the coordinates.
  mutating func holdCopies(_ hessian: Matrix) {
    let size = parameters.count
    let border = (0..<size).map { free == 1 ? hessian[$0, 0] / hessian[0, 0].squareRoot() : 0 }
    let length = (0..<size).map { (hessian[$0, $0] - border[$0] * border[$0]).squareRoot() }
    for k in free..<max(size, free) {
      let isCopy = (free..<k).contains { earlier in
        let product = abs(hessian[earlier, k] - border[earlier] * border[k])
        return product >= (1 - 1e-11) * length[earlier] * length[k]
      }
      if isCopy {
        copies.append(k)
        (lower[k - free], upper[k - free]) = (0, 0)
      }
    }
  }
}

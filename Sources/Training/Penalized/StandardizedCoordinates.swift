import LinearAlgebra

/// The coordinates of a penalised fit: the intercept, if there is one, then the coefficients of standardised columns.
///
/// A column that is constant in the rows used has no coordinate: its coefficient is 0.
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

  init(_ design: Design) {
    free = design.hasIntercept ? 1 : 0
    parameters = design.candidates.filter { $0 == 0 || design.deviation[$0] > 0 }
    scale = parameters.map { $0 == 0 ? 1 : design.deviation[$0] }
    parameterCount = design.parameterCount
    lower = [Double](repeating: -.infinity, count: parameters.count - free)
    upper = [Double](repeating: .infinity, count: parameters.count - free)
  }

  func coordinates(_ parameters: [Double]) -> [Double] {
    zip(self.parameters, scale).map { parameters[$0] * $1 }
  }

  func design(_ coordinates: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: parameterCount)
    for (k, parameter) in parameters.enumerated() { result[parameter] = coordinates[k] / scale[k] }
    return result
  }

  /// The derivative in the coordinates of a derivative in the parameters.
  func gradient(_ gradient: [Double]) -> [Double] { zip(parameters, scale).map { gradient[$0] / $1 } }

  /// The same of second derivatives over ``parameters``.
  func hessian(_ hessian: Matrix) -> Matrix {
    var result = hessian
    for j in scale.indices { for i in scale.indices { result[i, j] /= scale[i] * scale[j] } }
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

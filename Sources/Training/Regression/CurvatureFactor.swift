import LinearAlgebra

/// A factorised negative Hessian over the parameters that can be told apart.
struct CurvatureFactor: Sendable {
  private enum Factor: Sendable {
    case cholesky(SequentialCholesky)
    case orthogonal(RankRevealingQR)
  }

  /// The parameters that were offered, and the positions among them that are independent of earlier ones.
  let selection: [Int]
  let kept: [Int]
  private let factor: Factor
  /// The Hessian of a subsample times this is the Hessian of all rows.
  private var multiple = 1.0

  init(_ cholesky: SequentialCholesky, selection: [Int]) {
    self.selection = selection
    kept = cholesky.kept
    factor = .cholesky(cholesky)
  }

  init(_ qr: RankRevealingQR, selection: [Int]) {
    self.selection = selection
    kept = qr.independent
    factor = .orthogonal(qr)
  }

  /// The parameters that are independent, and those that are combinations of earlier ones.
  var independent: [Int] { kept.map { selection[$0] } }
  var aliased: [Int] { Set(selection.indices).subtracting(kept).sorted().map { selection[$0] } }
  var route: String {
    switch factor {
    case .cholesky: "gram"
    case .orthogonal: "qr"
    }
  }

  var reciprocalCondition: Double {
    switch factor {
    case .cholesky(let cholesky): cholesky.reciprocalCondition.squareRoot()
    case .orthogonal(let qr): qr.reciprocalCondition
    }
  }

  /// This factor for a Hessian `multiple` times as large.
  func scaled(by multiple: Double) -> CurvatureFactor {
    var result = self
    result.multiple *= multiple
    return result
  }

  /// The Newton step −H⁻¹ gradient over all parameters, 0 outside the independent ones, and its decrement g'(−H)⁻¹g.
  func step(_ gradient: [Double]) -> (step: [Double], decrement: Double) {
    let right = independent.map { gradient[$0] }
    var solution: [Double]
    switch factor {
    case .cholesky(let cholesky): solution = cholesky.solve(right)
    case .orthogonal(let qr): solution = qr.solveGram(right)
    }
    for k in solution.indices { solution[k] /= multiple }
    return (spread(solution, over: gradient.count), zip(solution, right).reduce(0) { $0 + $1.0 * $1.1 })
  }

  /// The least-squares step of the orthogonal route for the right-hand side that was factorised with it.
  func leastSquaresStep(over count: Int) -> [Double]? {
    guard case .orthogonal(let qr) = factor else { return nil }
    return spread(qr.solve(), over: count)
  }

  /// c'(−H)⁻¹c for a function c of the parameters, over the independent ones.
  ///
  /// The orthogonal route sums squares: nothing cancels where columns nearly say the same.
  func variance(of function: [Double]) -> Double {
    let right = independent.map { function[$0] }
    switch factor {
    case .cholesky(let cholesky): return dot(cholesky.solve(right), right) / multiple
    case .orthogonal(let qr):
      let half = qr.solveTransposed(right)
      return dot(half, half) / multiple
    }
  }

  /// By independent parameter, about the sine between its weighted column and the span of all others, where the design is
  /// ill-conditioned enough to ask: (√(H_kk (H⁻¹)_kk))⁻¹.
  func sines(_ inverse: Matrix) -> [Double]? {
    guard case .orthogonal(let qr) = factor else { return nil }
    return qr.columnLengths.enumerated().map { k, length in
      1 / (length * (multiple * inverse[k, k]).squareRoot())
    }
  }

  /// (−H)⁻¹ over ``independent``.
  func inverse() -> Matrix {
    var result: Matrix
    switch factor {
    case .cholesky(let cholesky): result = cholesky.inverse()
    case .orthogonal(let qr): result = qr.inverseGram()
    }
    if multiple != 1 {
      for j in 0..<result.columns { for i in 0..<result.rows { result[i, j] /= multiple } }
    }
    return result
  }

  private func spread(_ values: [Double], over count: Int) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    for (value, parameter) in zip(values, independent) { result[parameter] = value }
    return result
  }
}

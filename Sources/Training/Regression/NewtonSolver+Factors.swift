import LinearAlgebra

extension NewtonSolver {
  /// Below this squared sine between a column and the span of earlier ones a Gram matrix cannot tell what is exact.
  private static let doubtful = 1e-8
  /// Below this one least squares would lose more than four digits by the Gram matrix.
  private static let doubtfulForLeastSquares = 1e-4
  /// A column whose residual on earlier ones is this small beside it is a combination of them.
  static let aliasTolerance = 1e-11

  /// Factorises a first Hessian and decides which candidates are combinations of earlier ones.
  ///
  /// The Gram matrix decides alone where every pivot is large; else a QR of the design itself does.
  func resolve(
    _ evaluation: Objective.Evaluation, at parameters: [Double], over candidates: [Int], runs: RunSelection
  ) throws(TrainingError) -> CurvatureFactor {
    let cholesky = try cholesky(evaluation)
    // In a subsample a level may be absent: that is no reason for a QR.
    if isTrusted(cholesky) || runs != .all { return CurvatureFactor(cholesky, selection: candidates) }
    let qr = try orthogonal(at: parameters, over: candidates)
    if qr.aliased.isEmpty { return qr }
    // Once the combinations are gone the Gram matrix may serve again.
    let positions = qr.kept
    guard let hessian = evaluation.negativeHessian else { return qr }
    var reduced = Matrix(rows: positions.count, columns: positions.count)
    for (j, b) in positions.enumerated() { for (i, a) in positions.enumerated() { reduced[i, j] = hessian[a, b] } }
    let again = try SequentialCholesky.checked(reduced)
    return isTrusted(again) ? CurvatureFactor(again, selection: qr.independent) : qr
  }

  /// Factorises a later Hessian over parameters known to be independent.
  func factor(
    _ evaluation: Objective.Evaluation, at parameters: [Double], over selection: [Int], runs: RunSelection
  ) throws(TrainingError) -> CurvatureFactor {
    let cholesky = try cholesky(evaluation)
    if isTrusted(cholesky) || runs != .all { return CurvatureFactor(cholesky, selection: selection) }
    return try orthogonal(at: parameters, over: selection)
  }

  /// Whether a Gram matrix of such pivots has digits enough.
  private func isTrusted(_ cholesky: SequentialCholesky) -> Bool {
    let limit = objective.loss.hasConstantCurvature ? Self.doubtfulForLeastSquares : Self.doubtful
    return cholesky.aliased.isEmpty && cholesky.smallestPivotRatio >= limit
  }

  private func cholesky(_ evaluation: Objective.Evaluation) throws(TrainingError) -> SequentialCholesky {
    guard let hessian = evaluation.negativeHessian else {
      throw .numerical("the Hessian was not evaluated")
    }
    return try SequentialCholesky.checked(hessian)
  }

  private func orthogonal(at parameters: [Double], over selection: [Int]) throws(TrainingError) -> CurvatureFactor {
    let factor = objective.triangularFactor(at: parameters, over: selection)
    do {
      return CurvatureFactor(
        try RankRevealingQR(factor.r, columns: selection.count, tolerance: Self.aliasTolerance), selection: selection)
    } catch { throw .numerical("the design could not be factorised: \(error)") }
  }
}

extension SequentialCholesky {
  /// A factorisation whose failure is a training error.
  /// What keeps a Hessian from being finite.
  static let overflow =
    "the likelihood overflows, or a mean leaves the range of the family: rescale extreme values of columns or offsets"

  static func checked(_ gram: Matrix) throws(TrainingError) -> SequentialCholesky {
    do { return try SequentialCholesky(gram: gram, tolerance: 1e-13) } catch {
      throw .numerical(Self.overflow)
    }
  }
}

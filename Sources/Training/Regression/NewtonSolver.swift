import LinearAlgebra

/// Maximises an ``Objective`` by Newton's method with step-halving.
///
/// A Hessian is kept, and corrected along the steps taken, while they shrink the decrement at least twentyfold: most
/// passes only need a gradient; on large tables a part of the blocks finds the start. A fresh Hessian makes the last step. On
/// small tables another is evaluated after it; on large ones a sample tells what the step leaves (``LastMove``), or it is so
/// short that the Hessian before it is the optimum's to five digits, and that point is certified. (Modified Newton: Kelley, *Iterative Methods for Linear and Nonlinear Equations*, SIAM
/// 1995, chapter 5.)
struct NewtonSolver: Sendable {
  let objective: Objective
  var maximumIterations = 40
  /// The same where an optimum is known to exist: outliers can make the way to it long.
  var maximumProvenIterations = 400
  /// Tables with more runs of blocks than this start on some of them.
  var runsBeforeSubsampling = 20

  /// The estimates and how they were reached.
  struct Solution: Sendable {
    var parameters: [Double]
    var evaluation: Objective.Evaluation
    var factor: CurvatureFactor
    var iterations: Int
    var stopReason: StopReason
    var aliased: [Int]
    var separated: [Int]
    /// Parameters that only rows of probability 0 or 1 speak of: no estimate means anything.
    var saturated: [Int] = []
    /// Where rows were separated, the objective over the others.
    var rest: Objective?
    /// What a penalty that selects, or bounds, hold fixed.
    var restriction: Restriction?
    /// Largest absolute component of the mean gradient over the independent parameters.
    var gradientNorm: Double {
      if let restriction { return restriction.residual }
      return factor.independent.reduce(0) { max($0, abs(evaluation.gradient[$1])) }
        / max(evaluation.weight, .leastNormalMagnitude)
    }
    var converged: Bool { stopReason == .gradient || stopReason == .exact }
  }

  /// Whether the rows are known to overlap, so that there is a maximum.
  private enum Overlap { case unknown, proven, doubtful }

  enum StopReason: String, Sendable {
    /// The decrement vanished.
    case gradient
    /// Least squares: one solve is the answer.
    case exact
    case separation, iterations
    case noProgress = "no-progress"
  }

  /// The decrement a row at which one Newton step is the last: it moves links by 10⁻⁷ in the mean, and leaves a decrement
  /// of about the square.
  private static let tolerance = 1e-14
  /// That of large tables, whose passes are dear: 10⁻⁵. What it leaves is still far below the rounding of the
  /// log-likelihood; the Hessian before the step is that of the optimum to five digits.
  static let toleranceOfLargeTables = 1e-10
  /// That of Fisher scoring, whose last step does not square what is left but only takes a share of it away.
  private static let toleranceOfScoring = 1e-20
  /// The one at which the optimum of a sample is near enough for a start.
  private static let roughTolerance = 1e-4

  /// Maximises from `start` over `candidates`; those that depend on earlier ones are left at 0.
  func maximize(from start: [Double], candidates: [Int]) throws(TrainingError) -> Solution {
    if objective.loss.hasConstantCurvature { return try solveLeastSquares(from: start, candidates: candidates) }
    var state = State(start)
    try warmStart(&state, candidates)
    return try iterate(
      state, candidates: candidates, runs: .all,
      tolerance: !objective.loss.isCanonical
        ? Self.toleranceOfScoring * objective.dispersionOfOutcomes
        : isLarge ? LastMove.tolerance(objective.loss) : Self.tolerance)
  }

  struct State {
    /// Where the search began, before any sample was fitted.
    let origin: [Double]
    var parameters: [Double]
    /// A factor to start with instead of the Hessian at the start, and the weight of the rows it was made of.
    var factor: (CurvatureFactor, weight: Double)?
    var iterations = 0

    init(_ start: [Double]) { (origin, parameters) = (start, start) }
  }

  /// Whether passes are worth saving.
  private var isLarge: Bool {
    objective.design.rows >= runsBeforeSubsampling * BlockReduction.blockRows * BlockReduction.blocksInRun
  }

  /// Moves `state` near to the optimum of every eighth run, where that is worth a pass.
  ///
  /// Every twentieth finds the neighbourhood; one Newton step on more of them leaves a nearer start, and a Hessian so
  /// near to that of all rows that two or three passes with it come to where the last step is made.
  private func warmStart(_ state: inout State, _ candidates: [Int]) throws(TrainingError) {
    // Fisher scoring from where a sample ends may start out of reach: a rare level without events there has no optimum.
    if !isLarge || !objective.loss.isCanonical { return }
    let sample = try iterate(state, candidates: candidates, runs: .everyNth(20), tolerance: Self.roughTolerance)
    guard sample.converged, sample.aliased.isEmpty, sample.evaluation.weight > 0 else { return }
    let larger = objective.evaluate(at: sample.parameters, hessianOver: candidates, runs: .everyNth(8))
    let factor = try factor(larger, at: sample.parameters, over: candidates, runs: .everyNth(8))
    let (step, decrement) = factor.step(larger.gradient)
    guard factor.aliased.isEmpty, decrement.isFinite else { return }
    state.parameters = zip(sample.parameters, step).map(+)
    state.factor = (factor, larger.weight)
    state.iterations = sample.iterations + 1
  }

  func iterate(
    _ start: State, candidates: [Int], runs: RunSelection, tolerance: Double = tolerance
  ) throws(TrainingError) -> Solution {
    var parameters = start.parameters
    var evaluation = objective.evaluate(
      at: parameters, hessianOver: start.factor == nil ? candidates : nil, runs: runs)
    if !evaluation.value.isFinite { throw .numerical(SequentialCholesky.overflow) }
    var selection = candidates
    var curvature: QuasiNewton
    if let (given, weight) = start.factor {
      curvature = QuasiNewton(given.scaled(by: evaluation.weight / weight))
    } else {
      curvature = QuasiNewton(try resolve(evaluation, at: parameters, over: candidates, runs: runs))
      selection = curvature.factor.independent
    }
    let aliased = Set(candidates).subtracting(selection).sorted()
    // Where the information is the same everywhere its first matrix serves throughout, and the steps' memory is kept.
    let information = objective.loss.hasConstantInformation && aliased.isEmpty ? evaluation.negativeHessian : nil
    var iterations = start.iterations
    var (step, decrement) = curvature.step(evaluation.gradient)
    let lastMove = runs == .all && isLarge && objective.loss.isCanonical ? LastMove(objective) : nil
    func solution(_ reason: StopReason) -> Solution {
      Solution(
        parameters: parameters, evaluation: evaluation, factor: curvature.factor, iterations: iterations,
        stopReason: reason, aliased: aliased, separated: [])
    }
    // Whether a step so much shorter than this one would be the last.
    func isFinal(shrinking shrinkage: Double = 1) -> Bool {
      decrement * shrinkage <= tolerance * evaluation.weight
        && lastMove?.allows(step, times: shrinkage.squareRoot()) ?? true
    }
    // A Hessian of m rows is off by about 2 √(p/m) in any direction, and a step with it leaves the square of that.
    var refresh = start.factor.map { isFinal(shrinking: 4 * Double(selection.count) / $0.weight) } ?? true
    let condition = curvature.factor.reciprocalCondition
    // The search is for two classes; other families with zeros are checked afterwards.
    let maySeparate = objective.ridge == 0 && runs == .all && objective.loss.family == .binomial
    var overlap = maySeparate ? Overlap.unknown : .proven
    // The solution of a table that can be separated; nil, and `overlap` settled, where none can be proven to be.
    func separatedSolution() throws(TrainingError) -> Solution? {
      if overlap != .unknown { return nil }
      switch SeparationSearch(objective, over: selection).run() {
      case .overlap: overlap = .proven
      case .undecided: overlap = .doubtful
      case .separated(let direction, let rows):
        return try separated(
          solution(.separation), rows: rows, along: direction, start: start.origin, selection)
      }
      return nil
    }
    // An optimum, if there is one: where weights have all but vanished there may be none.
    func optimum() throws(TrainingError) -> Solution {
      let factor = curvature.factor
      if overlap == .unknown,
        factor.independent.count < selection.count || factor.reciprocalCondition < 1e-5 * condition || mayDiverge(step)
      {
        if let found = try separatedSolution() { return found }
      }
      if overlap == .unknown || runs != .all { return solution(.gradient) }
      var result = solution(.gradient)
      result.saturated = saturated(curvature.factor, selection)
      if overlap == .doubtful || !result.saturated.isEmpty { result.stopReason = .noProgress }
      return result
    }

    while true {
      if !decrement.isFinite { return try separatedSolution() ?? solution(.noProgress) }
      if isFinal() {
        if runs != .all { return try optimum() }
        if let information {
          // Steps by a matrix that is not the curvature shrink by a factor only: two of them for the last one of Newton.
          for _ in 0..<2 {
            parameters = zip(parameters, step).map(+)
            iterations += 1
            evaluation = objective.evaluate(at: parameters, hessianOver: nil, runs: runs)
            (step, decrement) = curvature.step(evaluation.gradient)
          }
          evaluation.negativeHessian = information
          return try optimum()
        }
        if evaluation.negativeHessian == nil {
          evaluation = objective.evaluate(at: parameters, hessianOver: selection, runs: runs)
          curvature = QuasiNewton(try factor(evaluation, at: parameters, over: selection, runs: runs))
          (step, decrement) = curvature.step(evaluation.gradient)
        }
        if isFinal() {
          parameters = zip(parameters, step).map(+)
          iterations += 1
          if isLarge {
            if decrement > Self.toleranceOfLargeTables * evaluation.weight {
              evaluation = afterLastStep(step, to: parameters, from: evaluation, over: selection)
              curvature = QuasiNewton(try factor(evaluation, at: parameters, over: selection, runs: runs))
              parameters = zip(parameters, curvature.step(evaluation.gradient).step).map(+)
            }
            return try optimum()
          }
          evaluation = objective.evaluate(at: parameters, hessianOver: selection, runs: runs)
          curvature = QuasiNewton(try factor(evaluation, at: parameters, over: selection, runs: runs))
          return try optimum()
        }
        refresh = true
      }
      let isExhausted = iterations >= (runs == .all && overlap == .proven ? maximumProvenIterations : maximumIterations)
      if overlap == .unknown, isExhausted || (iterations >= 6 && mayDiverge(step)) {
        if let found = try separatedSolution() { return found }
        continue
      }
      if isExhausted { return try finish(solution(.iterations), selection, runs) }
      guard
        let next = climb(
          from: parameters, along: step, slope: decrement, value: evaluation.value,
          refresh && information == nil ? selection : nil, runs)
      else {
        if evaluation.negativeHessian == nil {
          evaluation = objective.evaluate(at: parameters, hessianOver: selection, runs: runs)
          curvature = QuasiNewton(try factor(evaluation, at: parameters, over: selection, runs: runs))
          (step, decrement) = curvature.step(evaluation.gradient)
          continue
        }
        if let found = try separatedSolution() { return found }
        // Rounding hides any further gain: final if what is left is far below a standard error.
        let isNear =
          decrement <= 1e-12 * evaluation.weight * objective.dispersionOfOutcomes && overlap != .doubtful
        return try finish(solution(isNear ? .gradient : .noProgress), selection, runs)
      }
      if next.evaluation.negativeHessian != nil {
        curvature = QuasiNewton(try factor(next.evaluation, at: next.parameters, over: selection, runs: runs))
      } else {
        curvature.learn(
          zip(next.parameters, parameters).map(-), from: evaluation.gradient, to: next.evaluation.gradient)
      }
      (parameters, evaluation) = next
      iterations += 1
      let before = decrement
      (step, decrement) = curvature.step(evaluation.gradient)
      // Either the steps no longer shrink it, or the next one will be the last.
      let shrinkage = decrement / before
      refresh = shrinkage > 0.05 || isFinal(shrinking: shrinkage)
    }
  }

  /// The first of the step, its half, its quarter, … that does not lower the objective; of Fisher scoring, whose steps may be
  /// twice as long as they should be, one that does not go far beyond the maximum on its line either.
  private func climb(
    from parameters: [Double], along step: [Double], slope: Double, value: Double, _ selection: [Int]?,
    _ runs: RunSelection
  ) -> (parameters: [Double], evaluation: Objective.Evaluation)? {
    let isCanonical = objective.loss.isCanonical
    var length = 1.0
    for _ in 0..<20 {
      let candidate = zip(parameters, step).map { $0 + length * $1 }
      let evaluation = objective.evaluate(at: candidate, hessianOver: selection, runs: runs)
      if evaluation.value.isFinite, evaluation.value >= value - 1e-13 * abs(value),
        isCanonical || dot(evaluation.gradient, step) >= -0.3 * slope
      {
        return (candidate, evaluation)
      }
      length /= 2
    }
    return nil
  }

  /// A solution whose Hessian belongs to its parameters.
  private func finish(_ solution: Solution, _ selection: [Int], _ runs: RunSelection) throws(TrainingError) -> Solution
  {
    if solution.evaluation.negativeHessian != nil { return solution }
    var result = solution
    result.evaluation = objective.evaluate(at: solution.parameters, hessianOver: selection, runs: runs)
    result.factor = try factor(result.evaluation, at: solution.parameters, over: selection, runs: runs)
    return result
  }
}

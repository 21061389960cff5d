/// A kept Hessian, and what the steps made with it have told of the true one since.
///
/// Two vectors a step correct it along the directions taken: the two-loop recursion of L-BFGS with the kept factor in the
/// middle (Nocedal and Wright, *Numerical Optimization*, 2006, algorithm 7.4).
struct QuasiNewton {
  var factor: CurvatureFactor
  private var memory: [(step: [Double], fall: [Double], reciprocal: Double)] = []

  init(_ factor: CurvatureFactor) { self.factor = factor }

  /// Learns that `step` took the gradient from `before` to `after`.
  mutating func learn(_ step: [Double], from before: [Double], to after: [Double]) {
    let fall = zip(before, after).map(-)
    let curvature = dot(step, fall)
    if curvature > 0 { memory.append((step, fall, 1 / curvature)) }
  }

  /// The step towards the maximum from where `gradient` is, and its decrement.
  func step(_ gradient: [Double]) -> (step: [Double], decrement: Double) {
    if memory.isEmpty { return factor.step(gradient) }
    var rest = gradient
    var shares: [Double] = []
    for pair in memory.reversed() {
      let share = pair.reciprocal * dot(pair.step, rest)
      rest = zip(rest, pair.fall).map { $0 - share * $1 }
      shares.append(share)
    }
    var (result, _) = factor.step(rest)
    for (pair, share) in zip(memory, shares.reversed()) {
      let excess = share - pair.reciprocal * dot(pair.fall, result)
      result = zip(result, pair.step).map { $0 + excess * $1 }
    }
    return (result, dot(result, gradient))
  }
}

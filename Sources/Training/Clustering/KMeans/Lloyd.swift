/// Lloyd's algorithm from given centres: assignment and means in turn, until no row moves or the centres hardly do.
///
/// A segment that loses its last row starts again at the row farthest from its own centre. (S. Lloyd, *IEEE Transactions on
/// Information Theory* 28, 1982.)
struct Lloyd: Sendable {
  let points: CentredPoints
  let segments: Int
  let limit: Int
  /// The squared lengths of all centres' moves, over the mean variance, below which a search has converged.
  let tolerance: Double

  struct Outcome: Sendable {
    /// Row-major, segments × dimension, about the origin of the points.
    var centers: [Double]
    var assignments: [Int32]
    var sizes: [Double]
    var iterations = 0
    var converged = false
  }

  /// One row in so many may move in a round for the next one to add up moves only.
  private static let fewMoves = 5

  /// Rounds from `centers`, at most ``limit``, and more only while segments are empty.
  ///
  /// Sums of moves carry the rounding of all rounds since the last whole sums: the last round is always a whole one.
  func run(from centers: [Double]) throws(TrainingError) -> Outcome {
    let pass = LloydPass(points: points, segments: segments)
    var outcome = Outcome(
      centers: centers, assignments: [Int32](repeating: -1, count: points.rows), sizes: [])
    var sums: LloydPass.Sums?
    var (isWhole, reseeds) = (true, 0)
    while true {
      isWhole = isWhole || outcome.iterations + 1 >= limit
      let found = pass.run(outcome.centers, assignments: &outcome.assignments, changesOnly: !isWhole)
      var current = found
      if !isWhole, var all = sums {
        pass.add(found, to: &all)
        current = all
      }
      outcome.iterations += 1
      outcome.sizes = current.sizes
      var next = pass.means(current, else: outcome.centers)
      let empty = (0..<segments).filter { current.counts[$0] == 0 }
      if !empty.isEmpty {
        reseeds += 1
        guard reseeds <= segments + limit else {
          throw .tooManySegments(segments: segments, distinct: segments - empty.count)
        }
        try EmptySegments(points: points, segments: segments).reseed(
          empty, in: &next, assigned: outcome.assignments, to: outcome.centers)
      }
      guard next.allSatisfy(\.isFinite) else { throw .extremePoints }
      let shift = zip(next, outcome.centers).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      outcome.centers = next
      sums = current
      if empty.isEmpty {
        let isStill = current.moved == 0 || shift <= tolerance * points.meanVariance
        if isStill && isWhole { outcome.converged = true }
        if outcome.converged || outcome.iterations >= limit { return outcome }
        isWhole = isStill || current.moved > points.rows / Self.fewMoves
      } else {
        isWhole = true
      }
    }
  }
}

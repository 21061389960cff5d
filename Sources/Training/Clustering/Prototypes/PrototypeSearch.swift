/// Passes of k-prototypes until no row moves.
///
/// All rows are assigned to the starting prototypes; then rows move one by one (``PrototypeMoves``). Where they rest,
/// means and modes are taken anew from all rows, free of the rounding of moves, and only if no row moves then either has
/// the search converged. A segment that loses its last row starts again at the row farthest from its own prototype, the
/// first of equals.
struct PrototypeSearch: Sendable {
  let distances: MixedDistances
  let segments: Int
  let limit: Int

  struct Outcome: Sendable {
    /// In their lasting order.
    var prototypes: [Prototype]
    var assignments: [Int32]
    var sums: PrototypePass.Sums
    var record: StartRecord
  }

  func run(from start: [Prototype]) throws(TrainingError) -> Outcome {
    let pass = PrototypePass(distances: distances)
    var assignments = [Int32](repeating: -1, count: distances.points.rows)
    var prototypes = start
    var sums = pass.run(prototypes, assignments: &assignments)
    var (iterations, converged, reseeds) = (1, false, 0)
    while true {
      guard sums.cost.isFinite else { throw .extremePoints }
      let empty = (0..<segments).filter { sums.counts[$0] == 0 }
      if empty.isEmpty {
        if converged || iterations >= limit { break }
        prototypes = pass.prototypes(sums, else: prototypes)
        var moves = PrototypeMoves(distances, prototypes, sums)
        var isResting = false
        while !isResting && iterations < limit {
          isResting = moves.pass(&assignments) == 0
          iterations += 1
        }
        let reached = pass.run(moves.prototypes, assignments: &assignments)
        prototypes = pass.prototypes(reached, else: moves.prototypes)
        sums = pass.run(prototypes, assignments: &assignments)
        converged = isResting && reached.moved == 0 && sums.moved == 0
      } else {
        // Rows that lie on prototypes as nearly as rounding allows have no segment to give.
        reseeds += 1
        guard reseeds <= segments + limit else {
          throw .tooManySegments(segments: segments, distinct: segments - empty.count)
        }
        try reseed(empty, in: &prototypes, assignments)
        sums = pass.run(prototypes, assignments: &assignments)
      }
    }
    return order(pass, prototypes, sums, assignments, iterations, converged)
  }

  /// The order follows from sizes, sizes from who is nearest, and who of equals from the order: where a first look puts
  /// sizes out of order, a second one decides.
  private func order(
    _ pass: PrototypePass, _ found: [Prototype], _ foundSums: PrototypePass.Sums, _ foundAssignments: [Int32],
    _ iterations: Int, _ converged: Bool
  ) -> Outcome {
    var (prototypes, sums, assignments) = (found, foundSums, foundAssignments)
    for _ in 0..<3 {
      let order = SegmentOrder.order(
        sizes: sums.sizes, centers: prototypes.map { $0.center + $0.modes.map(Double.init) })
      if order == Array(prototypes.indices) { break }
      prototypes = order.map { prototypes[$0] }
      sums = pass.run(prototypes, assignments: &assignments)
    }
    return Outcome(
      prototypes: prototypes, assignments: assignments, sums: sums,
      record: StartRecord(objective: sums.cost, iterations: iterations, converged: converged))
  }

  /// - Complexity: a pass a segment.
  private func reseed(
    _ empty: [Int], in prototypes: inout [Prototype], _ assignments: [Int32]
  ) throws(TrainingError) {
    let points = distances.points
    var fresh: [Prototype] = []
    for _ in empty {
      var (best, distance) = (-1, 0.0)
      for row in 0..<points.rows where points.counts(row) {
        let place = points.prototype(ofRow: row)
        let own = prototypes[Int(assignments[row])]
        let nearest = ([own] + fresh).reduce(Double.infinity) { min($0, squaredDistance(place, $1)) }
        let rounding = 1e-30 * own.center.reduce(0) { $0 + $1 * $1 }
        if nearest > max(distance, rounding) { (best, distance) = (row, nearest) }
      }
      guard best >= 0 else {
        throw .tooManySegments(segments: segments, distinct: segments - empty.count + fresh.count)
      }
      fresh.append(points.prototype(ofRow: best))
    }
    for (segment, prototype) in zip(empty, fresh) { prototypes[segment] = prototype }
  }

  private func squaredDistance(_ a: Prototype, _ b: Prototype) -> Double {
    let squares = zip(a.center, b.center).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let different = zip(a.modes, b.modes).count { $0 != $1 || $0 < 0 }
    return squares + distances.gamma * Double(different)
  }
}

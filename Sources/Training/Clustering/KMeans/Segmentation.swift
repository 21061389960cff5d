/// Centres in their lasting order, with the rows that are nearest to them.
struct Segmentation: Sendable {
  let centers: [[Double]]
  let assigned: NearestCenter.Outcome
  let record: StartRecord
  /// Segments of the search that have no rows.
  let emptied: [Int]?

  /// The order follows from sizes, sizes from who is nearest, and who of equals from the order: where a first look puts
  /// sizes out of order, a second one decides.
  init(_ search: CentredPoints, _ outcome: Lloyd.Outcome, iterations: Int) {
    let dimension = search.dimension
    var centers = stride(from: 0, to: outcome.centers.count, by: max(dimension, 1)).map { start in
      zip(outcome.centers[start..<start + dimension], search.origin).map { $0 + $1 }
    }
    var numbers = Array(centers.indices)
    var sizes = outcome.sizes
    let nearest = NearestCenter(points: search.points, threads: search.threads)
    var assigned: NearestCenter.Outcome
    var looks = 0
    repeat {
      let order = SegmentOrder.order(sizes: sizes, centers: centers)
      centers = order.map { centers[$0] }
      numbers = order.map { numbers[$0] }
      assigned = nearest.assign(to: centers)
      sizes = assigned.sizes
      looks += 1
    } while looks < 3 && SegmentOrder.order(sizes: sizes, centers: centers) != Array(centers.indices)
    let empty = centers.indices.filter { assigned.counts[$0] == 0 }.map { numbers[$0] }
    emptied = empty.isEmpty ? nil : empty
    self.centers = centers
    self.assigned = assigned
    record = StartRecord(
      objective: assigned.withinSumOfSquares, iterations: iterations, converged: outcome.converged)
  }

  func fit(starts: [StartRecord]) -> KMeansFit {
    KMeansFit(
      centers: centers, assignments: assigned.assignments, sizes: assigned.sizes,
      withinSumOfSquares: assigned.withinSumOfSquares, starts: starts, converged: record.converged)
  }
}

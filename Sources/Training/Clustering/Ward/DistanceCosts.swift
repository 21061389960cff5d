import Evaluation
import Tables

/// Costs of merges from the distances of all pairs, for points that have no centres, those with categories among them.
///
/// ``MergeCosts`` with d²/2 of two rows for ‖x − y‖²/2, updated by the recurrence of Lance and Williams (1967),
/// ((*n*ₐ + *n*) *C*(a) + (*n*ᵦ + *n*) *C*(b) − *n* *C*(a, b))/(*n*ₐ + *n*ᵦ + *n*): the numbers of R's `hclust` with `ward.D2`
/// of such distances. The upper triangle takes 4 *n*² bytes.
struct DistanceCosts: MergeCosts {
  let count: Int
  private let threads: Int
  /// Row after row of the triangle above the diagonal.
  private var costs: [Double]
  private var sizes: [Double]
  /// The number of the cluster at a place, −1 where there is none any more, and the other way round.
  private var numbers: [Int]
  private var places: [Int]

  /// - Parameters:
  ///   - points: where the points are.
  ///   - rows: the row of every point.
  ///   - sizes: their weights.
  init(_ points: Points, rows: [Int], sizes: [Double], distance: PointDistance, threads: Int) {
    let count = rows.count
    self.count = count
    self.threads = threads
    self.sizes = sizes
    numbers = Array(0..<count)
    places = Array(0..<(2 * count))
    var block = PointBlock(of: points, capacity: count)
    var one = PointBlock(of: points, capacity: 1)
    defer {
      block.free()
      one.free()
    }
    for row in rows {
      one.read(row..<(row + 1), of: points)
      block.append(0, of: one)
    }
    nonisolated(unsafe) let all = block  // read alone from here on
    costs = [Double](unsafeUninitializedCapacity: count * (count - 1) / 2) { buffer, initialized in
      nonisolated(unsafe) let buffer = buffer  // every task writes rows of its own
      Workers.run(tasks: count, workers: threads) { _, a in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { distances in
          guard let base = distances.baseAddress else { return }
          distance.measure(from: a, of: all, to: all, into: base)
          for b in (a + 1)..<max(count, a + 1) {
            let share = sizes[a] * sizes[b] / (sizes[a] + sizes[b])
            buffer[Self.place(a, b, count)] = share * distances[b] * distances[b]
          }
        }
      }
      initialized = count * (count - 1) / 2
    }
  }

  /// Where the pair a < b stands.
  private static func place(_ a: Int, _ b: Int, _ count: Int) -> Int { a * (2 * count - a - 1) / 2 + b - a - 1 }

  mutating func cheapest(of clusters: [Int]) -> [CheapestMerge] {
    let (count, numbers, places) = (count, numbers, places)
    return costs.withUnsafeBufferPointer { costs in
      nonisolated(unsafe) let costs = costs
      return Workers.map(clusters.count, workers: clusters.count > 1 ? threads : 1) { task in
        let own = places[clusters[task]]
        var best = CheapestMerge()
        for other in 0..<count where numbers[other] >= 0 && other != own {
          let cost = costs[Self.place(min(own, other), max(own, other), count)]
          if cost < best.cost || (cost == best.cost && numbers[other] < best.partner) {
            best = CheapestMerge(partner: numbers[other], cost: cost)
          }
        }
        return best
      }
    }
  }

  mutating func merge(_ a: Int, _ b: Int, into number: Int) {
    let (a, b) = (places[a], places[b])
    let own = costs[Self.place(min(a, b), max(a, b), count)]
    for other in 0..<count where numbers[other] >= 0 && other != a && other != b {
      let (first, second) = (
        Self.place(min(a, other), max(a, other), count), Self.place(min(b, other), max(b, other), count)
      )
      let size = sizes[other]
      let sum = (sizes[a] + size) * costs[first] + (sizes[b] + size) * costs[second] - size * own
      costs[second] = sum / (sizes[a] + sizes[b] + size)
    }
    sizes[b] += sizes[a]
    (numbers[a], numbers[b], places[number]) = (-1, number, b)
  }
}

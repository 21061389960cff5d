import LinearAlgebra

/// One round: rows go to the nearest prototype, and what means and modes need is summed.
struct PrototypePass: Sendable {
  let distances: MixedDistances

  struct Sums: BlockStatistic {
    var cost = 0.0
    /// By segment.
    var sizes: [Double]
    var counts: [Int]
    var coordinates: [[Double]]
    /// Weights of groups, segment by segment and category by category.
    var groups: [Double]
    var moved = 0

    mutating func merge(_ later: consuming Sums) {
      cost += later.cost
      moved += later.moved
      for c in sizes.indices {
        sizes[c] += later.sizes[c]
        counts[c] += later.counts[c]
        for j in coordinates[c].indices { coordinates[c][j] += later.coordinates[c][j] }
      }
      for k in groups.indices { groups[k] += later.groups[k] }
    }
  }

  private var points: Points { distances.points }
  /// Groups of all categories together.
  private var groupTotal: Int { points.groupCounts.reduce(0, +) }

  /// Assigns every row to the nearest of `prototypes`, the first of equals.
  func run(_ prototypes: [Prototype], assignments: inout [Int32]) -> Sums {
    let (points, groupTotal, dimension) = (points, groupTotal, points.dimension)
    return assignments.withUnsafeMutableBufferPointer { assignments in
      nonisolated(unsafe) let all = assignments  // every block has rows of its own
      return distances.reduce {
        Sums(
          sizes: prototypes.map { _ in 0 }, counts: prototypes.map { _ in 0 },
          coordinates: prototypes.map { _ in [Double](repeating: 0, count: dimension) },
          groups: [Double](repeating: 0, count: groupTotal * prototypes.count))
      } _: { sums, rows, scratch in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows.count) { nearest in
          guard let nearest = nearest.baseAddress, let old = all.baseAddress.map({ $0 + rows.lowerBound }) else {
            return
          }
          nearest.initialize(repeating: 0, count: rows.count)
          distances.nearest(rows, of: prototypes, scratch, into: nearest)
          let weights = points.weights(from: rows.lowerBound)
          for i in 0..<rows.count {
            let weight = weights?[i] ?? 1
            guard weight != 0 else { continue }
            sums.cost += weight * scratch.best.pointer[i]
            sums.sizes[Int(nearest[i])] += weight
            sums.counts[Int(nearest[i])] += 1
            if nearest[i] != old[i] { sums.moved += 1 }
          }
          sums.addCoordinates(scratch.block.pointer, rows.count, dimension, nearest, weights)
          sums.addGroups(points, rows, groupTotal, nearest, weights)
          old.update(from: nearest, count: rows.count)
        }
      }
    }
  }

  /// Means, and of equally frequent groups the present mode, else the first; prototypes without rows stay.
  func prototypes(_ sums: Sums, else old: [Prototype]) -> [Prototype] {
    old.indices.map { c in
      guard sums.counts[c] > 0 else { return old[c] }
      var start = c * groupTotal
      let modes = zip(points.groupCounts, old[c].modes).map { count, present in
        defer { start += count }
        return Int32(Self.mode(sums.groups[start..<start + count], present: Int(present)))
      }
      return Prototype(center: sums.coordinates[c].map { $0 / sums.sizes[c] }, modes: modes)
    }
  }

  /// The heaviest group: of equals the present one, else the first.
  static func mode(_ weights: ArraySlice<Double>, present: Int?) -> Int {
    guard let largest = weights.max(), let first = weights.firstIndex(of: largest) else { return -1 }
    if let present, present >= 0, weights[weights.startIndex + present] == largest { return present }
    return first - weights.startIndex
  }
}

extension PrototypePass.Sums {
  fileprivate mutating func addCoordinates(
    _ block: UnsafePointer<Double>, _ count: Int, _ dimension: Int, _ nearest: UnsafePointer<Int32>,
    _ weights: UnsafePointer<Double>?
  ) {
    for j in 0..<dimension {
      let column = block + j * BlockReduction.blockRows
      for i in 0..<count { coordinates[Int(nearest[i])][j] += column[i] * (weights?[i] ?? 1) }
    }
  }

  fileprivate mutating func addGroups(
    _ points: Points, _ rows: Range<Int>, _ total: Int, _ nearest: UnsafePointer<Int32>,
    _ weights: UnsafePointer<Double>?
  ) {
    groups.withUnsafeMutableBufferPointer { groups in
      var start = 0
      for (j, count) in points.groupCounts.enumerated() {
        let codes = points.codes(j) + rows.lowerBound
        for i in 0..<rows.count where codes[i] >= 0 {
          groups[Int(nearest[i]) * total + start + Int(codes[i])] += weights?[i] ?? 1
        }
        start += count
      }
    }
  }
}

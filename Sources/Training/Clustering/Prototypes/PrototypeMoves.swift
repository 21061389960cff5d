import LinearAlgebra

/// Huang's search: row after row goes to its nearest prototype, and the two prototypes that it leaves and joins move at
/// once. The last row of a segment stays.
///
/// Sums are changed with every move and carry the rounding of all of them.
struct PrototypeMoves {
  private let points: Points
  private let gamma: Double
  private var centers: [Double]
  private var modes: [Int32]
  private var sums: PrototypePass.Sums
  /// Where the groups of a category begin, and how many there are of all.
  private let groupStarts: [Int]
  private let groupTotal: Int
  private let segments: Int

  /// Goes on from prototypes and the sums of the rows that belong to them.
  init(_ distances: MixedDistances, _ prototypes: [Prototype], _ sums: PrototypePass.Sums) {
    points = distances.points
    gamma = distances.gamma
    segments = prototypes.count
    centers = prototypes.flatMap(\.center)
    modes = prototypes.flatMap(\.modes)
    self.sums = sums
    var starts = [0]
    for count in points.groupCounts { starts.append(starts[starts.count - 1] + count) }
    groupTotal = starts.removeLast()
    groupStarts = starts
  }

  var prototypes: [Prototype] {
    let (dimension, width) = (points.dimension, groupStarts.count)
    return (0..<segments).map { c in
      Prototype(
        center: Array(centers[c * dimension..<(c + 1) * dimension]), modes: Array(modes[c * width..<(c + 1) * width]))
    }
  }

  /// Passes over all rows in their order and returns how many moved.
  ///
  /// - Complexity: O(rows · segments · columns), on one thread.
  mutating func pass(_ assignments: inout [Int32]) -> Int {
    let (dimension, width) = (points.dimension, groupStarts.count)
    var block = [Double](repeating: 0, count: BlockReduction.blockRows * dimension)
    var codes = [Int32](repeating: 0, count: BlockReduction.blockRows * width)
    var moved = 0
    for start in stride(from: 0, to: points.rows, by: BlockReduction.blockRows) {
      let rows = start..<min(start + BlockReduction.blockRows, points.rows)
      block.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { points.read(rows, into: base) } }
      codes.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { points.readCodes(rows, into: base) } }
      for (i, row) in rows.enumerated() {
        let weight = points.weights?[row] ?? 1
        let old = Int(assignments[row])
        guard weight != 0, sums.counts[old] > 1 else { continue }
        let new = block.withUnsafeBufferPointer { block in
          codes.withUnsafeBufferPointer { nearest(block.dropFirst(i * dimension), $0.dropFirst(i * width)) }
        }
        guard new != old else { continue }
        move(block[(i * dimension)..<((i + 1) * dimension)], codes[(i * width)..<((i + 1) * width)], weight, old, new)
        assignments[row] = Int32(truncatingIfNeeded: new)
        moved += 1
      }
    }
    return moved
  }

  /// The nearest prototype of a row that begins its coordinates and its codes, the first of equals.
  private func nearest(_ row: Slice<UnsafeBufferPointer<Double>>, _ codes: Slice<UnsafeBufferPointer<Int32>>) -> Int {
    let (dimension, width) = (points.dimension, groupStarts.count)
    let (row, codes) = (UnsafeBufferPointer(rebasing: row), UnsafeBufferPointer(rebasing: codes))
    return centers.withUnsafeBufferPointer { centers in
      modes.withUnsafeBufferPointer { modes in
        var (best, least) = (0, Double.infinity)
        for c in 0..<segments {
          var cost = 0.0
          for j in 0..<dimension {
            let difference = row[j] - centers[c * dimension + j]
            cost += difference * difference
          }
          var different = 0
          for j in 0..<width where codes[j] != modes[c * width + j] || codes[j] < 0 { different += 1 }
          cost += gamma * Double(different)
          if cost < least { (best, least) = (c, cost) }
        }
        return best
      }
    }
  }

  private mutating func move(
    _ row: ArraySlice<Double>, _ codes: ArraySlice<Int32>, _ weight: Double, _ old: Int, _ new: Int
  ) {
    sums.sizes[old] -= weight
    sums.sizes[new] += weight
    sums.counts[old] -= 1
    sums.counts[new] += 1
    for (j, value) in row.enumerated() {
      sums.coordinates[old][j] -= value * weight
      sums.coordinates[new][j] += value * weight
      for c in [old, new] { centers[c * row.count + j] = sums.coordinates[c][j] / sums.sizes[c] }
    }
    for (j, code) in codes.enumerated() where code >= 0 {
      let count = points.groupCounts[j]
      let (from, to) = (old * groupTotal + groupStarts[j], new * groupTotal + groupStarts[j])
      sums.groups[from + Int(code)] -= weight
      sums.groups[to + Int(code)] += weight
      let mode = Int(modes[new * codes.count + j])
      if mode < 0 || sums.groups[to + mode] < sums.groups[to + Int(code)] { modes[new * codes.count + j] = code }
      if modes[old * codes.count + j] == code {
        modes[old * codes.count + j] = Int32(PrototypePass.mode(sums.groups[from..<from + count], present: nil))
      }
    }
  }
}

/// The tree of all merges from single rows to one cluster.
package struct WardFit: Sendable, Equatable {
  /// One merge. Rows that count are clusters 0 to *n* − 1 in their order, and merge *i* makes cluster *n* + *i*, as in scipy.
  package struct Merge: Sendable, Equatable {
    /// The clusters, a < b.
    package let a, b: Int
    /// √(2 *n*ₐ *n*ᵦ/(*n*ₐ + *n*ᵦ)) ‖cₐ − cᵦ‖, the distance of two single rows: `ward.D2` of R and `ward` of scipy.
    package let height: Double
    /// The weight of the new cluster.
    package let size: Double
  }

  /// By height, rising; of equal heights parts before wholes, then by what chains of nearest neighbours found first.
  package let merges: [Merge]
  /// The rows that count, rising: the clusters that merges start from.
  package let rows: [Int]
  /// How many of them are different; merges of equal ones come first, at height 0.
  package let distinct: Int

  /// The rows that did not count too.
  let allRows: Int

  /// - Parameters:
  ///   - points: the rows, equal ones taken together.
  ///   - weights: one a row that counts.
  ///   - found: the merges of points, parts before wholes.
  init(_ points: DistinctPoints, weights: [Double], _ found: [(a: Int, b: Int, height: Double)], allRows: Int) {
    var forest = Forest(weights: weights)
    var (merges, leafOfPoint) = ([Merge](), [Int](repeating: -1, count: points.sizes.count))
    merges.reserveCapacity(points.rows.count)
    for (leaf, point) in points.pointOfRow.enumerated() {
      if leafOfPoint[point] < 0 {
        leafOfPoint[point] = leaf
      } else {
        merges.append(forest.join(leafOfPoint[point], leaf, height: 0))
      }
    }
    // A leaf of every cluster of points, and heights that no part exceeds.
    var (leaves, heights) = (leafOfPoint, [Double](repeating: 0, count: leafOfPoint.count))
    for merge in found {
      leaves.append(min(leaves[merge.a], leaves[merge.b]))
      heights.append(max(merge.height, heights[merge.a], heights[merge.b]))
    }
    let first = leafOfPoint.count
    let order = found.indices.sorted { (heights[first + $0], $0) < (heights[first + $1], $1) }
    for i in order {
      merges.append(forest.join(leaves[found[i].a], leaves[found[i].b], height: heights[first + i]))
    }
    self.merges = merges
    (rows, distinct, self.allRows) = (points.rows, points.sizes.count, allRows)
  }
}

extension WardFit {
  /// The segments at which *k* clusters are left, one a row: by weight, the heaviest 0, ties by their centres; −1 for rows
  /// that do not count.
  ///
  /// - Parameter points: those that were fitted.
  /// - Throws: ``TrainingError/tooManySegments(segments:distinct:)``, ``TrainingError/invalidOption(_:)``.
  /// - Complexity: O(*n d*).
  package func cut(_ segments: Int, of points: Points) throws(TrainingError) -> [Int32] {
    guard segments >= 1 else { throw .invalidOption("\(segments) segments: give at least 1") }
    guard segments <= distinct else { throw .tooManySegments(segments: segments, distinct: distinct) }
    var forest = Forest(weights: rows.map { _ in 0 })
    var leaves = Array(rows.indices)
    for merge in merges.prefix(rows.count - segments) {
      leaves.append(leaves[merge.a])
      _ = forest.join(leaves[merge.a], leaves[merge.b], height: 0)
    }
    var assignments = [Int32](repeating: -1, count: allRows)
    var numberOfRoot: [Int: Int32] = [:]
    var (sizes, sums) = ([Double](), [[Double]]())
    for (leaf, row) in rows.enumerated() {
      let root = forest.root(of: leaf)
      let number = numberOfRoot[root, default: Int32(numberOfRoot.count)]
      numberOfRoot[root] = number
      assignments[row] = number
      let (position, weight) = (points.coordinates(ofRow: row), points.weights?[row] ?? 1)
      if Int(number) == sizes.count {
        sizes.append(0)
        sums.append(position.map { _ in 0 })
      }
      sizes[Int(number)] += weight
      for j in position.indices { sums[Int(number)][j] += weight * position[j] }
    }
    let centers = zip(sums, sizes).map { sum, size in sum.map { $0 / size } }
    SegmentOrder.renumber(&assignments, by: SegmentOrder.order(sizes: sizes, centers: centers))
    return assignments
  }
}

/// Clusters of leaves, found by any of their leaves (union and find, with paths halved).
private struct Forest {
  private var parents: [Int]
  /// The cluster and the weight at a root.
  private var clusters: [Int]
  private var weights: [Double]
  private var next: Int

  init(weights: [Double]) {
    self.weights = weights
    parents = Array(weights.indices)
    clusters = parents
    next = weights.count
  }

  mutating func root(of leaf: Int) -> Int {
    var leaf = leaf
    while parents[leaf] != leaf {
      parents[leaf] = parents[parents[leaf]]
      leaf = parents[leaf]
    }
    return leaf
  }

  /// Joins the clusters of two leaves.
  mutating func join(_ one: Int, _ other: Int, height: Double) -> WardFit.Merge {
    let (a, b) = (root(of: one), root(of: other))
    let pair = (min(clusters[a], clusters[b]), max(clusters[a], clusters[b]))
    let (root, child) = (min(a, b), max(a, b))
    parents[child] = root
    weights[root] += weights[child]
    clusters[root] = next
    next += 1
    return WardFit.Merge(a: pair.0, b: pair.1, height: height, size: weights[root])
  }
}

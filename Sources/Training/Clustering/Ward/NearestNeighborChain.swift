/// Ward's method by chains of nearest neighbours: from any cluster to its cheapest partner, to the partner's, and so on;
/// costs fall along the chain, so that it ends at two that are each other's cheapest, and these merge.
///
/// A cheapest partner that is known stays one until it merges itself, since no merge brings two other clusters nearer
/// (the method is reducible). Those of all clusters are looked for together at the start; later a cluster at the end of
/// the chain takes some along whose partner has gone. Which ones are known decides how long this takes and nothing else.
///
/// Sources: F. Murtagh (1983), *The Computer Journal* 26, 354–359; D. Müllner (2011), *Modern hierarchical, agglomerative
/// clustering algorithms*, arXiv:1109.2378.
struct NearestNeighborChain<Costs: MergeCosts> {
  /// A merge of two clusters by number; merge *i* makes number count + *i*.
  struct Merge: Sendable, Equatable {
    let a, b: Int
    let cost: Double
  }

  private var costs: Costs
  private var known: [CheapestMerge]
  private var isAlive: [Bool]
  /// The clusters that had a cluster as their cheapest partner when they were looked at.
  private var followers: [[Int32]]
  /// Clusters whose partner has gone, and new ones; some of them are dead, or known again.
  private var unknown: [Int] = []

  /// How many clusters are looked at together: a pass over the centres serves four, and two threads have one each.
  private static var together: Int { 8 }

  init(_ costs: Costs) {
    self.costs = costs
    known = [CheapestMerge](repeating: CheapestMerge(), count: 2 * costs.count)
    isAlive = [Bool](repeating: false, count: 2 * costs.count)
    followers = [[Int32]](repeating: [], count: 2 * costs.count)
  }

  /// All merges, in the order in which chains find them; their costs do not rise in it, those of a cluster's parts are
  /// before its own. Fewer than count − 1 where costs leave the range of doubles.
  ///
  /// - Complexity: O(*n*²) costs.
  mutating func merges() -> [Merge] {
    let count = costs.count
    for cluster in 0..<count { isAlive[cluster] = true }
    look(at: Array(0..<count))
    var (merges, chain, first) = ([Merge](), [Int](), 0)
    while merges.count + 1 < count {
      if chain.isEmpty {
        while !isAlive[first] { first += 1 }
        chain.append(first)
      }
      let tip = chain[chain.count - 1]
      lookAgain(at: tip)
      let next = known[tip]
      guard next.partner >= 0 else { return merges }
      lookAgain(at: next.partner)
      // A partner that was known before a merge may be dearer by rounding: only what is cheaper goes on.
      if known[next.partner].partner != tip && known[next.partner].cost < next.cost {
        chain.append(next.partner)
        continue
      }
      let (a, b, number) = (min(tip, next.partner), max(tip, next.partner), count + merges.count)
      merges.append(Merge(a: a, b: b, cost: next.cost))
      chain.removeLast()
      if let place = chain.lastIndex(of: next.partner) { chain.removeSubrange(place...) }
      (isAlive[a], isAlive[b], isAlive[number]) = (false, false, true)
      costs.merge(a, b, into: number)
      for gone in [a, b] {
        unknown.append(contentsOf: followers[gone].lazy.map { Int($0) })
        followers[gone] = []
      }
      unknown.append(number)
    }
    return merges
  }

  private func isKnown(_ cluster: Int) -> Bool {
    known[cluster].partner >= 0 && isAlive[known[cluster].partner]
  }

  /// Looks at `cluster` if it has to, and then at others that will have to be looked at, the last to lose theirs first.
  private mutating func lookAgain(at cluster: Int) {
    if isKnown(cluster) { return }
    var clusters = [cluster]
    while clusters.count < Self.together, let other = unknown.popLast() {
      if isAlive[other] && !isKnown(other) && !clusters.contains(other) { clusters.append(other) }
    }
    look(at: clusters)
  }

  private mutating func look(at clusters: [Int]) {
    for (cluster, cheapest) in zip(clusters, costs.cheapest(of: clusters)) {
      known[cluster] = cheapest
      if cheapest.partner >= 0 { followers[cheapest.partner].append(Int32(cluster)) }
    }
  }
}

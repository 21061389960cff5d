/// What Ward's method needs to know of clusters: which merge of one costs least, and how costs change when two merge.
///
/// Clusters are numbered from 0; a merge makes the next number. The cost of a merge is the increase of the sum of squares
/// within clusters, *n*ₐ *n*ᵦ/(*n*ₐ + *n*ᵦ) ‖cₐ − cᵦ‖², the same bits from either end of a pair.
protocol MergeCosts {
  /// The number of clusters at the start.
  var count: Int { get }
  /// For every one of `clusters`, all of them alive, the other one whose merge with it costs least, of equal costs the one
  /// with the lowest number. Independent of the number of threads.
  mutating func cheapest(of clusters: [Int]) -> [CheapestMerge]
  /// Puts cluster `number`, which is a merged with b, in the place of both.
  mutating func merge(_ a: Int, _ b: Int, into number: Int)
}

/// A cluster's cheapest partner, −1 where no merge has a finite cost.
struct CheapestMerge: Sendable, Equatable {
  var partner = -1
  var cost = Double.infinity
}

import CVectorMath
import LinearAlgebra
import Tables

/// Costs of merges from the centres of clusters: no matrix of distances, O(*n d*) memory.
///
/// Centres stand in columns, in the order of their numbers, so that one pass compares four clusters with eight others at a
/// time; what has merged keeps its place without a size until the living are moved together.
struct CentroidCosts: MergeCosts {
  let count: Int
  private let dimension, threads: Int
  /// The places of a column, a multiple of 16.
  private var capacity: Int
  private var used: Int
  private var centers: AlignedBuffer
  /// One a place; NaN where there is no cluster.
  private var sizes: [Double]
  /// The number of the cluster at a place, and the other way round.
  private var numbers: [Int]
  private var places: [Int]

  /// The places looked at between changes of clusters: their columns stay in the second-level cache.
  private static let placesOfPiece = 1024
  private static let tile = 4

  /// - Parameters:
  ///   - columns: one array a coordinate, one number a cluster.
  ///   - sizes: above 0.
  init(columns: [[Double]], sizes: [Double], threads: Int) {
    count = sizes.count
    dimension = columns.count
    self.threads = threads
    capacity = Self.capacity(for: count)
    used = count
    centers = AlignedBuffer(count: capacity * dimension)
    self.sizes = sizes + [Double](repeating: .nan, count: capacity - count)
    numbers = Array(0..<count) + [Int](repeating: 0, count: capacity - count)
    places = Array(0..<count) + [Int](repeating: 0, count: count)
    for (j, column) in columns.enumerated() {
      for i in 0..<count { centers.pointer[j * capacity + i] = column[i] }
    }
  }

  /// Room for an eighth more than `count` clusters before they have to move, in columns that do not start at the same
  /// place of a page, which would throw each other out of the cache.
  private static func capacity(for count: Int) -> Int {
    let room = (count + max(16, count / 8) + 15) / 16 * 16
    return room % 128 == 0 ? room + 16 : room
  }

  mutating func cheapest(of clusters: [Int]) -> [CheapestMerge] {
    let tips = clusters.map { Int64(places[$0]) }
    let tiles = (tips.count + Self.tile - 1) / Self.tile
    let end = (used + 15) / 16 * 16
    var partners = [Int64](repeating: -1, count: tips.count)
    var costs = [Double](repeating: .infinity, count: tips.count)
    let work = tips.count * end * max(1, dimension)
    partners.withUnsafeMutableBufferPointer { partners in
      costs.withUnsafeMutableBufferPointer { costs in
        nonisolated(unsafe) let (partners, costs) = (partners, costs)  // every task has tiles of its own
        let group = max(1, min(64, tiles / (4 * threads)))
        Workers.run(tasks: (tiles + group - 1) / group, workers: work < 1 << 20 ? 1 : threads) { _, task in
          for start in stride(from: 0, to: end, by: Self.placesOfPiece) {
            for tile in (task * group)..<min((task + 1) * group, tiles) {
              let first = tile * Self.tile
              tips.withUnsafeBufferPointer { tips in
                guard let tips = tips.baseAddress, let partners = partners.baseAddress, let costs = costs.baseAddress
                else { return }
                cvm_cheapest_merges(
                  centers.pointer, capacity, dimension, sizes, start, min(start + Self.placesOfPiece, end),
                  tips + first,
                  min(Self.tile, clusters.count - first), partners + first, costs + first)
              }
            }
          }
        }
      }
    }
    return zip(partners, costs).map { CheapestMerge(partner: $0 < 0 ? -1 : numbers[Int($0)], cost: $1) }
  }

  mutating func merge(_ a: Int, _ b: Int, into number: Int) {
    if used == capacity { moveTogether() }
    let (a, b) = (places[a], places[b])
    let size = sizes[a] + sizes[b]
    let share = sizes[b] / size
    for j in 0..<dimension {
      let column = centers.pointer + j * capacity
      column[used] = column[a] + share * (column[b] - column[a])
    }
    (sizes[a], sizes[b], sizes[used]) = (.nan, .nan, size)
    (numbers[used], places[number]) = (number, used)
    used += 1
  }

  /// Closes the gaps, in the order of the numbers.
  private mutating func moveTogether() {
    let alive = (0..<used).filter { !sizes[$0].isNaN }
    let room = Self.capacity(for: alive.count)
    let moved = AlignedBuffer(count: room * dimension)
    for j in 0..<dimension {
      for (new, old) in alive.enumerated() { moved.pointer[j * room + new] = centers.pointer[j * capacity + old] }
    }
    sizes = alive.map { sizes[$0] } + [Double](repeating: .nan, count: room - alive.count)
    numbers = alive.map { numbers[$0] } + [Int](repeating: 0, count: room - alive.count)
    for (place, number) in numbers.prefix(alive.count).enumerated() { places[number] = place }
    (centers, capacity, used) = (moved, room, alive.count)
  }
}

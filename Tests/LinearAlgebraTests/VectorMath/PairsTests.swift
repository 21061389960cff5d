import CVectorMath
import Testing

/// Distances and cheapest merges of every variant, against plain loops. Tolerance: a few ulp, for products that are fused
/// with sums or not.
@Suite struct PairsTests {
  private func column(_ count: Int, seed: UInt64) -> [Double] {
    var uniform = Uniform(seed: seed)
    return (0..<count).map { _ in uniform.next() }
  }

  @Test(arguments: Variant.all)
  func squaredDistances(_ variant: Variant) {
    for (n, width) in [(0, 3), (1, 1), (7, 2), (8, 5), (40, 16), (77, 3), (5, 0)] {
      let ld = n + 3
      let (block, point) = (column(ld * max(1, width), seed: 1), column(width + 1, seed: 2))
      var distances = [Double](repeating: -1, count: n + 1)
      variant.kernels.pointee.squared_distances(point, block, ld, n, width, &distances)
      for i in 0..<n {
        let expected = (0..<width).reduce(0.0) { sum, j in
          let difference = block[i + j * ld] - point[j]
          return sum + difference * difference
        }
        #expect(abs(distances[i] - expected) <= 4 * expected.ulp, "\(i) of \(n) × \(width)")
      }
      #expect(distances[n] == -1)
    }
  }

  @Test(arguments: Variant.all)
  func cheapestMergesAreThose(_ variant: Variant) {
    let (n, width) = (80, 3)
    let centers = column(n * width, seed: 3)
    var sizes = column(n, seed: 4).map { 1 + abs($0 * 9).rounded() }
    for gone in [0, 5, 17, 79] { sizes[gone] = .nan }
    func cost(_ a: Int, _ b: Int) -> Double {
      let square = (0..<width).reduce(0.0) { sum, j in
        let difference = centers[a + j * n] - centers[b + j * n]
        return sum + difference * difference
      }
      return square * (sizes[a] * sizes[b]) / (sizes[a] + sizes[b])
    }
    let alive = (0..<n).filter { !sizes[$0].isNaN }
    var found = [Int: (partner: Int64, cost: Double)]()
    for tips in stride(from: 0, to: alive.count, by: 3).map({ Array(alive[$0..<min($0 + 3, alive.count)]) }) {
      var (partners, costs) = ([Int64](repeating: -1, count: 3), [Double](repeating: .infinity, count: 3))
      for start in [0, 16, 64] {
        let end = start == 0 ? 16 : start == 16 ? 64 : 80
        variant.kernels.pointee.cheapest_merges(
          centers, n, width, sizes, start, end, tips.map { Int64($0) }, tips.count, &partners, &costs)
      }
      for (i, tip) in tips.enumerated() { found[tip] = (partners[i], costs[i]) }
    }
    for tip in alive {
      let best = alive.filter { $0 != tip }.min { cost(tip, $0) < cost(tip, $1) } ?? -1
      #expect(found[tip]?.partner == Int64(best))
      let error = abs((found[tip]?.cost ?? .nan) - cost(tip, best))
      #expect(error <= 8 * cost(tip, best).ulp)
      // The same bits from the other end, where that is a cheapest merge too.
      if let other = found[best], other.partner == tip { #expect(other.cost == found[tip]?.cost) }
    }
  }

  @Test(arguments: Variant.all)
  func ofEqualCostsTheFirst(_ variant: Variant) {
    // All points but the tip are the same.
    let (n, sizes) = (32, [Double](repeating: 1, count: 32))
    for tip in [0, 9, 31] {
      var centers = [Double](repeating: 2, count: n)
      centers[tip] = 0
      var (partner, cost) = ([Int64(-1)], [Double.infinity])
      variant.kernels.pointee.cheapest_merges(centers, n, 1, sizes, 0, n, [Int64(tip)], 1, &partner, &cost)
      #expect(partner[0] == (tip == 0 ? 1 : 0) && cost[0] == 2)
    }
    var (partner, cost) = ([Int64(-1)], [Double.infinity])
    let alone = [1.0] + [Double](repeating: .nan, count: 15)
    variant.kernels.pointee.cheapest_merges(
      [Double](repeating: 0, count: 16), 16, 1, alone, 0, 16, [0], 1, &partner, &cost)
    #expect(partner[0] == -1 && cost[0] == .infinity)
  }
}

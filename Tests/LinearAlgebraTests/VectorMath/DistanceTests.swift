import CVectorMath
import Testing

/// Distances to centres, every variant against plain loops.
@Suite struct DistanceTests {
  private func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var uniform = Uniform(seed: seed)
    return (0..<count).map { _ in uniform.next() }
  }

  @Test(arguments: Variant.all)
  func squaresAreThoseOfPlainLoops(_ variant: Variant) {
    for count in [0, 1, 8, 131] {
      let x = numbers(count, seed: 1)
      var y = numbers(count, seed: 2)
      let expected = zip(x, y).map { x, y in
        let difference = x - 0.3
        let square = difference * difference
        return y + square
      }
      variant.kernels.pointee.add_squares(x, count, 0.3, &y)
      #expect(y == expected)
    }
  }

  /// Whole and broken lanes and tiles; a missing value is 0, and of equal centres the first is nearest. Squared differences have
  /// the bits of plain loops.
  @Test(arguments: Variant.all)
  func nearestCentre(_ variant: Variant) {
    for (rows, width, centers) in [(1, 1, 1), (7, 3, 2), (16, 4, 5), (33, 9, 10), (130, 16, 23), (21, 0, 3)] {
      let stride = rows + 3
      var columns = numbers(rows * width, seed: 3)
      if width > 0 { columns[rows / 2] = .nan }
      var places = numbers(centers * width, seed: 4)
      if centers > 4 { places.replaceSubrange(4 * width..<5 * width, with: places[width..<2 * width]) }
      let shifts = numbers(width, seed: 5), factors = numbers(width, seed: 6)
      let offsets = (0..<centers).map { c in places[c * width..<(c + 1) * width].reduce(0) { $0 + $1 * $1 } / 2 }
      var block = [Double](repeating: .nan, count: stride * width)
      var nearest = [Int32](repeating: -1, count: rows)
      var best = [Double](repeating: .nan, count: rows)
      var exact = (nearest: nearest, best: best)
      columns.withUnsafeBufferPointer { columns in
        let addresses: [UnsafePointer<Double>?] = (0..<width).map { j in columns.baseAddress.map { $0 + j * rows } }
        variant.kernels.pointee.nearest(
          addresses, shifts, factors, rows, width, places, offsets, centers, &block, stride, &nearest, &best)
        variant.kernels.pointee.nearest(
          addresses, shifts, factors, rows, width, places, nil, centers, &block, stride, &exact.nearest, &exact.best)
      }
      for row in 0..<rows {
        let z = (0..<width).map { j in
          let x = columns[j * rows + row]
          return x.isNaN ? 0 : (x - shifts[j]) * factors[j]
        }
        #expect((0..<width).map { block[$0 * stride + row] } == z)
        let squares = (0..<centers).map { c in
          (0..<width).reduce(0.0) { sum, j in
            let difference = z[j] - places[c * width + j]
            let square = difference * difference
            return sum + square
          }
        }
        let least = squares.min() ?? .nan
        #expect(-exact.best[row] == least && squares.firstIndex(of: least) == Int(exact.nearest[row]))
        let values = (0..<centers).map { c in (0..<width).reduce(-offsets[c]) { $0 + z[$1] * places[c * width + $1] } }
        let largest = values.max() ?? .nan
        #expect(abs(best[row] - largest) < 1e-14 * (1 + abs(largest)), "\(rows) × \(width), \(centers), row \(row)")
        let near = values.firstIndex { $0 > largest - 1e-13 }
        #expect(near == Int(nearest[row]), "\(rows) × \(width), \(centers), row \(row)")
      }
    }
  }
}

import CVectorMath
import Testing

struct VectorMathReferences: Decodable {
  let exp, log, logistic, gamma: [[Double]]
}

/// A variant of the kernels that this machine runs.
struct Variant: CustomTestStringConvertible, Sendable {
  nonisolated(unsafe) let kernels: UnsafePointer<cvm_kernels>
  var testDescription: String { String(cString: kernels.pointee.name) }

  static var all: [Variant] {
    var result: [Variant] = []
    while let kernels = cvm_variant(result.count) { result.append(Variant(kernels: kernels)) }
    return result
  }
}

/// Every variant against values of mpmath and against plain loops.
@Suite struct VectorMathTests {
  private let lengths = [0, 1, 7, 8, 9, 64, 131]

  private func column(_ count: Int, seed: UInt64) -> [Double] {
    var uniform = Uniform(seed: seed)
    return (0..<count).map { _ in uniform.next() }
  }

  /// The error in units in the last place of the reference, of the normal or subnormal number that it is.
  private func ulps(_ value: Double, _ reference: Double) -> Double {
    value == reference ? 0 : abs(value - reference) / reference.ulp
  }

  @Test(arguments: Variant.all)
  func expAndLogWithinThreeUlps(_ variant: Variant) throws {
    let reference: VectorMathReferences = try decode("vector_math.json")
    for (points, function) in [
      (reference.exp, variant.kernels.pointee.exp), (reference.log, variant.kernels.pointee.log),
    ] {
      let x = points.map { $0[0] }
      var y = [Double](repeating: 0, count: x.count)
      function?(x, &y, x.count)
      for (point, value) in zip(points, y) {
        #expect(ulps(value, point[1]) <= 3, "at \(point[0]): \(value) for \(point[1])")
      }
    }
  }

  @Test(arguments: Variant.all)
  func logOfTheEdges(_ variant: Variant) {
    let x: [Double] = [0, -0.0, 1, .infinity, -1, -.infinity, .nan, .leastNonzeroMagnitude]
    var y = [Double](repeating: 0, count: x.count)
    variant.kernels.pointee.log(x, &y, x.count)
    #expect(y[0] == -.infinity && y[1] == -.infinity && y[2] == 0 && y[3] == .infinity)
    #expect(y[4].isNaN && y[5].isNaN && y[6].isNaN && y[7] < -744)
  }

  /// A row's value is the same wherever in a column it stands, and in place.
  @Test(arguments: Variant.all)
  func positionDoesNotMatter(_ variant: Variant) {
    let x = column(131, seed: 1).map { $0 * 30 }
    var whole = [Double](repeating: 0, count: x.count)
    variant.kernels.pointee.exp(x, &whole, x.count)
    for k in x.indices {
      var one = [x[k]]
      one.withUnsafeMutableBufferPointer { variant.kernels.pointee.exp($0.baseAddress, $0.baseAddress, 1) }
      #expect(one[0].bitPattern == whole[k].bitPattern)
    }
  }

  /// Exponential, logarithm, two divisions and a root: 8 ulps, relative in both tails.
  @Test(arguments: Variant.all)
  func logisticMatchesTheReference(_ variant: Variant) throws {
    let points = (try decode("vector_math.json") as VectorMathReferences).logistic
    for weight in [nil, 1.0, 3.0] {
      for point in points {
        let weights = weight.map { [$0] }
        var (residual, root) = ([0.0], [0.0])
        let likelihood = variant.kernels.pointee.logistic([point[0]], [point[1]], weights, 1, &residual, &root)
        let w = weight ?? 1
        let close = { (value: Double, reference: Double) in abs(value - reference) <= 8 * reference.ulp }
        // y − μ cancels where y is between 0 and 1.
        let slack = point[1] == 0 || point[1] == 1 ? 0 : 4 * Double.ulpOfOne
        #expect(abs(residual[0] - w * point[2]) <= 8 * (w * point[2]).ulp + w * slack, "residual at \(point)")
        #expect(close(root[0], w.squareRoot() * point[3]), "root weight at \(point): \(root[0])")
        #expect(close(likelihood, w * point[4]), "log-likelihood at \(point): \(likelihood)")
      }
    }
  }

  @Test(arguments: Variant.all)
  func logisticSumsItsRows(_ variant: Variant) {
    for count in lengths {
      let (eta, w) = (column(count, seed: 2).map { $0 * 9 }, column(count, seed: 3).map { $0 + 1 })
      let y = column(count, seed: 4).map { $0 > 0 ? 1.0 : 0 }
      var (residual, root) = (y, y)
      let all = variant.kernels.pointee.logistic(eta, y, w, count, &residual, &root)
      var sum = 0.0
      for i in 0..<count {
        var (r, s) = ([0.0], [0.0])
        sum += variant.kernels.pointee.logistic([eta[i]], [y[i]], [w[i]], 1, &r, &s)
        #expect(r[0] == residual[i] && s[0] == root[i])
      }
      #expect(abs(all - sum) <= 1e-14 * abs(sum), "\(count) rows: \(all) for \(sum)")
      var without = residual
      #expect(variant.kernels.pointee.logistic(eta, y, w, count, &without, nil) == all)
      #expect(without == residual)
    }
  }

  /// An exponential and a product: 8 ulps, of the terms where they cancel.
  @Test(arguments: Variant.all)
  func gammaMatchesTheReference(_ variant: Variant) throws {
    for point in (try decode("vector_math.json") as VectorMathReferences).gamma {
      for (weight, isObserved) in [(nil, false), (3.0, true), (3.0, false)] {
        let weights: [Double]? = weight.map { [$0] }
        var (residual, root) = ([0.0], [0.0])
        let likelihood = variant.kernels.pointee.gamma(
          [point[0]], [point[1]], weights, isObserved, 1, &residual, &root)
        let w = weight ?? 1
        let ratio = point[3] * point[3]
        #expect(abs(residual[0] - w * point[2]) <= 8 * w * max(1, ratio).ulp, "residual at \(point)")
        let expected = w.squareRoot() * (isObserved ? point[3] : 1)
        #expect(abs(root[0] - expected) <= 8 * expected.ulp, "root weight at \(point): \(root[0])")
        #expect(abs(likelihood - w * point[4]) <= 8 * w * max(abs(point[0]), ratio).ulp, "log-likelihood at \(point)")
      }
    }
  }

  @Test(arguments: Variant.all)
  func gammaSumsItsRows(_ variant: Variant) {
    for count in lengths {
      let (eta, y) = (column(count, seed: 2).map { $0 * 9 }, column(count, seed: 4).map { abs($0) + 0.1 })
      var w = column(count, seed: 3).map { $0 + 1 }
      var (residual, root) = (y, y)
      // Where the weight is 0 the outcome may be anything.
      var outcomes = y
      if count > 3 { (w[3], outcomes[3]) = (0, .nan) }
      let all = variant.kernels.pointee.gamma(eta, outcomes, w, true, count, &residual, &root)
      var sum = 0.0
      for i in 0..<count {
        var (r, s) = ([0.0], [0.0])
        sum += variant.kernels.pointee.gamma([eta[i]], [y[i]], [w[i]], true, 1, &r, &s)
        #expect(r[0] == residual[i] && s[0] == root[i])
      }
      #expect(abs(all - sum) <= 1e-14 * abs(sum), "\(count) rows: \(all) for \(sum)")
    }
  }

  /// One rounding more or less where the machine fuses, and one for each of `sums` numbers added up.
  private func expectClose(
    _ a: [Double], _ b: [Double], sums: Int = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(relativeError(a, b) <= Double(4 + sums) * roundoff, sourceLocation: sourceLocation)
  }

  @Test(arguments: Variant.all)
  func columnsMatchPlainLoops(_ variant: Variant) {
    let kernels = variant.kernels.pointee
    for count in lengths {
      let (x, w) = (column(count, seed: 5), column(count, seed: 6))
      var y = w
      kernels.standardize(x, count, 0.25, 3, nil, &y)
      expectClose(y, x.map { ($0 - 0.25) * 3 })
      kernels.standardize(x, count, 0.25, 3, w, &y)
      expectClose(y, zip(x, w).map { ($0 - 0.25) * 3 * $1 })
      kernels.multiply(x, w, &y, count)
      #expect(y == zip(x, w).map { $0 * $1 })
      y = w
      kernels.axpy(1.7, x, &y, count)
      expectClose(y, zip(w, x).map { $0 + 1.7 * $1 })

      let holes = x.enumerated().map { $0.offset % 3 == 1 ? .nan : $0.element }
      var missing = w
      kernels.standardize_missing(holes, count, 0.25, 3, &y, &missing, 0.125, 2)
      expectClose(y, holes.map { $0.isNaN ? 0 : ($0 - 0.25) * 3 })
      #expect(missing == holes.map { $0.isNaN ? 1.75 : -0.25 })
    }
  }

  @Test(arguments: Variant.all)
  func gaussianMatchesPlainLoops(_ variant: Variant) {
    for count in lengths {
      let (eta, y) = (column(count, seed: 12), column(count, seed: 13))
      let w = column(count, seed: 14).map { $0 + 1 }
      var (residual, root) = (y, y)
      let squares = variant.kernels.pointee.gaussian(eta, y, w, count, &residual, &root)
      let errors = zip(y, eta).map(-)
      expectClose(residual, zip(w, errors).map(*))
      expectClose(root, w.map { $0.squareRoot() })
      expectClose([squares], [zip(w, errors).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }], sums: count)
      #expect(variant.kernels.pointee.gaussian(eta, y, nil, count, &residual, nil) >= 0)
      #expect(residual == errors)
    }
  }

  /// Widths around the panels of four, lengths around the lanes of eight.
  @Test(arguments: Variant.all)
  func productsMatchPlainLoops(_ variant: Variant) {
    for count in lengths {
      for width in 0...9 {
        let ld = count + 3
        let (block, start, v) = (column(ld * width, seed: 15), column(count, seed: 16), column(count, seed: 17))
        let (shift, coefficient) = (column(width, seed: 18), column(width, seed: 19))
        func value(_ i: Int, _ j: Int) -> Double { block[j * ld + i] - shift[j] }
        var (y, sums) = (start, coefficient)
        block.withUnsafeBufferPointer { block in
          let columns = (0..<width).map { j in block.baseAddress.map { $0 + j * ld } }
          variant.kernels.pointee.combine(columns, shift, coefficient, width, count, 0, &y)
          variant.kernels.pointee.project(columns, shift, width, v, count, 0, &sums)
        }
        expectClose(
          y, (0..<count).map { i in (0..<width).reduce(start[i]) { $0 + value(i, $1) * coefficient[$1] } }, sums: width)
        expectClose(
          sums, (0..<width).map { j in (0..<count).reduce(coefficient[j]) { $0 + value($1, j) * v[$1] } }, sums: count)
      }
    }
  }

  @Test(arguments: Variant.all)
  func gramMatchesPlainLoops(_ variant: Variant) {
    guard let gram = variant.kernels.pointee.gram else { return }
    for count in lengths {
      for width in 0...9 {
        let (ld, ldc) = (count + 5, width + 2)
        let block = column(ld * width, seed: 20)
        var result = [Double](repeating: -9, count: ldc * width)
        var expected = result
        gram(block, ld, count, width, &result, ldc)
        for j in 0..<width {
          for i in 0...j { for k in 0..<count { expected[i + j * ldc] += block[i * ld + k] * block[j * ld + k] } }
        }
        expectClose(result, expected, sums: count + 9)
      }
    }
  }

  @Test(arguments: Variant.all)
  func levelsMatchPlainLoops(_ variant: Variant) {
    let kernels = variant.kernels.pointee
    let codes = (0..<131).map { Int32($0 * 7 % 5) }
    let (table, x) = (column(5, seed: 7), column(131, seed: 8))
    var y = x
    kernels.gather_add(table, codes, &y, codes.count)
    #expect(y == zip(x, codes).map { $0 + table[Int($1)] })
    // In four quarters, or where there are more levels than a quarter has rows in one.
    for (levels, rows) in [(5, 131), (5, 13), (5, 0), (600, 131)] {
      var sums = table + [Double](repeating: 0, count: levels - 5)
      var expected = sums
      kernels.scatter_add(x, codes, &sums, levels, rows)
      for (value, code) in zip(x, codes).prefix(rows) { expected[Int(code)] += value }
      #expect(relativeError(sums, expected) <= 26 * roundoff)
    }

    // Rows of 11 numbers, 13 apart.
    let (rows, w) = (column(131 * 13, seed: 9), column(131, seed: 10))
    var groups = [Double](repeating: 0, count: 5 * 13)
    kernels.scatter_rows(rows, 13, 11, w, codes, &groups, codes.count)
    var plain = [Double](repeating: 0, count: 5 * 13)
    for i in 0..<131 { for j in 0..<11 { plain[Int(codes[i]) * 13 + j] += rows[i * 13 + j] * w[i] } }
    // Some 26 sums a level, fused or not.
    #expect(relativeError(groups, plain) <= 26 * roundoff)
  }

  @Test(arguments: Variant.all)
  func transposes(_ variant: Variant) {
    for (count, width) in [(0, 3), (1, 1), (4, 4), (9, 6), (17, 13), (3, 8)] {
      let (ld, stride) = (count + 3, width + 2)
      let block = column(ld * width, seed: 11)
      var rows = [Double](repeating: -9, count: count * stride)
      variant.kernels.pointee.transpose(block, ld, count, width, &rows, stride)
      for i in 0..<count {
        for j in 0..<stride {
          #expect(rows[i * stride + j] == (j < width ? block[j * ld + i] : -9), "(\(i), \(j)) of \(count) × \(width)")
        }
      }
    }
  }

  @Test(arguments: Variant.all)
  func momentsMatchPlainLoops(_ variant: Variant) {
    for count in lengths {
      let x = column(count, seed: 12).enumerated().map { $0.offset % 5 == 3 ? .nan : $0.element }
      let w = column(count, seed: 13).enumerated().map { $0.offset % 4 == 2 ? 0 : $0.element + 1 }
      for weights in [nil, w] {
        let moments = variant.kernels.pointee.column_moments(x, weights, count, 0.5)
        let counted = (0..<count).map { (value: x[$0], weight: weights?[$0] ?? 1) }.filter { $0.weight != 0 }
        let present = counted.filter { !$0.value.isNaN }
        let sums = [
          present.reduce(0) { $0 + $1.weight }, counted.reduce(0) { $0 + ($1.value.isNaN ? $1.weight : 0) },
          present.reduce(0) { $0 + $1.weight * ($1.value - 0.5) },
          present.reduce(0) { $0 + $1.weight * ($1.value - 0.5) * ($1.value - 0.5) },
        ]
        // Sums in another order, of at most 131 terms.
        let found = [moments.weight, moments.missing_weight, moments.sum, moments.sum_squares]
        #expect(relativeError(found, sums) <= 131 * roundoff, "\(count) rows")
        #expect(moments.lowest == present.map(\.value).min() ?? .infinity)
        #expect(moments.highest == present.map(\.value).max() ?? -.infinity)
        #expect(moments.infinite == 0)
      }
    }
  }

  @Test(arguments: Variant.all)
  func momentsCountTheInfinite(_ variant: Variant) {
    let x: [Double] = [1, .infinity, .nan, -.infinity, .infinity, 2, 3, 4, 5, .infinity]
    let w: [Double] = [1, 1, 1, 1, 0, 1, 1, 1, 1, 1]
    let moments = variant.kernels.pointee.column_moments(x, w, x.count, 0)
    #expect(moments.infinite == 3 && moments.lowest == -.infinity && moments.highest == .infinity)
    #expect(moments.missing_weight == 1 && moments.weight == 8)
  }
}

/// The point of the cone {d : a·d ≥ 0 for all rows a} nearest to a target.
///
/// By duality it is target + Σ μ a with multipliers μ ≥ 0, found by Lawson and Hanson's active set (*Solving Least Squares
/// Problems*, 1974, chapter 23). Rows with a multiplier are kept as an orthonormal basis in twice the working precision: two
/// rows with the same outlier are parallel to eight digits or more, and what tells them apart must not be rounding. A point
/// of 0 proves, by its multipliers, that no direction of the cone leans towards the target.
struct ConeProjection {
  /// A product violates a row where it is negative by more than this share of its terms' absolute sum.
  static let tolerance = 1e-10
  /// The length below which the point is 0; the target is a mean of unit vectors.
  static let negligible = 1e-12

  private let target: [DoubleDouble]
  /// The rows seen so far, of lengths about 1.
  private(set) var rows: [[Double]] = []
  private var active: [Int] = []
  private var multipliers: [DoubleDouble] = []
  private var basis: [[DoubleDouble]] = []
  /// Columns of the triangular factor: row active[k] = Σ triangle[k][i] basis[i].
  private var triangle: [[DoubleDouble]] = []
  /// The projection on the rows seen so far.
  private(set) var point: [Double]

  init(of target: [Double]) {
    self.target = target.map { DoubleDouble($0) }
    point = target
  }

  /// The point's direction, without components that are rounding; nil where it is 0.
  var direction: [Double]? {
    let length = dot(point, point).squareRoot()
    if length <= Self.negligible { return nil }
    return point.map { abs($0) < 1e-18 * length ? 0 : $0 / length }
  }

  /// Projects anew with `more` rows, of lengths about 1, beside the rows seen so far.
  ///
  /// - Returns: false where rounding kept it from an answer.
  mutating func add(_ more: [[Double]]) -> Bool {
    rows += more
    var isBarred = [Bool](repeating: false, count: rows.count)
    for _ in 0..<(10 * target.count + 100) {
      guard let direction else { return true }
      var worst = 0.0
      var entering = -1
      for (j, row) in rows.enumerated() where !isBarred[j] {
        let margin = dot(row, direction)
        if margin < worst, margin < -Self.tolerance * absoluteDot(row, direction) { (worst, entering) = (margin, j) }
      }
      if entering < 0 { return !isBarred.contains(true) }
      // A row that rounding throws out again at once would come back for ever.
      if enter(entering) { isBarred = isBarred.map { _ in false } } else { isBarred[entering] = true }
    }
    return false
  }

  /// Takes a row into the active set and drops those whose multiplier it makes negative.
  private mutating func enter(_ row: Int) -> Bool {
    let (coordinates, rest) = split(rows[row].map { DoubleDouble($0) })
    let length = dot(rest, rest).squareRoot()
    if length.high <= 1e-25 { return false }
    basis.append(rest.map { $0 / length })
    triangle.append(coordinates + [length])
    active.append(row)
    multipliers.append(DoubleDouble(0))
    var isFirst = true
    while true {
      let solution = solve()
      if isFirst, solution[solution.count - 1].high <= 0 {
        remove(at: solution.count - 1)
        return false
      }
      isFirst = false
      var share = DoubleDouble(1)
      var leaving = -1
      for (k, then) in solution.enumerated() where then.high <= 0 {
        let until = multipliers[k] / (multipliers[k] - then)
        if leaving < 0 || until.high < share.high { (share, leaving) = (until, k) }
      }
      for k in solution.indices { multipliers[k] = multipliers[k] + share * (solution[k] - multipliers[k]) }
      if leaving < 0 { break }
      remove(at: leaving)
    }
    point = split(target).rest.map(\.high)
    return true
  }

  /// R μ = −Q' target.
  private func solve() -> [DoubleDouble] {
    var result = basis.map { -dot($0, target) }
    for k in result.indices.reversed() {
      result[k] = result[k] / triangle[k][k]
      let value = result[k]
      for i in 0..<k { result[i] = result[i] - triangle[k][i] * value }
    }
    return result
  }

  /// A vector as coordinates in the basis and a rest orthogonal to it, orthogonalised twice.
  private func split(_ vector: [DoubleDouble]) -> (coordinates: [DoubleDouble], rest: [DoubleDouble]) {
    var rest = vector
    var coordinates = [DoubleDouble](repeating: DoubleDouble(0), count: basis.count)
    for _ in 0..<2 {
      for (k, unit) in basis.enumerated() {
        let share = dot(unit, rest)
        coordinates[k] = coordinates[k] + share
        for i in rest.indices { rest[i] = rest[i] - share * unit[i] }
      }
    }
    return (coordinates, rest)
  }

  /// Drops an active row; Givens rotations make the factor triangular again.
  private mutating func remove(at position: Int) {
    active.remove(at: position)
    multipliers.remove(at: position)
    triangle.remove(at: position)
    for k in position..<triangle.count {
      let (a, b) = (triangle[k][k], triangle[k][k + 1])
      let length = (a * a + b * b).squareRoot()
      let (cosine, sine) = length.high > 0 ? (a / length, b / length) : (DoubleDouble(1), DoubleDouble(0))
      for j in k..<triangle.count {
        let (upper, lower) = (triangle[j][k], triangle[j][k + 1])
        triangle[j][k] = cosine * upper + sine * lower
        triangle[j][k + 1] = cosine * lower - sine * upper
      }
      for i in target.indices {
        let (upper, lower) = (basis[k][i], basis[k + 1][i])
        basis[k][i] = cosine * upper + sine * lower
        basis[k + 1][i] = cosine * lower - sine * upper
      }
      triangle[k].removeLast()
    }
    basis.removeLast()
  }
}

/// Σ |a b|.
func absoluteDot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for k in a.indices { sum += abs(a[k] * b[k]) }
  return sum
}

/// Σ a b.
func dot(_ a: [Double], _ b: [Double]) -> Double {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      var sums = (0.0, 0.0, 0.0, 0.0)
      let whole = a.count & ~3
      for k in Swift.stride(from: 0, to: whole, by: 4) {
        sums.0 += a[k] * b[k]
        sums.1 += a[k + 1] * b[k + 1]
        sums.2 += a[k + 2] * b[k + 2]
        sums.3 += a[k + 3] * b[k + 3]
      }
      for k in whole..<a.count { sums.0 += a[k] * b[k] }
      return (sums.0 + sums.1) + (sums.2 + sums.3)
    }
  }
}

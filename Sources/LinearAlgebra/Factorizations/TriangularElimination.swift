/// Brings an upper triangular matrix into echelon form by reflections, leaving out columns that depend on earlier ones.
///
/// Column j is zero below row j, and stays so: each column left out makes the reflections of later ones one row longer,
/// and where none is left out there is nothing to reflect.
struct TriangularElimination {
  private(set) var independent: [Int] = []
  private(set) var aliased: [Int] = []

  init(_ a: MutableMatrixView, columns: Int, tolerance: Double) {
    for j in 0..<columns {
      let rank = independent.count
      let column = a.base + j * a.leadingDimension
      let end = min(j + 1, a.rows)
      let residual = length(column + rank, count: end - rank)
      guard residual > tolerance * length(column, count: end) else {
        aliased.append(j)
        continue
      }
      independent.append(j)
      if end - rank > 1 {
        reflect(column + rank, onto: residual, count: end - rank, others: j + 1..<a.columns, of: a, row: rank)
      }
    }
  }
}

/// Applies to columns `others`, from `row` on, the reflection I − τ v v' that leaves `residual` times the first unit
/// vector of `x`, up to a sign; v₀ = 1, so that no square is formed and nothing overflows.
private func reflect(
  _ x: UnsafeMutablePointer<Double>, onto residual: Double, count: Int, others: Range<Int>, of a: MutableMatrixView,
  row: Int
) {
  let target = x[0] > 0 ? -residual : residual
  let tau = (target - x[0]) / target
  let divisor = x[0] - target
  x[0] = target
  for i in 1..<count { x[i] /= divisor }
  for k in others {
    let column = a.base + k * a.leadingDimension + row
    var product = column[0]
    for i in 1..<count { product += x[i] * column[i] }
    product *= tau
    column[0] -= product
    for i in 1..<count { column[i] -= product * x[i] }
  }
  for i in 1..<count { x[i] = 0 }
}

/// The Euclidean length, without overflow; 0 where `count` is not positive.
private func length(_ values: UnsafeMutablePointer<Double>, count: Int) -> Double {
  var largest = 0.0
  for i in 0..<max(0, count) { largest = max(largest, abs(values[i])) }
  if largest == 0 { return 0 }
  var sum = 0.0
  for i in 0..<count { sum += (values[i] / largest) * (values[i] / largest) }
  return largest * sum.squareRoot()
}

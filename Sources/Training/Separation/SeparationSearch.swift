import LinearAlgebra

/// Looks for a direction along which the logistic likelihood rises for ever.
///
/// Such a direction d has (2y − 1) x·d ≥ 0 in all rows and > 0 in some (Albert and Anderson, *Biometrika* 71, 1984). With
/// rows of length 1 and q their mean times 2y − 1, the point of that cone nearest to q is such a direction, or it is 0 and
/// there is none: q·d is the mean of margins that are not negative. The cone is built from the rows that the last point
/// violates most: a few passes, whatever the number of rows. A row that counts both successes and failures is one of each.
struct SeparationSearch: Sendable {
  enum Verdict {
    /// No such direction exists.
    case overlap
    /// A direction over the design's parameters, and the rows that it moves.
    case separated(direction: [Double], rows: [Int])
    /// Rounding kept it from an answer.
    case undecided
  }

  let objective: Objective
  let coordinates: RobustCoordinates
  /// The rows with weight.
  private let alive: [Int]
  private static let passes = 60
  /// The share of its terms' absolute sum that a product must exceed to be told from 0.
  private static let positive = 1e-8

  init(_ objective: Objective, over selection: [Int]) {
    self.objective = objective
    let weights = objective.weights
    alive = (0..<objective.design.rows).filter { weights?[$0] ?? 1 > 0 }
    coordinates = RobustCoordinates(objective.design, over: selection, rows: alive)
  }

  func run() -> Verdict {
    let width = coordinates.selection.count
    if alive.isEmpty || width == 0 { return .overlap }
    var projection = ConeProjection(of: target())
    let first = max(1, alive.count / (4 * width + 500))
    var known = Set(Swift.stride(from: 0, to: alive.count, by: first).flatMap { sides(alive[$0]) })
    guard projection.add(known.sorted().map(unitRow)) else { return .undecided }
    for _ in 0..<Self.passes {
      guard let direction = projection.direction else { return .overlap }
      let margins = margins(along: direction, keeping: width + 50)
      if margins.worst.isEmpty {
        if margins.positive.isEmpty { return .undecided }
        return .separated(
          direction: coordinates.parameters(direction, count: objective.design.parameterCount),
          rows: margins.positive)
      }
      let fresh = margins.worst.map(\.side).filter { known.insert($0).inserted }
      if fresh.isEmpty || !projection.add(fresh.map(unitRow)) { return .undecided }
    }
    return .undecided
  }

  /// The classes that a row has members of, as numbers: twice the row, and 1 more for the class of y = 1.
  private func sides(_ row: Int) -> [Int] {
    let y = objective.response[row]
    return (y < 1 ? [2 * row] : []) + (y > 0 ? [2 * row + 1] : [])
  }

  /// (2y − 1) x, by a power of two of a length from 1 to 2: without any rounding.
  private func unitRow(_ side: Int) -> [Double] {
    let row = side / 2
    let block = DesignBlock(objective.design)
    block.fill(row..<(row + 1), copying: true)
    let vector = coordinates.vector(block)
    let length = dot(vector, vector).squareRoot()
    if length == 0 { return vector }
    let sign = side % 2 == 1 ? 1.0 : -1
    let factor = sign * Double(sign: .plus, exponent: -length.exponent, significand: 1)
    return vector.map { $0 * factor }
  }

  /// The mean of the unit rows.
  private func target() -> [Double] {
    let nothing = [Double](repeating: 0, count: objective.design.parameterCount)
    let sums = objective.reduction.reduce(
      rows: objective.design.rows, makeScratch: { DesignBlock(objective.design) },
      makeStatistic: { VectorSum(values: nothing) },
      accumulate: { sum, rows, block in
        block.fill(rows, copying: true)
        coordinates.products(block, with: nothing)
        for (k, row) in rows.enumerated() {
          let square = block.rootWeight.pointer[k]
          let isAlive = objective.weights?[row] ?? 1 > 0 && square > 0
          block.residual.pointer[k] =
            isAlive ? (2 * objective.response[row] - 1) / square.squareRoot() : 0
        }
        coordinates.addRows(block, times: block.residual.pointer, to: &sum.values)
      }
    ).values
    return coordinates.selection.map { sums[$0] / Double(alive.count) }
  }

  /// The rows that `direction`, of length 1, moves towards their class, and those it moves most against it.
  private func margins(along direction: [Double], keeping count: Int) -> Margins {
    var byParameter = [Double](repeating: 0, count: objective.design.parameterCount)
    for (value, parameter) in zip(direction, coordinates.selection) { byParameter[parameter] = value }
    let slopes = byParameter
    return objective.reduction.reduce(
      rows: objective.design.rows, makeScratch: { DesignBlock(objective.design) },
      makeStatistic: { Margins(limit: count) },
      accumulate: { margins, rows, block in
        block.fill(rows, copying: true)
        coordinates.products(block, with: slopes)
        for (k, row) in rows.enumerated() where objective.weights?[row] ?? 1 > 0 {
          let square = block.rootWeight.pointer[k]
          if square == 0 { continue }
          let (y, link) = (objective.response[row], block.eta.pointer[k])
          let isOpen = y > 0 && y < 1
          let product = isOpen ? -abs(link) : y > 0.5 ? link : -link
          let size = block.residual.pointer[k]
          if product > Self.positive * size {
            margins.positive.append(row)
          } else if product < -2 * ConeProjection.tolerance * size {
            margins.addViolation(product / square.squareRoot(), side: 2 * row + ((isOpen ? link < 0 : y > 0.5) ? 1 : 0))
          }
        }
      })
  }
}

/// What a direction does to the rows.
private struct Margins: BlockStatistic {
  let limit: Int
  var positive: [Int] = []
  /// The most negative margins, at most `limit`.
  var worst: [(margin: Double, side: Int)] = []

  init(limit: Int) { self.limit = limit }

  mutating func addViolation(_ margin: Double, side: Int) {
    worst.append((margin, side))
    if worst.count > 4 * limit { shorten() }
  }

  mutating func merge(_ later: Margins) {
    positive += later.positive
    worst += later.worst
    shorten()
  }

  private mutating func shorten() {
    if worst.count <= limit { return }
    worst.sort { ($0.margin, $0.side) < ($1.margin, $1.side) }
    worst.removeSubrange(limit...)
  }
}

/// One sum a parameter.
private struct VectorSum: BlockStatistic {
  var values: [Double]

  mutating func merge(_ later: VectorSum) { for k in values.indices { values[k] += later.values[k] } }
}

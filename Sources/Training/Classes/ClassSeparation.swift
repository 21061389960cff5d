import LinearAlgebra

/// Whether the likelihood of a model of classes rises for ever along some direction, and what the rows leave undetermined then.
///
/// Every row asks of a direction that it raise its own class against another, or leave both: a linear inequality. A direction
/// that meets all of them, and some strictly, has no maximum; it is looked for as in ``SeparationSearch``, by projecting the
/// mean of the inequalities on their cone. What it meets strictly is taken out, and the rest looked at again; what the
/// inequalities that are left in the end do not span is undetermined. (Albert and Anderson, *Biometrika* 71, 1984.)
struct ClassSeparation: Sendable {
  /// An inequality of a class: Σ sign · direction[unit] + Σ sign · (direction from `first`) · x ≥ 0.
  struct Inequality: Sendable {
    var units: [(index: Int, sign: Double)] = []
    var blocks: [(first: Int, sign: Double)] = []
  }

  /// How the parameters of a likelihood hang together with the columns.
  struct Shape: Sendable {
    /// The number of parameters, and where blocks of coefficients over the selection begin.
    let count: Int
    let blocks: [Int]
    /// By class.
    let inequalities: [[Inequality]]
  }

  /// Directions along which the likelihood has no maximum, by parameter of the likelihood.
  struct Directions: Sendable {
    /// What separates some inequalities, the first found first, and which.
    var paths: [(direction: [Double], settled: [(row: Int, kind: Int)])] = []
    /// An orthonormal basis, in robust coordinates, of what is undetermined.
    var null: [[Double]] = []
    /// For every member of `null` a function of the parameters that is 1 on it.
    var dual: [[Double]] = []
    /// The parameters that some of them move; on the original scale the intercepts and thresholds, by block and unit.
    var undetermined: Set<Int> = []
  }

  enum Verdict {
    case overlap, undecided
    case separated(Directions)
  }

  private let objective: Objective
  private let shape: Shape
  private let coordinates: RobustCoordinates
  /// Whether the coordinates have an intercept that the likelihood keeps elsewhere: in thresholds.
  private let hasThresholds: Bool
  private static let passes = 60
  /// The share of its terms' absolute sum that a product must exceed to be told from 0.
  private static let positive = 1e-8
  /// The link at which an inequality counts as settled: a probability of 4·10⁻¹⁸.
  private static let settledLink = 40.0

  init(_ objective: Objective, over selection: [Int], _ shape: Shape) {
    self.objective = objective
    self.shape = shape
    hasThresholds = shape.inequalities.contains { $0.contains { !$0.units.isEmpty } }
    let alive = (0..<objective.design.rows).filter { objective.weights?[$0] ?? 1 > 0 }
    coordinates = RobustCoordinates(
      objective.design, over: hasThresholds ? [0] + selection : selection, rows: alive)
  }

  /// Looks at all rows; `links` are 0 there.
  func run() -> Verdict {
    var open = (0..<objective.design.rows).flatMap { row -> [(row: Int, kind: Int)] in
      if objective.weights?[row] ?? 1 == 0 { return [] }
      return shape.inequalities[Int(objective.response[row])].indices.map { (row, $0) }
    }
    var result = Directions()
    search: while !open.isEmpty {
      switch search(open) {
      case .undecided: return .undecided
      case .none: break search
      case .direction(let direction):
        let isSettled = margins(open, along: direction).map { $0 > Self.positive }
        if !isSettled.contains(true) { return .undecided }
        let settled = zip(open, isSettled).filter(\.1).map(\.0)
        result.paths.append((parameters(direction), settled))
        open = zip(open, isSettled).filter { !$1 }.map(\.0)
      }
    }
    if result.paths.isEmpty { return .overlap }
    complete(&result, rest: open)
    return .separated(result)
  }

  private enum Found {
    case none, undecided
    case direction([Double])
  }

  /// A direction of length 1 that meets all inequalities and some strictly.
  private func search(_ open: [(row: Int, kind: Int)]) -> Found {
    var target = [Double](repeating: 0, count: shape.count)
    let vectors = Vectors(self)
    for item in open {
      let vector = vectors.vector(item)
      let length = dot(vector, vector).squareRoot()
      if length > 0 { for k in target.indices { target[k] += vector[k] / (length * Double(open.count)) } }
    }
    var projection = ConeProjection(of: target)
    let first = max(1, open.count / (4 * shape.count + 500))
    var known = Set(stride(from: 0, to: open.count, by: first))
    guard projection.add(known.sorted().map { vectors.unit(open[$0]) }) else { return .undecided }
    for _ in 0..<Self.passes {
      guard let direction = projection.direction else { return .none }
      let margins = margins(open, along: direction)
      let violated = margins.indices.filter { margins[$0] < -2 * ConeProjection.tolerance }
      if violated.isEmpty { return .direction(direction) }
      let worst = violated.sorted { (margins[$0], $0) < (margins[$1], $1) }.prefix(shape.count + 50)
      let fresh = worst.filter { known.insert($0).inserted }
      if fresh.isEmpty || !projection.add(fresh.map { vectors.unit(open[$0]) }) { return .undecided }
    }
    return .undecided
  }

  /// By inequality the product of its vector and `direction`, as a share of the sum of its terms' absolute values.
  private func margins(_ open: [(row: Int, kind: Int)], along direction: [Double]) -> [Double] {
    let vectors = Vectors(self)
    return open.map { item in
      let vector = vectors.vector(item)
      let size = absoluteDot(vector, direction)
      return size > 0 ? dot(vector, direction) / size : 0
    }
  }

  /// The vectors of inequalities in robust coordinates, row by row.
  private final class Vectors {
    private let search: ClassSeparation
    private let block: DesignBlock
    private var row = -1
    private var x: [Double] = []

    init(_ search: ClassSeparation) {
      self.search = search
      block = DesignBlock(search.objective.design)
    }

    func vector(_ item: (row: Int, kind: Int)) -> [Double] {
      if item.row != row {
        block.fill(item.row..<(item.row + 1), copying: true)
        x = search.coordinates.vector(block)
        if search.hasThresholds { x.removeFirst() }
        row = item.row
      }
      let inequality = search.shape.inequalities[Int(search.objective.response[item.row])][item.kind]
      var result = [Double](repeating: 0, count: search.shape.count)
      for unit in inequality.units { result[unit.index] += unit.sign }
      for part in inequality.blocks { for k in x.indices { result[part.first + k] += part.sign * x[k] } }
      return result
    }

    /// By a power of two of a length from 1 to 2: without any rounding.
    func unit(_ item: (row: Int, kind: Int)) -> [Double] {
      let vector = vector(item)
      let length = dot(vector, vector).squareRoot()
      return length > 0 ? vector.map { $0 * Double(sign: .plus, exponent: -length.exponent, significand: 1) } : vector
    }
  }
}

extension ClassSeparation {
  /// Tells what the inequalities that are left do not determine.
  private func complete(_ result: inout Directions, rest: [(row: Int, kind: Int)]) {
    let vectors = Vectors(self)
    var span: [[Double]] = []
    for item in rest where span.count < shape.count {
      let vector = vectors.unit(item)
      if let unit = orthonormal(vector, to: span) { span.append(unit) }
    }
    // The complement: of unit vectors what the span and the ones before leave.
    for k in 0..<shape.count {
      var unit = [Double](repeating: 0, count: shape.count)
      unit[k] = 1
      if let rest = orthonormal(unit, to: span + result.null) { result.null.append(rest) }
    }
    result.dual = result.null.map(dual)
    for (k, function) in functions.enumerated() {
      let length = dot(function, function).squareRoot()
      if result.null.contains(where: { abs(dot($0, function)) > 1e-6 * length }) { result.undetermined.insert(k) }
    }
  }

  /// What is left of `vector` beside `others`, of length 1; nil where that is rounding.
  private func orthonormal(_ vector: [Double], to others: [[Double]]) -> [Double]? {
    let size = dot(vector, vector).squareRoot()
    var rest = vector
    for _ in 0..<2 {
      for other in others {
        let share = dot(rest, other)
        for i in rest.indices { rest[i] -= share * other[i] }
      }
    }
    let length = dot(rest, rest).squareRoot()
    return length > 1e-9 * size ? rest.map { $0 / length } : nil
  }

  /// A direction in robust coordinates as one of the likelihood's parameters.
  private func parameters(_ direction: [Double]) -> [Double] {
    var result = direction
    let width = coordinates.selection.count - (hasThresholds ? 1 : 0)
    for first in shape.blocks {
      let own = (hasThresholds ? [0] : []) + direction[first..<(first + width)]
      let moved = coordinates.parameters(own, count: objective.design.parameterCount)
      for (k, parameter) in coordinates.selection.dropFirst(hasThresholds ? 1 : 0).enumerated() {
        result[first + k] = moved[parameter]
      }
      // Where columns are taken about their centres, thresholds make up for it.
      if hasThresholds { for unit in 0..<first { result[unit] -= moved[0] } }
    }
    return result
  }

  /// The function of the parameters that multiplies their robust coordinates by `vector`.
  private func dual(_ vector: [Double]) -> [Double] {
    var result = vector
    let selection = coordinates.selection.dropFirst(hasThresholds ? 1 : 0)
    for first in shape.blocks {
      // The coordinate of an intercept is the predictor where all columns are at their centres.
      let level = hasThresholds ? -vector[0..<first].reduce(0, +) : coordinates.isSelected[0] ? vector[first] : 0
      for (k, parameter) in selection.enumerated() where parameter > 0 {
        result[first + k] = vector[first + k] / coordinates.factor[parameter] + level * coordinates.center[parameter]
      }
    }
    return result
  }

  /// Every parameter as a function of the robust coordinates; intercepts and thresholds on the original scale.
  private var functions: [[Double]] {
    let design = objective.design
    let selection = Array(coordinates.selection.dropFirst(hasThresholds ? 1 : 0))
    let offsets = selection.map { parameter in
      parameter > 0 && parameter <= design.denseCount
        ? coordinates.factor[parameter]
          * (coordinates.center[parameter] + design.shift[parameter] / design.spread[parameter]) : 0
    }
    return (0..<shape.count).map { k in
      var result = [Double](repeating: 0, count: shape.count)
      result[k] = 1
      if hasThresholds, let first = shape.blocks.first, k < first {
        for (j, offset) in offsets.enumerated() { result[first + j] = offset }
      } else if let first = shape.blocks.last(where: { $0 <= k }), selection[k - first] == 0 {
        for (j, offset) in offsets.enumerated() where selection[j] > 0 { result[first + j] = -offset }
      }
      return result
    }
  }

  /// `parameters` moved along the paths until what they separate is settled.
  func settled(_ directions: Directions, from parameters: [Double]) -> [Double] {
    let selection = Array(coordinates.selection.dropFirst(hasThresholds ? 1 : 0))
    let block = DesignBlock(objective.design)
    func margin(_ item: (row: Int, kind: Int), _ direction: [Double]) -> Double {
      let x = objective.row(item.row, over: selection, in: block)
      let inequality = shape.inequalities[Int(objective.response[item.row])][item.kind]
      let units = inequality.units.reduce(0) { $0 + $1.sign * direction[$1.index] }
      return inequality.blocks.reduce(units) { sum, part in
        sum + part.sign * x.indices.reduce(0) { $0 + direction[part.first + $1] * x[$1] }
      }
    }
    var result = parameters
    // The last one found leaves what the earlier ones separate: these go further, and make up for it.
    for path in directions.paths.reversed() {
      var length = 0.0
      for item in path.settled {
        let pace = margin(item, path.direction)
        if pace > 0 { length = max(length, (Self.settledLink - margin(item, result)) / pace) }
      }
      for k in result.indices { result[k] += length * path.direction[k] }
    }
    return result
  }
}

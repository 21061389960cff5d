import LinearAlgebra

/// Which linear functions of the coefficients some rows of a design determine: those in the span of the rows.
///
/// Rows are taken in robust coordinates and with length 1, so that neither outliers nor copies hide the others.
struct Identifiability: Sendable {
  let coordinates: RobustCoordinates
  private let design: Design
  /// An orthonormal basis of the span of the rows.
  private var basis: [[Double]] = []
  /// A row that adds less than this share of the largest adds nothing.
  private static let rankTolerance = 1e-9
  /// A function of length 1 with a rest beyond this is not determined.
  private static let tolerance = 1e-6

  /// Measures the rows with weight of `objective`.
  init(_ objective: Objective, over selection: [Int]) {
    design = objective.design
    let rows = (0..<design.rows).filter { objective.weights?[$0] ?? 1 > 0 }
    coordinates = RobustCoordinates(design, over: selection, rows: rows)
    var rest = Self.factor(objective, coordinates).transposed
    var squares = (0..<rest.columns).map { column in
      (0..<rest.rows).reduce(0) { $0 + rest[$1, column] * rest[$1, column] }
    }
    let largest = squares.max() ?? 0
    // Gram and Schmidt over the rows, the longest rest first.
    while let pivot = squares.indices.max(by: { squares[$0] < squares[$1] }),
      squares[pivot] > Self.rankTolerance * Self.rankTolerance * largest
    {
      var unit = (0..<rest.rows).map { rest[$0, pivot] }
      for other in basis {
        let share = dot(unit, other)
        for i in unit.indices { unit[i] -= share * other[i] }
      }
      let length = dot(unit, unit).squareRoot()
      unit = unit.map { $0 / length }
      for column in 0..<rest.columns {
        var share = 0.0
        for i in unit.indices { share += unit[i] * rest[i, column] }
        for i in unit.indices { rest[i, column] -= share * unit[i] }
        squares[column] = (0..<rest.rows).reduce(0) { $0 + rest[$1, column] * rest[$1, column] }
      }
      squares[pivot] = 0
      basis.append(unit)
    }
  }

  /// The parameters that the rows leave undetermined; 0 stands for the intercept on the original scale.
  var undetermined: [Int] {
    coordinates.selection.enumerated().filter { k, parameter in
      parameter == 0 ? !determines(intercept) : !determines(unit(k))
    }.map(\.element)
  }

  private func unit(_ position: Int) -> [Double] {
    var result = [Double](repeating: 0, count: coordinates.selection.count)
    result[position] = 1
    return result
  }

  /// The intercept on the original scale as a function of the coordinates.
  private var intercept: [Double] {
    coordinates.selection.map { parameter in
      if parameter == 0 { return 1 }
      if parameter > design.denseCount { return 0 }
      return -coordinates.factor[parameter]
        * (coordinates.center[parameter] + design.shift[parameter] / design.spread[parameter])
    }
  }

  private func determines(_ function: [Double]) -> Bool {
    let length = dot(function, function).squareRoot()
    var rest = function.map { $0 / length }
    for unit in basis {
      let share = dot(rest, unit)
      for i in rest.indices { rest[i] -= share * unit[i] }
    }
    return dot(rest, rest) <= Self.tolerance * Self.tolerance
  }

  /// The triangular factor of the unit rows.
  private static func factor(_ objective: Objective, _ coordinates: RobustCoordinates) -> Matrix {
    let design = objective.design
    let nothing = [Double](repeating: 0, count: design.parameterCount)
    let columns = coordinates.selection.count
    return objective.reduction.reduce(
      rows: design.rows, makeScratch: { (DesignBlock(design), AlignedBuffer(count: DesignBlock.stride * columns)) },
      makeStatistic: { TriangularFactor(columns: columns) },
      accumulate: { factor, rows, scratch in
        let (block, dense) = scratch
        block.fill(rows, copying: true)
        coordinates.products(block, with: nothing)
        for (k, row) in rows.enumerated() {
          let square = block.rootWeight.pointer[k]
          block.rootWeight.pointer[k] =
            objective.weights?[row] ?? 1 > 0 && square > 0 ? 1 / square.squareRoot() : 0
        }
        coordinates.expand(block, times: block.rootWeight.pointer, into: dense.pointer)
        factor.absorb(
          MutableMatrixView(
            dense.pointer, rows: rows.count, columns: columns, leadingDimension: DesignBlock.stride))
      }
    ).r
  }
}

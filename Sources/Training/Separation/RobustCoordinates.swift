import LinearAlgebra

/// Coordinates of design rows in which an outlier stands far out and the other rows keep their distances.
///
/// A dense column is taken about its median, in units of about the median distance from it, so that a sentinel of 10⁹
/// leaves values of 1 to 10 apart. Units are powers of two: nothing is rounded. In a column that mostly has one value the distances that are not 0 decide.
struct RobustCoordinates: Sendable {
  /// The parameters in the order of the coordinates.
  let selection: [Int]
  /// By parameter: coordinate = (kept column − center) · factor.
  let center, factor: [Double]
  /// By parameter, whether it is selected.
  let isSelected: [Bool]

  /// Measures a sample of the rows for which `isAlive`.
  init(_ design: Design, over selection: [Int], rows: [Int]) {
    self.selection = selection
    var center = [Double](repeating: 0, count: design.parameterCount)
    var factor = [Double](repeating: 1, count: design.parameterCount)
    var isSelected = [Bool](repeating: false, count: design.parameterCount)
    for parameter in selection { isSelected[parameter] = true }
    let step = max(1, rows.count / 2_000)
    let sample = Swift.stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    let dense = selection.filter { $0 > 0 && $0 <= design.denseCount }
    var values = [[Double]](repeating: [], count: dense.count)
    let block = DesignBlock(design)
    for row in sample {
      block.fill(row..<(row + 1), copying: true)
      for (k, parameter) in dense.enumerated() { values[k].append(block.column(parameter)[0]) }
    }
    for (k, parameter) in dense.enumerated() where !values[k].isEmpty {
      let middle = isSelected[0] ? values[k].sorted()[values[k].count / 2] : 0
      let distances = values[k].map { abs($0 - middle) }.filter { $0 > 0 }.sorted()
      center[parameter] = middle
      if !distances.isEmpty {
        factor[parameter] = Double(sign: .plus, exponent: -distances[distances.count / 2].exponent, significand: 1)
      }
    }
    (self.center, self.factor, self.isSelected) = (center, factor, isSelected)
  }

  /// A direction in these coordinates as a direction of the design's parameters.
  func parameters(_ direction: [Double], count: Int) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    for (value, parameter) in zip(direction, selection) {
      result[parameter] += value * factor[parameter]
      if center[parameter] != 0 { result[0] -= value * factor[parameter] * center[parameter] }
    }
    return result
  }

  /// The coordinates of the first row of a filled block.
  func vector(_ block: DesignBlock) -> [Double] {
    let design = block.design
    return selection.map { parameter in
      if parameter <= design.denseCount {
        return (block.column(parameter)[0] - center[parameter]) * factor[parameter]
      }
      guard let index = design.categorical.lastIndex(where: { $0.firstParameter <= parameter }) else { return 0 }
      return Int(block.codes(of: index)[0]) == parameter - design.categorical[index].firstParameter ? 1 : 0
    }
  }

  /// Leaves row·direction in a filled block's `eta`, the sum of its terms' absolute values in its `residual` and ‖row‖² in
  /// its `rootWeight`; `direction` is by parameter.
  func products(_ block: DesignBlock, with direction: [Double]) {
    let design = block.design
    let (products, sizes, squares) = (block.eta.pointer, block.residual.pointer, block.rootWeight.pointer)
    products.update(repeating: 0, count: block.count)
    sizes.update(repeating: 0, count: block.count)
    squares.update(repeating: 0, count: block.count)
    for parameter in 0...design.denseCount where isSelected[parameter] {
      let column = block.column(parameter)
      let (center, factor, slope) = (center[parameter], factor[parameter], direction[parameter])
      for i in 0..<block.count {
        let value = (column[i] - center) * factor
        products[i] += slope * value
        sizes[i] += abs(slope * value)
        squares[i] += value * value
      }
    }
    for (index, input) in design.categorical.enumerated() {
      let codes = block.codes(of: index)
      for i in 0..<block.count {
        let parameter = input.firstParameter + Int(codes[i])
        if isSelected[parameter] {
          products[i] += direction[parameter]
          sizes[i] += abs(direction[parameter])
          squares[i] += 1
        }
      }
    }
  }

  /// sums += Σ v · row over the rows of a filled block, by parameter.
  func addRows(_ block: DesignBlock, times v: UnsafePointer<Double>, to sums: inout [Double]) {
    let design = block.design
    for parameter in 0...design.denseCount where isSelected[parameter] {
      let column = block.column(parameter)
      let (center, factor) = (center[parameter], factor[parameter])
      var sum = 0.0
      for i in 0..<block.count { sum += v[i] * ((column[i] - center) * factor) }
      sums[parameter] += sum
    }
    for (index, input) in design.categorical.enumerated() {
      let codes = block.codes(of: index)
      for i in 0..<block.count { sums[input.firstParameter + Int(codes[i])] += v[i] }
    }
  }

  /// Leaves v · row of a filled block's rows in `target`, column-major with the stride of a block.
  func expand(_ block: DesignBlock, times v: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>) {
    let design = block.design
    for (k, parameter) in selection.enumerated() {
      let column = target + k * DesignBlock.stride
      if parameter <= design.denseCount {
        let (source, center, factor) = (block.column(parameter), center[parameter], factor[parameter])
        for i in 0..<block.count { column[i] = v[i] * ((source[i] - center) * factor) }
      } else if let index = design.categorical.lastIndex(where: { $0.firstParameter <= parameter }) {
        let codes = block.codes(of: index)
        let group = Int32(parameter - design.categorical[index].firstParameter)
        for i in 0..<block.count { column[i] = codes[i] == group ? v[i] : 0 }
      }
    }
  }
}

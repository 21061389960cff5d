import CVectorMath

extension DesignBlock {
  /// y = X β over all parameters.
  package func multiply(by parameters: [Double], into y: UnsafeMutablePointer<Double>) {
    y.update(repeating: 0, count: count)
    parameters.withUnsafeBufferPointer { parameters in
      guard let beta = parameters.baseAddress else { return }
      eachPanel { width in
        for k in 0..<width { panel.values[k] = beta[panel.parameters[k]] * panel.factors[k] }
        cvm_combine(panel.sources, panel.shifts, panel.values, width, count, design.dense.ahead, y)
      }
      for (index, input) in design.categorical.enumerated() {
        cvm_gather_add(beta + input.firstParameter, codes(of: index), y, count)
      }
    }
  }

  /// sums += X' v over all parameters.
  package func addTransposed(times v: UnsafePointer<Double>, to sums: UnsafeMutablePointer<Double>) {
    eachPanel { width in
      panel.values.update(repeating: 0, count: width)
      cvm_project(panel.sources, panel.shifts, width, v, count, design.dense.ahead, panel.values)
      for k in 0..<width { sums[panel.parameters[k]] += panel.values[k] * panel.factors[k] }
    }
    for (index, input) in design.categorical.enumerated() {
      cvm_scatter_add(v, codes(of: index), sums + input.firstParameter, input.groupCount, count)
    }
  }

  /// Puts the dense columns into the panel, the ones first, a few at a time: as many as `body` is told.
  private func eachPanel(_ body: (Int) -> Void) {
    let dense = design.dense
    for first in Swift.stride(from: 0, to: dense.count, by: DensePanel.widest) {
      let width = min(DensePanel.widest, dense.count - first)
      for place in 0..<width {
        let column = dense[first + place]
        if !isCopied, let source = column.source {
          panel.put(source + rows.lowerBound, column.parameter, shift: column.shift, factor: column.factor, at: place)
        } else {
          panel.put(
            column.parameter == 0 ? ones.pointer : self.column(column.parameter), column.parameter, shift: 0, factor: 1,
            at: place)
        }
      }
      body(width)
    }
  }
}

/// A few dense columns side by side: column k is (source − shift) · factor.
final class DensePanel {
  /// As many streams as a kernel reads at a time.
  static let widest = 4

  let sources = UnsafeMutablePointer<UnsafePointer<Double>?>.allocate(capacity: widest)
  let shifts = UnsafeMutablePointer<Double>.allocate(capacity: widest)
  let factors = UnsafeMutablePointer<Double>.allocate(capacity: widest)
  /// What goes into a kernel, or comes out of it, a column.
  let values = UnsafeMutablePointer<Double>.allocate(capacity: widest)
  let parameters = UnsafeMutablePointer<Int>.allocate(capacity: widest)

  init() {
    sources.initialize(repeating: nil, count: Self.widest)
    for numbers in [shifts, factors, values] { numbers.initialize(repeating: 0, count: Self.widest) }
    parameters.initialize(repeating: 0, count: Self.widest)
  }

  deinit {
    sources.deallocate()
    for numbers in [shifts, factors, values] { numbers.deallocate() }
    parameters.deallocate()
  }

  func put(_ source: UnsafePointer<Double>, _ parameter: Int, shift: Double, factor: Double, at place: Int) {
    sources[place] = source
    parameters[place] = parameter
    shifts[place] = shift
    factors[place] = factor
  }
}

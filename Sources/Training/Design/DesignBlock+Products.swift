import CVectorMath

extension DesignBlock {
  /// y = X β over all parameters.
  package func multiply(by parameters: [Double], into y: UnsafeMutablePointer<Double>) {
    y.update(repeating: 0, count: count)
    parameters.withUnsafeBufferPointer { parameters in
      guard let beta = parameters.baseAddress else { return }
      eachPanel { panel in
        for k in 0..<panel.width { panel.values[k] = beta[panel.parameters[k]] * panel.factors[k] }
        cvm_combine(panel.sources, panel.shifts, panel.values, panel.width, count, y)
      }
      for (index, input) in design.categorical.enumerated() {
        cvm_gather_add(beta + input.firstParameter, codes(of: index), y, count)
      }
    }
  }

  /// sums += X' v over all parameters.
  package func addTransposed(times v: UnsafePointer<Double>, to sums: UnsafeMutablePointer<Double>) {
    eachPanel { panel in
      panel.values.update(repeating: 0, count: panel.width)
      cvm_project(panel.sources, panel.shifts, panel.width, v, count, panel.values)
      for k in 0..<panel.width { sums[panel.parameters[k]] += panel.values[k] * panel.factors[k] }
    }
    for (index, input) in design.categorical.enumerated() {
      cvm_scatter_add(v, codes(of: index), sums + input.firstParameter, count)
    }
  }

  /// Lends the dense columns, the ones first, a panel at a time.
  private func eachPanel(_ body: (DensePanel) -> Void) {
    design.dense.withUnsafeBufferPointer { columns in
      for first in Swift.stride(from: 0, to: columns.count, by: DensePanel.widest) {
        panel.width = 0
        lend(UnsafeBufferPointer(rebasing: columns[first..<min(first + DensePanel.widest, columns.count)]), body)
      }
    }
  }

  /// Puts `columns` into the panel one by one, each from where it stands, and calls `body` while all are lent.
  private func lend(_ columns: UnsafeBufferPointer<Design.DenseColumn>, _ body: (DensePanel) -> Void) {
    if panel.width == columns.count { return body(panel) }
    let parameter = columns[panel.width].parameter
    if !isCopied, columns[panel.width].isInPlace {
      columns[panel.width].values.withUnsafeBufferPointer { values in
        guard let start = values.baseAddress else { return }
        panel.append(
          start + rows.lowerBound, parameter, shift: columns[panel.width].shift, factor: columns[panel.width].factor)
        lend(columns, body)
      }
    } else {
      panel.append(parameter == 0 ? ones.pointer : column(parameter), parameter, shift: 0, factor: 1)
      lend(columns, body)
    }
  }
}

/// A few dense columns side by side: column k is (source − shift) · factor.
final class DensePanel {
  /// As many streams as a kernel reads at a time.
  static let widest = 4

  var width = 0
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

  func append(_ source: UnsafePointer<Double>, _ parameter: Int, shift: Double, factor: Double) {
    sources[width] = source
    parameters[width] = parameter
    shifts[width] = shift
    factors[width] = factor
    width += 1
  }
}

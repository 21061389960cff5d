/// Bars of ranks, dots with intervals over them.
struct BarChart {
  /// What is measured across, and up.
  let xTitle, yTitle: String
  /// How heights are written.
  var style = NumberStyle.number
  /// The names of the ranks.
  let names: [String]
  /// The heights of the bars; empty for none.
  var bars: [Double] = []
  /// Dots with their intervals; empty for none.
  var dots: [Ranged] = []
  /// A height to compare with.
  var reference: (value: Double, label: String)?
  /// Whether every bar bears its height.
  var showsValues = false

  /// The drawing.
  func drawing() -> Drawing {
    let heights = bars + dots.flatMap { [$0.value, $0.lower ?? $0.value, $0.upper ?? $0.value] }
    let domain = Scale.domain(of: heights, including: [0, reference?.value ?? 0])
    let axes = Axes(x: 0...Double(max(1, names.count)), y: domain, xStyle: .count, yStyle: style)
    var sketch = Sketch()
    axes.drawVertical(yTitle, on: &sketch)
    for (index, name) in names.enumerated() {
      sketch.text(name.shortened(to: 4), axes.x(Double(index) + 0.5), axes.bottom + 17, .middle)
    }
    for (index, bar) in bars.enumerated() where bar.isFinite {
      let left = axes.x(Double(index) + 0.14), right = axes.x(Double(index) + 0.86)
      sketch.rectangle(left, axes.y(bar), right, axes.y(0), "f")
      guard showsValues else { continue }
      sketch.text(NumberText.text(bar, style, decimals: 1), (left + right) / 2, axes.y(max(0, bar)) - 5, .middle, "v")
    }
    if let reference {
      sketch.line(axes.left, axes.y(reference.value), axes.right, axes.y(reference.value), "r")
      sketch.text(reference.label, axes.right, axes.y(reference.value) - 6, .end, "halo")
    }
    for (index, dot) in dots.enumerated() where dot.value.isFinite {
      let x = axes.x(Double(index) + 0.5)
      if let lower = dot.lower, let upper = dot.upper { sketch.line(x, axes.y(lower), x, axes.y(upper), "ib") }
      sketch.mark(x, axes.y(dot.value), "db", size: 3.2)
    }
    sketch.line(axes.left, axes.y(0), axes.right, axes.y(0), "z")
    sketch.text(xTitle, axes.right, axes.bottom + 36, .end)
    return Drawing(width: Axes.width, height: axes.bottom + 42, sketch: sketch)
  }
}

/// Where the scores of one or two models lie.
struct Histogram {
  /// What is measured across, and up.
  let xTitle, yTitle: String
  /// How it is written.
  var xStyle = NumberStyle.percent, yStyle = NumberStyle.percent
  /// The bars: two heights each.
  let bins: [ShiftBin]
  /// Whether there are two models; else `b` is the only one.
  var showsBoth = true

  /// The drawing: the challenger as bars with an outline, the champion as a dashed outline over it.
  func drawing() -> Drawing {
    let axes = Axes(
      x: Scale.domain(of: bins.flatMap { [$0.from, $0.to] }),
      y: Scale.domain(of: bins.flatMap { [$0.a, $0.b] }, including: [0]), xStyle: xStyle, yStyle: yStyle)
    var sketch = Sketch()
    axes.drawVertical(yTitle, on: &sketch)
    for bin in bins where bin.b.isFinite {
      sketch.rectangle(axes.x(bin.from), axes.y(bin.b), axes.x(bin.to), axes.y(0), "h")
    }
    sketch.path(outline(axes, \.b), "lb")
    if showsBoth { sketch.path(outline(axes, \.a), "la") }
    axes.drawHorizontal(xTitle, at: axes.bottom, on: &sketch)
    return Drawing(width: Axes.width, height: axes.bottom + 42, sketch: sketch)
  }

  private func outline(_ axes: Axes, _ height: KeyPath<ShiftBin, Double>) -> [(x: Double, y: Double)] {
    guard let first = bins.first, let last = bins.last else { return [] }
    let steps = bins.flatMap { bin in
      [(axes.x(bin.from), axes.y(bin[keyPath: height])), (axes.x(bin.to), axes.y(bin[keyPath: height]))]
    }
    return [(axes.x(first.from), axes.y(0))] + steps + [(axes.x(last.to), axes.y(0))]
  }
}

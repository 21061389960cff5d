/// Lines, or points with intervals, over two axes.
struct LineChart {
  /// A line.
  struct Series {
    /// `a` for the champion, `b` for the challenger or the only model.
    let sign: String
    /// What stands at the line; empty for nothing.
    var label = ""
    /// The points, from left to right.
    let points: [CurvePoint]
    /// Whether every point has a mark.
    var hasMarks = false
  }

  /// A dashed line to compare with.
  struct Reference {
    /// Its ends.
    let from, to: (x: Double, y: Double)
    /// What it is.
    let label: String
    /// Where that is written.
    var place = Place.bottomRight

    /// A place for the words.
    enum Place { case bottomRight, above, top }
  }

  /// The most points that are drawn of a line; more would not be seen.
  static let pointLimit = 160

  /// What is measured across, and up.
  let xTitle, yTitle: String
  /// How it is written.
  var xStyle = NumberStyle.percent, yStyle = NumberStyle.percent
  /// From where to where; nil for what the data need.
  var xDomain: ClosedRange<Double>?, yDomain: ClosedRange<Double>?
  /// The lines.
  let series: [Series]
  /// Lines to compare with.
  var references: [Reference] = []
  /// Bars below, on the same axis.
  var strip: [HistogramBin] = []

  /// The drawing.
  func drawing() -> Drawing {
    let shown = series.map { Self.thinned($0.points.filter { $0.x.isFinite && $0.y.isFinite }) }
    let xs = shown.flatMap { $0.map(\.x) } + strip.flatMap { [$0.from, $0.to] }
    let ys = shown.flatMap { $0.flatMap { [$0.y, $0.lower ?? $0.y, $0.upper ?? $0.y] } }
    let axes = Axes(
      x: xDomain ?? Scale.domain(of: xs), y: yDomain ?? Scale.domain(of: ys, including: references.map(\.from.y)),
      xStyle: xStyle, yStyle: yStyle)
    var sketch = Sketch()
    axes.drawVertical(yTitle, on: &sketch)
    for reference in references { draw(reference, axes, on: &sketch) }
    for (series, points) in zip(series, shown) { draw(series, points, axes, on: &sketch) }
    drawLabels(shown, axes, on: &sketch)
    let level = strip.isEmpty ? axes.bottom : drawStrip(axes, on: &sketch)
    axes.drawHorizontal(xTitle, at: level, on: &sketch)
    return Drawing(width: Axes.width, height: level + 42, sketch: sketch)
  }

  private func draw(_ reference: Reference, _ axes: Axes, on sketch: inout Sketch) {
    sketch.line(
      axes.x(reference.from.x), axes.y(reference.from.y), axes.x(reference.to.x), axes.y(reference.to.y), "r")
    switch reference.place {
    case .bottomRight: sketch.text(reference.label, axes.right - 6, axes.bottom - 9, .end)
    case .above: sketch.text(reference.label, axes.right - 6, axes.y(reference.to.y) - 6, .end, "halo")
    case .top: sketch.text(reference.label.shortened(to: 26), axes.right, 13, .end)
    }
  }

  private func draw(_ series: Series, _ points: [CurvePoint], _ axes: Axes, on sketch: inout Sketch) {
    let isDense = points.count > 24
    if isDense { drawBand(points, axes, on: &sketch) }
    for point in points where !isDense {
      guard let lower = point.lower, let upper = point.upper else { continue }
      sketch.line(axes.x(point.x), axes.y(lower), axes.x(point.x), axes.y(upper), "i\(series.sign)")
    }
    sketch.path(points.map { (axes.x($0.x), axes.y($0.y)) }, "l\(series.sign)")
    guard series.hasMarks else { return }
    for point in points { sketch.mark(axes.x(point.x), axes.y(point.y), "d\(series.sign)", size: 3.2) }
  }

  /// The intervals of many points, as one area.
  private func drawBand(_ points: [CurvePoint], _ axes: Axes, on sketch: inout Sketch) {
    let bounded = points.filter { $0.lower?.isFinite == true && $0.upper?.isFinite == true }
    guard bounded.count > 1 else { return }
    let above = bounded.map { (x: axes.x($0.x), y: axes.y($0.upper ?? $0.y)) }
    let below = bounded.reversed().map { (x: axes.x($0.x), y: axes.y($0.lower ?? $0.y)) }
    sketch.path(above + below, "band")
  }

  /// Two lines are named where they are farthest apart: the upper one above it, the lower one below.
  private func drawLabels(_ shown: [[CurvePoint]], _ axes: Axes, on sketch: inout Sketch) {
    guard series.count == 2, shown.allSatisfy({ $0.count > 1 }) else { return }
    let room = Double(series.map { min(14, $0.label.count) }.max() ?? 0) * (RowLayout.character + 1) + 14
    let spots = stride(from: max(0.15, room / (axes.right - axes.left)), through: 0.6, by: 0.03).map { share in
      let x = axes.x.domain.lowerBound + share * (axes.x.domain.upperBound - axes.x.domain.lowerBound)
      return (x: x, y: shown.map { axes.y(Self.height(of: $0, at: x)) })
    }
    guard let spot = spots.max(by: { ($0.y[0] - $0.y[1]).magnitude < ($1.y[0] - $1.y[1]).magnitude }) else { return }
    for (index, series) in series.enumerated() where !series.label.isEmpty {
      let isUpper = spot.y[index] < spot.y[1 - index] || (spot.y[0] == spot.y[1] && index == 1)
      let y = isUpper ? max(axes.top + 8, spot.y[index] - 9) : min(axes.bottom - 6, spot.y[index] + 18)
      let label = series.label.shortened(to: 14)
      sketch.text(
        label, axes.x(spot.x) + (isUpper ? -6 : 8), y, isUpper ? .end : .start, "halo t\(series.sign)")
    }
  }

  private func drawStrip(_ axes: Axes, on sketch: inout Sketch) -> Double {
    let level = axes.bottom + 52
    sketch.line(axes.left, axes.bottom, axes.right, axes.bottom, "x")
    let greatest = strip.map(\.rows).filter(\.isFinite).max() ?? 0
    let height = Scale(0...max(greatest, 1e-12), from: 0, to: 40)
    for bin in strip where bin.rows > 0 && bin.rows.isFinite {
      let left = axes.x(bin.from)
      sketch.rectangle(left, level - height(bin.rows), max(left + 0.6, axes.x(bin.to) - 1), level, "f")
    }
    return level
  }

  /// The height of a line at `x`, which may lie outside of it.
  private static func height(of points: [CurvePoint], at x: Double) -> Double {
    guard let right = points.first(where: { $0.x >= x }) else { return points.last?.y ?? 0 }
    guard let left = points.last(where: { $0.x < x }) else { return right.y }
    return left.y + (x - left.x) / (right.x - left.x) * (right.y - left.y)
  }

  /// At most `limit` of the points, evenly chosen by number, first and last among them.
  static func thinned<Point>(_ points: [Point], to limit: Int = pointLimit) -> [Point] {
    guard points.count > limit, limit > 1 else { return points }
    return (0..<limit).map { points[$0 * (points.count - 1) / (limit - 1)] }
  }
}

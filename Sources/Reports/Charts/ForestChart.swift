/// Dots with intervals, one row each, on one axis or each on its own.
struct ForestChart {
  /// A row.
  struct Row {
    /// Its name.
    let name: String
    /// The dots: one, or one for each of two models.
    let dots: [(value: Ranged, sign: String)]
    /// The number as text, in full and in short.
    let text, shortText: String
    /// Why there is no dot.
    var refusal: String?
  }

  /// How many rows are drawn; the table has more.
  static let rowLimit = 40

  /// The rows.
  let rows: [Row]
  /// What is measured; nil where every row has its own scale.
  let axisTitle: String?
  /// How it is written.
  var style = NumberStyle.number
  /// Where the full line is; nil for none.
  var zero: Double? = 0
  /// Where a dashed line is, and what it is.
  var margin: (value: Double, label: String)?
  /// What lies to the left and to the right of the full line.
  var sides: (left: String, right: String)?
  /// Whether a bar goes from the full line to each dot.
  var hasBars = false
  /// How far from the full line the axis goes at most; what lies beyond is at its end, with an arrow.
  var reach: Double?

  /// That rows are left out of the drawing, as a sentence with a blank in front; empty where none are.
  static func leftOut(_ count: Int) -> String {
    count > rowLimit ? " Drawn are the first \(rowLimit) of \(NumberText.count(count))." : ""
  }

  /// The drawings for narrow and for wide pages.
  func drawings() -> [Drawing] { [drawing(.narrow), drawing(.wide)] }

  private func drawing(_ layout: RowLayout) -> Drawing {
    let shown = rows.prefix(Self.rowLimit)
    var layout = layout
    if rows.contains(where: { $0.dots.count > 1 }) { layout.makeRoomForTwo() }
    if sides == nil { layout.top = 6 }
    let bottom = layout.top + Double(shown.count) * layout.height
    let common = Scale(domain(shown), from: layout.left, to: layout.right)
    var sketch = Sketch()
    if axisTitle != nil { drawAxis(common, layout, bottom, on: &sketch) }
    for index in shown.indices {
      let y = layout.top + Double(index) * layout.height
      sketch.line(0, y + layout.height, layout.width, y + layout.height, "g")
    }
    drawLines(common, layout, bottom, on: &sketch)
    for (index, row) in shown.enumerated() {
      let scale = axisTitle == nil ? Scale(domain([row]), from: layout.left, to: layout.right) : common
      draw(row, scale, layout, top: layout.top + Double(index) * layout.height, on: &sketch)
    }
    return Drawing(
      width: layout.width, height: bottom + (axisTitle == nil ? 6 : layout.foot), sketch: sketch, pages: layout.pages)
  }

  /// All rows, but for ends that lie so far out that nothing could be told of the others.
  private func domain(_ rows: ArraySlice<Row>) -> ClosedRange<Double> {
    let dots = rows.flatMap(\.dots).map(\.value)
    let centre = zero ?? 0
    let anchors = [zero, margin?.value].compactMap { $0 }
    let values = dots.map(\.value).filter(\.isFinite)
    let ends = dots.flatMap { [$0.lower, $0.upper] }.compactMap { $0 }.filter(\.isFinite)
    let distances = ends.map { ($0 - centre).magnitude }.sorted()
    let usual = distances.isEmpty ? .infinity : distances[distances.count / 2] * 4
    let least = (values.map { ($0 - centre).magnitude }.max() ?? 0) * 1.1
    let reach = max(usual, least)
    let near = ends.map { min(centre + reach, max(centre - reach, $0)) }
    if axisTitle == nil {
      let far = (near + values).map { ($0 - centre).magnitude }.max() ?? 1
      return centre - far * 1.04...centre + far * 1.04
    }
    guard let limit = self.reach else { return Scale.domain(of: values + near, including: anchors, ticks: 6) }
    let shown = (values + near).map { min(centre + limit, max(centre - limit, $0)) }
    return Scale.domain(of: shown, including: anchors, ticks: 6)
  }

  private func drawAxis(_ scale: Scale, _ layout: RowLayout, _ bottom: Double, on sketch: inout Sketch) {
    let ticks = Ticks(in: scale.domain, count: layout.isNarrow ? 4 : 7, style: style)
    for value in ticks.values {
      sketch.line(scale(value), layout.top, scale(value), bottom, "g")
      let edge = layout.isNarrow ? 14.0 : 0
      let x = min(layout.width - edge, max(edge, scale(value)))
      sketch.text(ticks.text(value, style), x, bottom + 17, .middle)
    }
    sketch.line(layout.left, bottom, layout.right, bottom, "x")
    if let axisTitle {
      sketch.text(
        axisTitle.shortened(to: margin == nil ? Axes.titleLimit : Axes.titleLimit - 18), layout.right, bottom + 36, .end
      )
    }
  }

  private func drawLines(_ scale: Scale, _ layout: RowLayout, _ bottom: Double, on sketch: inout Sketch) {
    guard let zero else { return }
    let x = axisTitle == nil ? (layout.left + layout.right) / 2 : scale(zero)
    sketch.line(x, layout.top - 4, x, bottom, "z")
    if let margin {
      sketch.line(scale(margin.value), layout.top, scale(margin.value), bottom, "r")
      sketch.text(margin.label.shortened(to: 26), layout.left, bottom + 36)
    }
    guard let sides else { return }
    let roomLeft = x - (layout.isNarrow ? 0 : layout.left - 150)
    let roomRight = layout.width - x
    if roomLeft > Double(sides.left.count + 3) * 6.6 { sketch.text("← " + sides.left, x - 8, 14, .end) }
    if roomRight > Double(sides.right.count + 3) * 6.6 { sketch.text(sides.right + " →", x + 8, 14) }
  }

  private func draw(_ row: Row, _ scale: Scale, _ layout: RowLayout, top: Double, on sketch: inout Sketch) {
    let full = row.refusal ?? (layout.isNarrow ? row.shortText : row.text)
    let text = full.shortened(to: layout.isNarrow ? 20 : 34)
    let name = row.name.shortened(to: layout.nameLimit(beside: text.count))
    sketch.text(name, 0, top + layout.baseline, .start, "v")
    sketch.text(text, layout.width, top + layout.baseline, .end, row.refusal == nil ? "v" : "halo plain")
    for (index, dot) in row.dots.enumerated() {
      let y = top + layout.middle + (row.dots.count > 1 ? (index == 0 ? -5.5 : 5.5) : 0)
      draw(dot.value, dot.sign, scale, y, on: &sketch)
    }
  }

  private func draw(_ value: Ranged, _ sign: String, _ scale: Scale, _ y: Double, on sketch: inout Sketch) {
    guard value.value.isFinite else { return }
    if hasBars, let zero { sketch.rectangle(scale(zero), y - 5.5, scale(value.value), y + 5.5, "f") }
    if let lower = value.lower, let upper = value.upper {
      sketch.line(scale(lower), y, scale(upper), y, "i\(sign)")
      if lower < scale.domain.lowerBound { sketch.arrow(scale.from, y, pointsRight: false, "i\(sign)") }
      if upper > scale.domain.upperBound { sketch.arrow(scale.to, y, pointsRight: true, "i\(sign)") }
    }
    if scale.domain.contains(value.value) {
      sketch.mark(scale(value.value), y, "d\(sign)", size: 4)
    } else {
      let isRight = value.value > scale.domain.upperBound
      sketch.arrow(isRight ? scale.to : scale.from, y, pointsRight: isRight, "i\(sign)")
    }
  }
}

/// The ground of a small chart: two axes with round numbers, one height for all charts but maps.
struct Axes {
  /// The size of a drawing.
  static let width = 340.0
  /// How many characters of a title there is room for.
  static let titleLimit = 44
  /// The box that the data are in.
  let left = 44.0, top = 28.0, right, bottom: Double
  /// Across, and up.
  let x, y: Scale
  /// How numbers across, and up, are written.
  let xStyle, yStyle: NumberStyle

  init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, xStyle: NumberStyle, yStyle: NumberStyle, bottom: Double = 226,
    width: Double = Axes.width
  ) {
    right = width - 18
    self.bottom = bottom
    self.x = Scale(x, from: left, to: right)
    self.y = Scale(y, from: bottom, to: top)
    self.xStyle = xStyle
    self.yStyle = yStyle
  }

  /// The lines across with their numbers, and what they measure, above them.
  func drawVertical(_ title: String, on sketch: inout Sketch) {
    sketch.text(title.shortened(to: Self.titleLimit), 0, 13)
    let ticks = Ticks(in: y.domain, count: 5, style: yStyle)
    for value in ticks.values {
      sketch.line(left, y(value), right, y(value), value == 0 ? "z" : "g")
      sketch.text(ticks.text(value, yStyle), left - 7, y(value) + 4, .end)
    }
  }

  /// The numbers under the axis at `level`, and what they measure, under them.
  func drawHorizontal(_ title: String, at level: Double, on sketch: inout Sketch) {
    let ticks = Ticks(in: x.domain, count: 5, style: xStyle)
    sketch.line(left, level, right, level, "x")
    for value in ticks.values {
      sketch.line(x(value), level, x(value), level + 4, "x")
      sketch.text(ticks.text(value, xStyle), x(value), level + 17, .middle)
    }
    sketch.text(title.shortened(to: Self.titleLimit), right, level + 36, .end)
  }
}

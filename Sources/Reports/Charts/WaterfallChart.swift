/// A number that goes from one value to another, step by step.
struct WaterfallChart {
  /// The number, its steps, and how it is written.
  let split: ScoreSplit
  /// What its start and its end are called.
  let startName, endName: String

  /// How many steps are drawn; the others are one step together, so that the sum stays exact.
  static let stepLimit = 14

  /// The steps that are drawn: the first ones, then all others together.
  static func drawnSteps(of split: ScoreSplit) -> [SplitStep] {
    guard split.steps.count > stepLimit else { return split.steps }
    let others = split.steps.dropFirst(stepLimit - 1)
    let sum = others.reduce(0) { $0 + $1.change }
    return split.steps.prefix(stepLimit - 1) + [SplitStep(label: "\(others.count) others together", change: sum)]
  }

  /// The drawings for narrow and for wide pages.
  func drawings() -> [Drawing] { [drawing(.narrow), drawing(.wide)] }

  private func drawing(_ layout: RowLayout) -> Drawing {
    let steps = Self.drawnSteps(of: split)
    var levels = [split.start]
    for step in steps { levels.append(levels[levels.count - 1] + step.change) }
    let scale = Scale(Scale.domain(of: levels + [split.end], ticks: 6), from: layout.left, to: layout.right)
    let bottom = layout.top + Double(steps.count + 2) * layout.height - 12
    let decimals = changeDecimals
    var sketch = Sketch()
    drawAxis(scale, layout, bottom, on: &sketch)
    for index in 0..<steps.count + 2 {
      let y = layout.top + Double(index) * layout.height - 12
      if index > 0 { sketch.line(0, y, layout.width, y, "g") }
      let middle = y + layout.middle
      let isTotal = index == 0 || index == steps.count + 1
      let name = index == 0 ? startName : isTotal ? endName : steps[index - 1].label
      sketch.text(name.shortened(to: layout.nameLimit(beside: 10)), 0, y + layout.baseline, .start, "v")
      if isTotal {
        let total = index == 0 ? split.start : split.end
        sketch.text(NumberText.text(total, split.style), layout.width, y + layout.baseline, .end, "v")
        sketch.mark(scale(total), middle, index == 0 ? "da" : "db", size: 5)
      } else {
        let change = steps[index - 1].change
        let text = NumberText.text(change, split.style, decimals: decimals, isSigned: true)
        sketch.text(text, layout.width, y + layout.baseline, .end, "v")
        let ends = (scale(levels[index - 1]), scale(levels[index]))
        let isUp = ends.1 >= ends.0
        sketch.rectangle(
          ends.0, middle - 6, abs(ends.1 - ends.0) < 1.5 ? ends.0 + (isUp ? 1.5 : -1.5) : ends.1, middle + 6,
          isUp ? "fu" : "fd")
      }
      if index <= steps.count {
        let level = scale(levels[index])
        sketch.line(level, middle + (isTotal ? 5 : 6), level, middle + layout.height - 6, "x")
      }
    }
    return Drawing(width: layout.width, height: bottom + layout.foot, sketch: sketch, pages: layout.pages)
  }

  /// As many digits for every step as the largest one needs for three that matter.
  private var changeDecimals: Int {
    let largest = split.steps.map(\.change.magnitude).filter(\.isFinite).max() ?? 0
    guard let decimal = Decimal(split.style == .percent ? largest * 100 : largest), !decimal.isZero else { return 2 }
    return max(0, min(9, 3 - decimal.exponent))
  }

  private func drawAxis(_ scale: Scale, _ layout: RowLayout, _ bottom: Double, on sketch: inout Sketch) {
    let ticks = Ticks(in: scale.domain, count: layout.isNarrow ? 4 : 7, style: split.style)
    for value in ticks.values {
      sketch.line(scale(value), layout.top - 12, scale(value), bottom, "g")
      let edge = layout.isNarrow ? 14.0 : 0
      sketch.text(
        ticks.text(value, split.style), min(layout.width - edge, max(edge, scale(value))), bottom + 17, .middle)
    }
    sketch.line(layout.left, bottom, layout.right, bottom, "x")
    let title = split.what.capitalizedFirst.shortened(to: Axes.titleLimit)
    sketch.text(title, layout.right, bottom + 36, .end)
  }
}

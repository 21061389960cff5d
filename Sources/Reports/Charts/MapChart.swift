/// Customers as marks over two axes of one unit.
struct MapChart {
  /// How many customers are drawn on wide pages, and on narrow ones.
  static let wideLimit = 2_000, narrowLimit = 600

  /// The customers, and the centres of the segments.
  let map: SegmentMap
  /// What the axes measure.
  let xTitle, yTitle: String
  /// The numbers of the segments, which their centres bear.
  let numbers: [Int]

  /// The drawings for narrow and for wide pages.
  func drawings() -> [Drawing] {
    [drawing(.narrow, width: Axes.width, size: 2.2), drawing(.wide, width: 760, size: 2.8)]
  }

  /// Whether a customer lies outside of the frame.
  var hasOutside: Bool {
    let (x, y) = frame
    return points.contains { !x.contains($0.x) || !y.contains($0.y) }
  }

  private var points: [SegmentMap.Point] { map.points.filter { $0.x.isFinite && $0.y.isFinite } }

  private func drawing(_ pages: Drawing.Pages, width: Double, size: Double) -> Drawing {
    let axes = axes(width: width)
    let shown = LineChart.thinned(points, to: pages == .wide ? Self.wideLimit : Self.narrowLimit)
    var sketch = Sketch()
    axes.drawVertical(yTitle, on: &sketch)
    axes.drawHorizontal(xTitle, at: axes.bottom, on: &sketch)
    // The largest segments first, so that the others are not hidden.
    let bySegment = Dictionary(grouping: shown, by: \.segment)
    for segment in bySegment.keys.sorted() {
      let mark = SegmentMark(segment)
      let shapes = (bySegment[segment] ?? []).map { mark.path(axes.x($0.x), axes.y($0.y), size: size) }
      sketch.shapes(shapes, "spot \(mark.style)")
    }
    for center in map.centers where center.x.isFinite && center.y.isFinite && numbers.indices.contains(center.segment) {
      let (x, y) = (axes.x(center.x), axes.y(center.y))
      sketch.mark(x, y, "seat", size: 9.5)
      sketch.text("\(numbers[center.segment])".shortened(to: 4), x, y + 4, .middle, "v plain")
    }
    return Drawing(width: width, height: axes.bottom + 42, sketch: sketch, pages: pages)
  }

  /// Both axes in one unit: distances on the map are what they look like.
  private func axes(width: Double) -> Axes {
    let (x, y) = frame
    let plot = Axes(x: x, y: y, xStyle: .number, yStyle: .number, width: width)
    let across = plot.right - plot.left
    let heights = width > Axes.width ? 260.0...460 : 180...320
    let spans = (x: x.upperBound - x.lowerBound, y: y.upperBound - y.lowerBound)
    let height = min(heights.upperBound, max(heights.lowerBound, across * spans.y / spans.x))
    let unit = max(spans.x / across, spans.y / height)
    return Axes(
      x: Self.widened(x, to: unit * across), y: Self.widened(y, to: unit * height), xStyle: .number, yStyle: .number,
      bottom: plot.top + height, width: width)
  }

  /// The middle 99 % of the customers, and the centres, with a margin: a few far out must not squeeze all others.
  private var frame: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    func range(_ values: [Double], _ centers: [Double]) -> ClosedRange<Double> {
      let sorted = values.filter { $0.magnitude < 1e300 }.sorted()
      let out = sorted.count / 200
      let ends = [sorted[safe: out], sorted[safe: sorted.count - 1 - out]].compactMap { $0 }
      let all = ends + centers.filter { $0.magnitude < 1e300 }
      guard let least = all.min(), let greatest = all.max() else { return 0...1 }
      let margin = greatest > least ? 0.06 * (greatest - least) : max(1, greatest.magnitude) / 2
      return least - margin...greatest + margin
    }
    return (range(points.map(\.x), map.centers.map(\.x)), range(points.map(\.y), map.centers.map(\.y)))
  }

  private static func widened(_ range: ClosedRange<Double>, to span: Double) -> ClosedRange<Double> {
    let middle = (range.lowerBound + range.upperBound) / 2
    return span.isFinite && span > 0 ? middle - span / 2...middle + span / 2 : range
  }
}

extension Array {
  /// The element at `index`, if there is one.
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

/// The mark of a segment on a map: a colour and a shape, so that either tells it.
///
/// Six colours and six shapes, filled; the next six segments have the same as outlines. Later ones begin anew: the
/// numbers at their centres tell them.
struct SegmentMark {
  /// How many marks differ.
  static let count = 12

  /// From 0.
  let number: Int

  /// The mark of a segment by its place.
  init(_ segment: Int) { number = ((segment % Self.count) + Self.count) % Self.count }

  /// The class of its looks.
  var style: String { (number < 6 ? "p" : "o") + "\(number % 6 + 1)" }

  /// The shape about a place, as path data, `size` from its middle to its edge.
  func path(_ x: Double, _ y: Double, size r: Double) -> String {
    func move(_ x: Double, _ y: Double) -> String { "M\(Sketch.number(x)) \(Sketch.number(y))" }
    func n(_ value: Double) -> String { Sketch.number(value) }
    switch number % 6 {
    case 0: return move(x - r, y) + "a\(n(r)) \(n(r)) 0 1 0 \(n(2 * r)) 0a\(n(r)) \(n(r)) 0 1 0 -\(n(2 * r)) 0"
    case 1: return move(x - 0.9 * r, y - 0.9 * r) + "h\(n(1.8 * r))v\(n(1.8 * r))h-\(n(1.8 * r))z"
    case 2: return move(x, y - 1.2 * r) + "l\(n(1.2 * r)) \(n(2.1 * r))h-\(n(2.4 * r))z"
    case 3:
      return move(x, y - 1.3 * r)
        + "l\(n(1.2 * r)) \(n(1.3 * r))l-\(n(1.2 * r)) \(n(1.3 * r))l-\(n(1.2 * r))-\(n(1.3 * r))z"
    case 4: return move(x, y + 1.2 * r) + "l\(n(1.2 * r))-\(n(2.1 * r))h-\(n(2.4 * r))z"
    default:
      return move(x - 1.3 * r, y - 0.5 * r)
        + "h\(n(0.8 * r))v-\(n(0.8 * r))h\(n(r))v\(n(0.8 * r))h\(n(0.8 * r))v\(n(r))h-\(n(0.8 * r))v\(n(0.8 * r))h-\(n(r))"
        + "v-\(n(0.8 * r))h-\(n(0.8 * r))z"
    }
  }

  /// The keys `key-s0` … of so many segments, for the page to use by name.
  static func definitions(_ segments: Int) -> String {
    let symbols = (0..<min(segments, count)).map { index in
      let mark = SegmentMark(index)
      return "<symbol id=\"key-s\(index)\" viewBox=\"0 0 32 12\"><path class=\"\(mark.style)\" d=\""
        + mark.path(16, 6, size: 4.2) + "\"/></symbol>"
    }
    return "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" style=\"position:absolute\"><defs>"
      + symbols.joined() + "</defs></svg>"
  }
}

/// Shapes of a drawing, written as SVG; their looks are in the style sheet.
struct Sketch {
  /// The SVG so far.
  private(set) var body = ""

  /// Which point of a text is at its place.
  enum Anchor: String {
    case start = ""
    case middle = "m"
    case end = "e"
  }

  /// A place with one digit behind the point; no place is far outside a drawing.
  static func number(_ value: Double) -> String {
    let tenths = Int(max(-99_999, min(99_999, value.isNaN ? 0 : value * 10)).rounded())
    let sign = tenths < 0 ? "-" : ""
    let rest = tenths.magnitude % 10
    return sign + "\(tenths.magnitude / 10)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// A straight line.
  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    body += "<path class=\"\(style)\" d=\"M\(Self.number(x1)) \(Self.number(y1))"
    if x1 == x2 {
      body += "V\(Self.number(y2))\"/>\n"
    } else if y1 == y2 {
      body += "H\(Self.number(x2))\"/>\n"
    } else {
      body += "L\(Self.number(x2)) \(Self.number(y2))\"/>\n"
    }
  }

  /// A line through points.
  mutating func path(_ points: [(x: Double, y: Double)], _ style: String) {
    guard let first = points.first else { return }
    body += "<path class=\"\(style)\" d=\"M\(Self.number(first.x)) \(Self.number(first.y))"
    for point in points.dropFirst() { body += "L\(Self.number(point.x)) \(Self.number(point.y))" }
    body += "\"/>\n"
  }

  /// Shapes of one look, as path data, in one element.
  mutating func shapes(_ shapes: [String], _ style: String) {
    guard !shapes.isEmpty else { return }
    body += "<path class=\"\(style)\" d=\"\(shapes.joined())\"/>\n"
  }

  /// A rectangle between two corners.
  mutating func rectangle(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    body += "<rect class=\"\(style)\" x=\"\(Self.number(min(x1, x2)))\" y=\"\(Self.number(min(y1, y2)))\" "
    body += "width=\"\(Self.number((x1 - x2).magnitude))\" height=\"\(Self.number((y1 - y2).magnitude))\"/>\n"
  }

  /// A mark: a square for the champion, a dot for everything else.
  mutating func mark(_ x: Double, _ y: Double, _ style: String, size: Double = 3.6) {
    if style == "da" {
      rectangle(x - size, y - size, x + size, y + size, style)
    } else {
      body += "<circle class=\"\(style)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" "
      body += "r=\"\(Self.number(size))\"/>\n"
    }
  }

  /// A small triangle that says that something goes on to the left or right.
  mutating func arrow(_ x: Double, _ y: Double, pointsRight: Bool, _ style: String) {
    let base = pointsRight ? x - 6 : x + 6
    path([(base, y - 4), (x, y), (base, y + 4)], style)
  }

  /// A text.
  mutating func text(_ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ style: String = "") {
    let classes = [anchor.rawValue, style].filter { !$0.isEmpty }.joined(separator: " ")
    body += "<text\(classes.isEmpty ? "" : " class=\"\(classes)\"") x=\"\(Self.number(x))\" y=\"\(Self.number(y))\">"
    body += "\(text.escaped)</text>\n"
  }
}

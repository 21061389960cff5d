/// Where the parts of a chart of rows are: name, plot, number.
///
/// A wide page has them beside each other; on a narrow one name and number stand above the plot.
struct RowLayout {
  /// Which pages it is for.
  let pages: Drawing.Pages
  /// The width of the drawing, the plot's ends.
  let width, left, right: Double
  /// The height of a row, and its middle line from its top.
  private(set) var height, middle: Double
  /// From the top of a row to the ground line of its texts.
  private(set) var baseline: Double
  /// About the width of a character of the widest usual font.
  static let character = 7.0

  /// Name, plot and number beside each other.
  static let wide = RowLayout(
    pages: .wide, width: 920, left: 300, right: 704, height: 27, middle: 13.5, baseline: 18)
  /// Name and number above the plot.
  static let narrow = RowLayout(
    pages: .narrow, width: 340, left: 4, right: 336, height: 44, middle: 30, baseline: 16)

  /// Whether name and number are above the plot.
  var isNarrow: Bool { pages == .narrow }
  /// Makes rows high enough for two dots below each other.
  mutating func makeRoomForTwo() {
    height += 9
    middle += isNarrow ? 6 : 4.5
    baseline += isNarrow ? 0 : 4.5
  }

  /// How many characters of a name there is room for beside a text of `count` characters.
  func nameLimit(beside count: Int) -> Int {
    let room = isNarrow ? width - Double(count) * Self.character - 10 : left - 12
    return max(8, Int(room / Self.character))
  }
  /// The room above the rows.
  var top = 24.0
  /// The room for the axis, below them.
  var foot: Double { 44 }
}

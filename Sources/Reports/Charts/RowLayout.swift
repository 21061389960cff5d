/// Where the parts of a chart of rows are: name, plot, number.
///
/// A wide page has them beside each other; on a narrow one name and number stand above the plot.
struct RowLayout {
  /// Which pages it is for.
  let pages: Drawing.Pages
  /// The width of the drawing, the plot's ends.
  let width, left, right: Double
  /// The height of a row, and its middle line from its top.
  let height, middle: Double
  /// From the top of a row to the ground line of its texts.
  let baseline: Double
  /// How many characters a name has room for.
  let nameLimit: Int

  /// Name, plot and number beside each other.
  static let wide = RowLayout(
    pages: .wide, width: 920, left: 262, right: 690, height: 27, middle: 13.5, baseline: 18, nameLimit: 36)
  /// Name and number above the plot.
  static let narrow = RowLayout(
    pages: .narrow, width: 340, left: 4, right: 336, height: 44, middle: 30, baseline: 16, nameLimit: 30)

  /// Whether name and number are above the plot.
  var isNarrow: Bool { pages == .narrow }
  /// The room above the rows, and below them.
  var top: Double { 24 }
  /// The room for the axis.
  var foot: Double { 44 }
}

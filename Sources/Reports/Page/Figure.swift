/// A chart with its title, how to read it, and its table.
struct Figure {
  /// Its heading.
  let title: String
  /// How to read it, in a sentence or two.
  let reading: String
  /// What the two kinds of marks are; empty for one kind.
  var keys: [(sign: String, text: String)] = []
  /// The drawing; two where narrow and wide pages have their own.
  let drawings: [Drawing]
  /// What the drawing shows, in a sentence, for those who do not see it.
  let description: String
  /// The numbers.
  let table: DataTable
  /// Whether the table is open from the start: it is the main thing, the chart its picture.
  var isOpen = false
}

/// An SVG without its frame.
struct Drawing {
  /// Which pages it is for.
  enum Pages: String {
    case all = ""
    case narrow = " narrow"
    case wide = " wide"
  }

  /// Its size in its own units, which are CSS pixels where the page leaves it about as much room.
  let width, height: Double
  /// What is drawn.
  let sketch: Sketch
  /// Which pages it is for.
  var pages: Pages = .all
}

/// Which rows a model selects for contact.
package enum ContactCut: Sendable, Equatable, Codable {
  /// The highest ⌊share · W⌋ of all weight W, a product that rounding alone keeps below a whole number counting as that
  /// number; 0 < share < 1.
  case topShare(Double)
  /// All whose probability (or predicted amount) is at least this.
  case threshold(Double)

  /// The top tenth.
  package static let standard = ContactCut.topShare(0.1)

  func validate() throws(ComparisonError) {
    switch self {
    case .topShare(let share):
      guard share > 0, share < 1 else {
        throw .setting(name: "the share to contact", requirement: "choose one above 0 and below 1")
      }
    case .threshold(let threshold):
      guard threshold.isFinite else { throw .setting(name: "the threshold", requirement: "choose a finite number") }
    }
  }
}

/// What the order of a row among those tied at the cut is drawn by: numbers that it has wherever it stands in the file.
package struct RowDraw: Sendable, Equatable {
  /// That of its customer, whose rows follow each other.
  let customer: UInt64
  /// That of what is in it; rows that have this in common, too, are the same.
  let row: UInt64

  package init(customer: UInt64, row: UInt64) {
    self.customer = customer
    self.row = row
  }

  /// Numbers fixed by these, in an order that these do not tell.
  var drawn: (UInt64, UInt64) { (Self.draw(customer), Self.draw(row)) }

  private static func draw(_ number: UInt64) -> UInt64 { PackedCounts.mix(0x5EED_0F71_E5, number) }
}

/// The rows that one model selects, each in or out.
struct Selection: Sendable {
  let isSelected: [Bool]
  /// Σ weights of the selected rows.
  let weight: Double
  /// The weight that was to be selected: what fits in a share, or all above a threshold.
  let room: Double
  /// How one more row moves the cut.
  let influence: CutInfluence

  /// Selects whole rows from the top. A share takes rows while their weight fits; rows tied at the cut are taken in an
  /// order drawn once for both models, so that ties alone move no row in or out.
  ///
  /// - Parameters:
  ///   - draws: what that order is drawn by; nil for the number of the row.
  ///   - order: the rows by score.
  ///   - scores: what a threshold is held against.
  init(
    _ cut: ContactCut, _ rows: ComparedRows, order: ScoreOrder, scores: [Double], draws: [RowDraw]? = nil,
    model: ComparedModel
  ) throws(ComparisonError) {
    var isSelected = [Bool](repeating: false, count: rows.count)
    var weight = 0.0
    let room: Double
    switch cut {
    case .threshold(let threshold):
      for row in 0..<rows.count where scores[row] >= threshold {
        isSelected[row] = true
        weight += rows.weight(row)
      }
      room = weight
    case .topShare(let share):
      room = wholePart(share * rows.totalWeight)
      var isFull = false
      order.forEachGroup { group in
        if isFull { return }
        var tied = 0.0
        for position in group { tied += rows.weight(order.row(position)) }
        var members = group.map { order.row($0) }
        if weight + tied > room {
          isFull = true
          func drawn(_ row: Int) -> (UInt64, UInt64, Int) {
            let drawn = (draws?[row] ?? RowDraw(customer: UInt64(truncatingIfNeeded: row), row: 0)).drawn
            return (drawn.0, drawn.1, row)
          }
          members.sort { drawn($0) < drawn($1) }
        }
        for row in members where weight + rows.weight(row) <= room {
          isSelected[row] = true
          weight += rows.weight(row)
        }
      }
    }
    guard weight > 0 else { throw .selectsNoOne(model) }
    self.isSelected = isSelected
    self.weight = weight
    self.room = room
    influence = if case .threshold = cut { .threshold } else { CutInfluence(order, rows, room: room) }
  }
}

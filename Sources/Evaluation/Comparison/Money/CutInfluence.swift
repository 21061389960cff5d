/// How a sum over the rows above a cut moves with one more row, the cut being a quantile of the scores.
///
/// A selection of the top share *k* holds *k* W rows whatever their scores: one more row above the cut pushes another out
/// at the cut. With *u* the part of a row that is selected (1 above the cut, 0 below, in between where ties straddle it),
/// E[*u g*] has the influence *u* (*g* − *m*) less its mean, where *m* = E[*g* | score at the cut]: the quantile's own
/// influence brings in *m*, and the density of the scores cancels. Where the cut is a threshold given, *m* = 0.
///
/// *m* is that of a ``LocalLine``, or the mean of the rows tied at the cut where these are more than its width.
///
/// Source: A. van der Vaart (1998), *Asymptotic Statistics*, chapters 20 (the delta method) and 21 (quantiles).
struct CutInfluence: Sendable {
  /// Rows around the cut; none for a threshold.
  private struct Near: Sendable {
    let row: UInt32
    let place, weight: Double
  }

  private var near: [Near] = []

  /// A threshold: no row moves it.
  static let threshold = CutInfluence()

  private init() {}

  /// The cut below the first `room` of the weight in `order`.
  ///
  /// - Complexity: O(*n*).
  init(_ order: ScoreOrder, _ rows: ComparedRows, room: Double) {
    let width = LocalLine.width(room: room, total: rows.totalWeight)
    var near: [Near] = []
    var passed = 0.0
    var isTied = false
    order.forEachGroup { group in
      guard !isTied, passed < room + width else { return }
      var weight = 0.0
      for position in group { weight += rows.weight(order.row(position)) }
      defer { passed += weight }
      guard passed + weight > room - width else { return }
      if passed < room, passed + weight > room, weight >= width {
        near = []
        isTied = true
      }
      let place = isTied ? 0 : (passed + weight / 2 - room) / width
      for position in group {
        let row = order.row(position)
        near.append(
          Near(row: UInt32(row), place: place, weight: LocalLine.height(place) * rows.weight(row)))
      }
    }
    self.near = near
  }

  /// *m* of `value`; 0 for a threshold.
  @inline(__always)
  func mean(_ value: (Int) -> Double) -> Double {
    var line = LocalLine()
    for near in near { line.add(place: near.place, weight: near.weight, value: value(Int(near.row))) }
    return line.atCut
  }
}

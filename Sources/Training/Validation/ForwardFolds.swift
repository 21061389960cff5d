import Tables

/// Folds that go forward in time: the first block of rows only trains, and every later one is held out once, by a model of
/// the rows before it.
///
/// (Rolling-origin evaluation with an expanding window: Tashman, *International Journal of Forecasting* 16, 2000.)
enum ForwardFolds {
  /// The block that is never held out.
  static let first = UInt8.max

  /// Which fold holds each row out, ``first`` for none: blocks of about equal size, rows of one time in one block.
  static func deal(times: [Double], count: Int) throws(TrainingError) -> [UInt8] {
    let order = times.indices.sorted { times[$0] < times[$1] }
    var folds = [UInt8](repeating: first, count: times.count)
    var (block, previous, start) = (-1, -1, 0)
    while start < order.count {
      var end = start + 1
      while end < order.count, times[order[end]] == times[order[start]] { end += 1 }
      // A block begins with the first time at or beyond its share of the rows.
      let due = start * (count + 1) / order.count
      if due != previous { block += 1 }
      previous = due
      for row in order[start..<end] { folds[row] = block == 0 ? first : UInt8(block - 1) }
      start = end
    }
    if block != count {
      throw .invalidOption(
        "--fold-time: times fall into \(Words.count(block + 1, "block")), too few for --folds \(count), which needs \(count + 1): "
          + "use fewer folds, or a finer time")
    }
    return folds
  }
}

extension Regression {
  /// Whether a row whose fold is `own` trains the model of `fold`.
  func trains(_ own: UInt8, in fold: UInt8) -> Bool {
    roles.time == nil ? own != fold : own == ForwardFolds.first || own < fold
  }
}

extension OutOfFold {
  /// The weights of the rows that were held out, nil for 1 everywhere.
  func judged(_ weights: [Double]?) -> [Double]? {
    if !folds.contains(ForwardFolds.first) { return weights }
    return folds.indices.map { folds[$0] == ForwardFolds.first ? 0 : weights?[$0] ?? 1 }
  }
}

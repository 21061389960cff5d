import Distributions

/// Deals rows to the folds of a cross-validation: one fold number a row, fixed by the seed on every platform.
package enum Folds {
  /// Folds that differ by at most one row.
  package static func plain(rows: Int, count: Int, seed: UInt64) throws(FoldError) -> [UInt8] {
    try check(count)
    guard rows >= count else { throw .tooFewRows(rows: rows, folds: count) }
    return deal([Array(0..<rows)], rows: rows, count: count, seed: seed)
  }

  /// Folds that differ by at most one row, in each class of `outcomes` (0 or 1) and in all.
  package static func stratified(outcomes: [Double], count: Int, seed: UInt64) throws(FoldError) -> [UInt8] {
    try check(count)
    if let row = InputChecks.firstIndex(outcomes, where: { $0 != 0 && $0 != 1 }) { throw .notBinary(row: row) }
    guard outcomes.count >= count else { throw .tooFewRows(rows: outcomes.count, folds: count) }
    let classes = [0.0, 1.0].map { value in outcomes.indices.filter { outcomes[$0] == value } }
    let rarer = classes.map(\.count).min() ?? 0
    guard rarer >= count else { throw .tooFewOfClass(rows: rarer, folds: count) }
    return deal(classes, rows: outcomes.count, count: count, seed: seed)
  }

  /// Folds that differ by at most one row, in each class of `outcomes` (whole numbers) and in all.
  package static func classified(outcomes: [Double], count: Int, seed: UInt64) throws(FoldError) -> [UInt8] {
    try check(count)
    let classes = Set(outcomes).sorted().map { value in outcomes.indices.filter { outcomes[$0] == value } }
    let rarest = classes.map(\.count).min() ?? 0
    guard rarest >= count else { throw .tooFewOfClass(rows: rarest, folds: count) }
    return deal(classes, rows: outcomes.count, count: count, seed: seed)
  }

  /// Folds that keep every group whole: the largest group first, each goes to the fold with the fewest rows.
  ///
  /// - Parameter groups: a code ≥ 0 a row.
  /// - Complexity: O(*n* + *g* log *g* + *g* · `count`) for *g* groups.
  package static func grouped(groups: [Int32], count: Int, seed: UInt64) throws(FoldError) -> [UInt8] {
    try check(count)
    if let row = groups.firstIndex(where: { $0 < 0 }) { throw .missingGroup(row: row) }
    // Codes need not be dense: number the groups by first appearance.
    var numbers: [Int32: Int] = [:]
    let members = groups.map { code in
      if let number = numbers[code] { return number }
      let number = numbers.count
      numbers[code] = number
      return number
    }
    guard numbers.count >= count else { throw .tooFewGroups(groups: numbers.count, folds: count) }
    var sizes = [Int](repeating: 0, count: numbers.count)
    for group in members { sizes[group] += 1 }
    // Groups of equal size come in an order drawn by the seed.
    var generator = SplitMix64(seed: seed)
    var order = Array(sizes.indices)
    generator.shuffle(&order)
    var rank = order
    for (position, group) in order.enumerated() { rank[group] = position }
    order.sort { (sizes[$1], rank[$0]) < (sizes[$0], rank[$1]) }
    var filled = [Int](repeating: 0, count: count)
    var foldOfGroup = [UInt8](repeating: 0, count: sizes.count)
    for group in order {
      var fold = 0
      for other in 1..<count where filled[other] < filled[fold] { fold = other }
      filled[fold] += sizes[group]
      foldOfGroup[group] = UInt8(fold)
    }
    return members.map { foldOfGroup[$0] }
  }

  /// Shuffles each class and deals its rows in turn, going on with the next fold from class to class.
  private static func deal(_ classes: [[Int]], rows: Int, count: Int, seed: UInt64) -> [UInt8] {
    var generator = SplitMix64(seed: seed)
    var folds = [UInt8](repeating: 0, count: rows)
    var next = 0
    for var members in classes {
      generator.shuffle(&members)
      for row in members {
        folds[row] = UInt8(next)
        next = next + 1 == count ? 0 : next + 1
      }
    }
    return folds
  }

  private static func check(_ count: Int) throws(FoldError) {
    guard (2...255).contains(count) else { throw .count(count) }
  }
}

import Tables

/// Names for segments out of their strongest traits.
///
/// A name joins the words for the two strongest traits of different columns whose difference is at least 0.2 (a small
/// one, by Cohen). A trait that correlates with one before it at 0.8 or more within the segments says the same again and is
/// passed over. Where two segments would bear one name, both take their next trait, up to six; what is then still alike
/// is numbered in the order of the segments. The same traits give the same names.
///
/// Source of the 0.2: J. Cohen (1988), *Statistical Power Analysis for the Behavioral Sciences*, section 2.2.3.
package struct SegmentNames {
  /// The smallest difference, in standard deviations, that a segment is named after.
  package static let leastDifference = 0.2
  /// The correlation from which on two traits say the same.
  package static let sameCorrelation = 0.8
  /// The most traits in a name.
  static let limit = 6

  /// The name of a segment that nothing sets apart.
  package static let average = "average customers"

  /// The name of a segment of so few customers that nothing is said of them.
  package static let few = "few customers"

  private let columns: [String: DescribedColumn]
  private let rows: SegmentRows

  init(_ columns: [DescribedColumn], _ rows: SegmentRows) {
    self.columns = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.rows = rows
  }

  /// A name for each list of ranked traits.
  ///
  /// - Parameter isFew: which segments have too few customers to be described.
  /// - Complexity: O(*n*) for each pair of traits that are held against each other.
  func names(_ traits: [[SegmentTrait]], isFew: [Bool]) -> [String] {
    var words = traits.map { NameWords($0, count: 2, isSame) }
    while true {
      let groups = Dictionary(grouping: words.indices) { words[$0].name }.values.filter { $0.count > 1 }
      let growing = groups.joined().filter { words[$0].count < Self.limit && words[$0].grow(isSame) }
      if growing.isEmpty { break }
    }
    let names = zip(words, isFew).map { $1 ? Self.few : $0.name }
    var taken = Set(names)
    var seen: Set<String> = []
    return names.map { name in
      guard !seen.insert(name).inserted else { return name }
      var number = 2
      while !taken.insert("\(name) (\(number))").inserted { number += 1 }
      return "\(name) (\(number))"
    }
  }

  private func isSame(_ a: SegmentTrait, _ b: SegmentTrait) -> Bool {
    guard let left = reading(a), let right = reading(b) else { return false }
    return rows.correlationWithin(left, right).magnitude >= Self.sameCorrelation
  }

  /// What a row has of a trait: its number, or 1 at the level and 0 elsewhere; NaN is missing.
  private func reading(_ trait: SegmentTrait) -> ((Int) -> Double)? {
    guard let column = columns[trait.column] else { return nil }
    switch (trait, column.values) {
    case (.number, .numbers(let values)): return { values[$0] }
    case (.level, .numbers(let values)): return { values[$0].isNaN ? 1 : 0 }
    case (.level(let profile), .levels(let levels)):
      let code = profile.level.flatMap { levels.levels.firstIndex(of: $0) }.map { Int32($0) } ?? -1
      return { levels.codes[$0] == code ? 1 : 0 }
    case (.number, .levels): return nil
    }
  }

  /// `high monthly charges`, `contract Two year`, `often job student`, `seldom partner`, `no phone`; nil for what most members have
  /// though it is rarer here: they cannot be named after it, nor after its lack.
  fileprivate static func words(_ trait: SegmentTrait) -> String? {
    let column = Words.name(String(trait.column.map { $0 == "_" ? " " : $0 }))
    switch trait {
    case .number(let profile):
      guard profile.isIndicator else { return (trait.isHigher ? "high " : "low ") + column }
      return frequency(profile.mean.estimate, trait.isHigher).map { $0 + column }
    case .level(let profile):
      let level = profile.level.map(Words.name) ?? "missing"
      return frequency(profile.share.estimate, trait.isHigher).map { $0 + column + " " + level }
    }
  }

  private static func frequency(_ share: Double, _ isHigher: Bool) -> String? {
    if isHigher { return share >= 0.5 ? "" : "often " }
    if share == 0 { return "no " }
    return share < 0.5 ? "seldom " : nil
  }
}

/// The traits in a name, and those that may still come into it.
private struct NameWords {
  private var traits: [SegmentTrait] = []
  private var words: [String] = []
  private var rest: ArraySlice<SegmentTrait>

  init(_ traits: [SegmentTrait], count: Int, _ isSame: (SegmentTrait, SegmentTrait) -> Bool) {
    rest = traits[...]
    while self.traits.count < count, grow(isSame) {}
  }

  var count: Int { traits.count }

  var name: String { words.isEmpty ? SegmentNames.average : words.joined(separator: ", ") }

  /// Takes the next trait that says something new; false where there is none.
  mutating func grow(_ isSame: (SegmentTrait, SegmentTrait) -> Bool) -> Bool {
    while let next = rest.popFirst() {
      guard next.strength >= SegmentNames.leastDifference else { break }
      guard !traits.contains(where: { $0.column == next.column }), let text = SegmentNames.words(next),
        !traits.contains(where: { isSame($0, next) })
      else { continue }
      traits.append(next)
      words.append(text)
      return true
    }
    rest = []
    return false
  }
}

import Tables

/// Names for segments out of their strongest traits.
///
/// A name joins the words for the two strongest traits of different columns whose difference is at least 0.2 (a small
/// one, by Cohen). Where two segments would bear one name, both take their next trait, and so on; what is then still
/// alike is numbered in the order of the segments. The same traits give the same names.
///
/// Source of the 0.2: J. Cohen (1988), *Statistical Power Analysis for the Behavioral Sciences*, section 2.2.3.
package enum SegmentNames {
  /// The smallest difference, in standard deviations, that a segment is named after.
  package static let leastDifference = 0.2

  /// The name of a segment that nothing sets apart.
  package static let average = "average customers"

  /// A name for each list of ranked traits.
  static func names(_ traits: [[SegmentTrait]]) -> [String] {
    let words = traits.map(words)
    var lengths = words.map { min(2, $0.count) }
    func name(_ segment: Int) -> String {
      lengths[segment] == 0 ? average : words[segment].prefix(lengths[segment]).joined(separator: ", ")
    }
    while true {
      let groups = Dictionary(grouping: words.indices, by: name).values.filter { $0.count > 1 }
      let growing = groups.flatMap { $0 }.filter { lengths[$0] < words[$0].count }
      if growing.isEmpty { break }
      for segment in growing { lengths[segment] += 1 }
    }
    var taken = Set(words.indices.map(name))
    var seen: Set<String> = []
    return words.indices.map { segment in
      let name = name(segment)
      guard !seen.insert(name).inserted else { return name }
      var number = 2
      while !taken.insert("\(name) (\(number))").inserted { number += 1 }
      return "\(name) (\(number))"
    }
  }

  /// The words for each column's strongest trait that a segment can be named after.
  private static func words(_ traits: [SegmentTrait]) -> [String] {
    var columns: Set<String> = []
    return traits.compactMap { trait in
      guard trait.strength >= leastDifference, !columns.contains(trait.column), let words = words(trait) else {
        return nil
      }
      columns.insert(trait.column)
      return words
    }
  }

  /// `high monthly charges`, `contract Two year`, `often job student`, `seldom partner`; nil for what most members have
  /// though it is rarer here: they cannot be named after it, nor after its lack.
  static func words(_ trait: SegmentTrait) -> String? {
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
    return share < 0.5 ? "seldom " : nil
  }
}

import Evaluation
import Reports

extension Reports.SegmentPortrait {
  /// The portrait of a segment out of its profile; stability and silhouette are for the caller to add.
  ///
  /// - Parameters:
  ///   - columns: those that the medoid was found with.
  ///   - identifier: who the medoid is; nil unless asked for.
  init(
    _ profile: SegmentProfile, medoid: SegmentMedoid? = nil, columns: [DescribedColumn] = [], identifier: String? = nil
  ) {
    self.init(
      number: profile.segment, name: profile.name, rows: profile.rows, share: Ranged(profile.share),
      valueShare: profile.value?.share.map(Ranged.init), value: (profile.value?.mean).map(Ranged.init),
      traits: profile.traits.compactMap(TraitRow.init), lifts: Self.lifts(profile),
      typical: medoid.map { Self.facts($0, columns) } ?? [], typicalIdentifier: medoid == nil ? nil : identifier,
      notes: profile.rows < SegmentProfile.leastRows
        ? ["Fewer than \(SegmentProfile.leastRows) customers: nothing is said of them."] : [])
  }

  /// The levels among the traits, from the most to the least frequent against all customers.
  private static func lifts(_ profile: SegmentProfile) -> [LiftRow] {
    profile.traits.compactMap { trait -> LevelProfile? in
      if case .level(let level) = trait { level } else { nil }
    }
    .sorted { $0.lift.estimate > $1.lift.estimate }
    .map {
      LiftRow(
        name: $0.words, share: Ranged($0.share), overall: $0.shareOverall, lift: Ranged($0.lift), isUsed: $0.isUsed)
    }
  }

  private static func facts(_ medoid: SegmentMedoid, _ columns: [DescribedColumn]) -> [Fact] {
    zip(columns, medoid.values).map { column, value in
      let text =
        switch value {
        case .number(let number): NumberText.text(number)
        case .level(let level): level
        case .rare: "(rare)"
        case .missing: "(missing)"
        }
      return Fact(name: column.name, text: text)
    }
  }
}

extension Reports.TraitRow {
  /// Nil where there is nobody else to differ from.
  init?(_ trait: SegmentTrait) {
    guard let difference = trait.difference else { return nil }
    switch trait {
    case .number(let profile):
      guard let elsewhere = profile.meanElsewhere else { return nil }
      self.init(
        name: profile.column, here: profile.mean.estimate, elsewhere: elsewhere,
        style: profile.isIndicator ? .percent : .number, difference: Ranged(difference), isUsed: profile.isUsed)
    case .level(let profile):
      guard let elsewhere = profile.shareElsewhere else { return nil }
      self.init(
        name: profile.words, here: profile.share.estimate, elsewhere: elsewhere, style: .percent,
        difference: Ranged(difference), isUsed: profile.isUsed)
    }
  }
}

extension LevelProfile {
  /// `contract = Two year`, `income: missing`.
  var words: String { level.map { "\(column) = \($0)" } ?? "\(column): missing" }
}

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
    profile.traits.compactMap(\.level).sorted { $0.lift.estimate > $1.lift.estimate }
      .map {
        LiftRow(
          name: $0.words, share: Ranged($0.share), overall: $0.shareOverall, lift: Ranged($0.lift), isUsed: $0.isUsed)
      }
  }

  private static func facts(_ medoid: SegmentMedoid, _ columns: [DescribedColumn]) -> [Fact] {
    zip(columns, medoid.values).map { column, value in
      let text =
        switch value {
        case .number(let number): NumberText.significant(number, 3)
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
        difference: Ranged(difference), isUsed: profile.isUsed, alike: profile.alike.map(\.description))
    }
  }
}

extension Reports.SideBySideRow {
  /// Every numeric column, and every level that sets a segment apart, in the order of the columns.
  ///
  /// - Parameter columns: those that the profiles were made with.
  static func rows(_ profiles: [SegmentProfile], columns: [DescribedColumn]) -> [SideBySideRow] {
    columns.flatMap { column -> [SideBySideRow] in
      let numbers = profiles.map { profile in profile.numbers.first { $0.column == column.name } }
      let levels = profiles.map { profile in profile.levels.filter { $0.column == column.name } }
      let marks = profiles.map { profile in profile.traits.filter { $0.column == column.name } }
      var rows: [SideBySideRow] = []
      if numbers.contains(where: { $0 != nil }) {
        let isIndicator = numbers.contains { $0?.isIndicator == true }
        rows.append(
          SideBySideRow(
            name: column.name, style: isIndicator ? .percent : .number,
            cells: zip(numbers, marks).map { number, marks in
              let mark = marks.first { if case .number = $0 { true } else { false } }
              return Cell(value: number?.mean.estimate, isMore: mark?.isHigher)
            }, isUsed: column.isUsed))
      }
      var told: Set<SegmentCondition> = []
      for level in marks.joined().compactMap(\.level) where told.insert(level.condition).inserted {
        rows.append(
          SideBySideRow(
            name: level.words, style: .percent,
            cells: zip(levels, marks).map { levels, marks in
              let mark = marks.first { $0.level?.condition == level.condition }
              return Cell(
                value: levels.first { $0.condition == level.condition }?.share.estimate, isMore: mark?.isHigher)
            }, isUsed: column.isUsed))
      }
      return rows
    }
  }
}

extension SegmentTrait {
  /// The level, of one that is a level.
  fileprivate var level: LevelProfile? {
    if case .level(let level) = self { level } else { nil }
  }
}

extension LevelProfile {
  /// `contract = Two year`, `income: missing`.
  var words: String { level.map { "\(column) = \($0)" } ?? "\(column): missing" }
}

/// What one column tells of every segment.
struct ColumnProfiles: Sendable {
  let numbers: [NumberProfile?]
  private(set) var levels: [[LevelProfile]]
  /// Whether what one level says is said by the other.
  private let isTwoValued: Bool

  init(_ column: DescribedColumn, _ rows: SegmentRows) {
    switch column.values {
    case .numbers(let values):
      numbers = SegmentNumbers(values, rows).profiles(column)
      // No level is named: what is left is whether there is a value.
      levels = SegmentLevels(levels: 1, rows) { values[$0].isNaN ? -1 : 0 }.profiles(column, names: [""])
        .map { $0.filter { $0.level == nil } }
      isTwoValued = false
    case .levels(let values):
      numbers = [NumberProfile?](repeating: nil, count: rows.segments)
      let counted = SegmentLevels(levels: values.levels.count, rows) { Int(values.codes[$0]) }
      levels = counted.profiles(column, names: values.levels)
      isTwoValued = counted.isTwoValued
    }
  }

  func traits(_ segment: Int) -> [SegmentTrait] {
    let told = levels[segment].map { SegmentTrait.level($0) }.filter { !isTwoValued || $0.isHigher }
    return (numbers[segment].map { [.number($0)] } ?? []) + told
  }

  /// All columns; the first of the levels that the same rows have lists the others.
  static func joined(_ columns: [ColumnProfiles]) -> [ColumnProfiles] {
    var conditions: [UInt64: [SegmentCondition]] = [:]
    for column in columns {
      var seen: Set<SegmentCondition> = []
      for profile in column.levels.joined() where seen.insert(profile.condition).inserted {
        conditions[profile.signature, default: []].append(profile.condition)
      }
    }
    return columns.map { column in
      var column = column
      for segment in column.levels.indices {
        for index in column.levels[segment].indices {
          let own = column.levels[segment][index]
          guard let all = conditions[own.signature], all.first == own.condition, all.count > 1 else { continue }
          column.levels[segment][index].alike = Array(all.dropFirst())
        }
      }
      return column
    }
  }
}

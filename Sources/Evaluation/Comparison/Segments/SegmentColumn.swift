/// A column whose levels divide the rows.
package struct SegmentColumn: Sendable {
  package let name: String
  /// The level of every row; −1 where it is missing, which is a level of its own.
  package let codes: [Int32]
  package let levels: [String]

  package init(name: String, codes: [Int32], levels: [String]) {
    self.name = name
    self.codes = codes
    self.levels = levels
  }

  func validate(rows: Int) throws(ComparisonError) {
    guard codes.count == rows else {
      throw .unequalLengths(what: "levels of \(name)", count: codes.count, expected: rows)
    }
    if let row = firstInvalidRow { throw .invalidCode(what: name, row: row) }
  }

  /// The first row whose code is neither −1 nor that of a level.
  var firstInvalidRow: Int? { codes.firstIndex { $0 < -1 || Int($0) >= levels.count } }

  /// What a missing level is called.
  package static let missingLevel = "(missing)"

  /// The name of a level; missing is level −1.
  func level(_ code: Int) -> String { code < 0 ? Self.missingLevel : levels[code] }
}

/// One condition on the rows: a column has a level.
package struct SegmentCondition: Sendable, Equatable, Hashable {
  package let column, level: String
}

extension SegmentCondition: CustomStringConvertible {
  package var description: String { "\(column) = \(level)" }
}

/// The rows divided by the levels of one column or of two.
struct SegmentPartition: Sendable {
  /// What every segment's rows have in common, in the order of the levels.
  let conditions: [[SegmentCondition]]
  /// The rows of each segment, ascending.
  let members: [[UInt32]]
  /// Every row's segment.
  let segmentOfRow: [UInt32]

  /// - Complexity: O(*n* + levels).
  init(_ rows: ComparedRows, _ columns: [SegmentColumn]) {
    let codes = columns.map { rows.keep($0.codes) }
    let spans = columns.map { $0.levels.count + 1 }
    let joint = (0..<rows.count).map { row in
      var code = 0
      for column in columns.indices { code = code * spans[column] + Int(codes[column][row]) + 1 }
      return code
    }
    // A missing level has joint code 0 in its place; segments come in the order of their codes.
    var seen: [Int: UInt32] = [:]
    if spans.reduce(1, *) <= 1 << 20 {
      var isSeen = [Bool](repeating: false, count: spans.reduce(1, *))
      for code in joint { isSeen[code] = true }
      for code in isSeen.indices where isSeen[code] { seen[code] = UInt32(seen.count) }
    } else {
      for (number, code) in Set(joint).sorted().enumerated() { seen[code] = UInt32(number) }
    }
    var members = [[UInt32]](repeating: [], count: seen.count)
    var last = (code: -1, segment: UInt32(0))
    segmentOfRow = joint.indices.map { row in
      if joint[row] != last.code { last = (joint[row], seen[joint[row]] ?? 0) }
      members[Int(last.segment)].append(UInt32(row))
      return last.segment
    }
    self.members = members
    conditions = seen.keys.sorted().map { joint in
      var code = joint
      var conditions: [SegmentCondition] = []
      for column in columns.indices.reversed() {
        let level = code % spans[column] - 1
        conditions.append(SegmentCondition(column: columns[column].name, level: columns[column].level(level)))
        code /= spans[column]
      }
      return conditions.reversed()
    }
  }

  /// Every segment's own order of its rows, numbered from 0 within it.
  ///
  /// - Complexity: O(*n*).
  func orders(_ order: ScoreOrder) -> [ScoreOrder] {
    var local = [UInt32](repeating: 0, count: segmentOfRow.count)
    for rows in members {
      for (number, row) in rows.enumerated() { local[Int(row)] = UInt32(number) }
    }
    var entries = members.map { rows in
      var entries: [UInt32] = []
      entries.reserveCapacity(rows.count)
      return entries
    }
    var groups = [UInt32](repeating: 0, count: members.count)
    var group: UInt32 = 0
    for entry in order.entries {
      let row = Int(entry & BootstrapRanking.unitMask)
      let segment = Int(segmentOfRow[row])
      let last = entries[segment].count - 1
      // The row before it ended a group of the segment if it was of another group of the whole.
      if last >= 0, groups[segment] != group { entries[segment][last] |= BootstrapRanking.endFlag }
      groups[segment] = group
      entries[segment].append(local[row] | entry & BootstrapRanking.positiveFlag)
      group += entry >> 31
    }
    for segment in entries.indices where !entries[segment].isEmpty {
      entries[segment][entries[segment].count - 1] |= BootstrapRanking.endFlag
    }
    return entries.map { ScoreOrder(entries: $0) }
  }
}

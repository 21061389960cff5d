/// Rows from the highest score down, in groups of equal score.
struct ScoreOrder: Sendable {
  /// Row numbers with ``BootstrapRanking/endFlag`` on the last row of every group, and
  /// ``BootstrapRanking/positiveFlag`` on outcomes 1 where outcomes were given; rows of a group ascend.
  let entries: [UInt32]

  init(entries: [UInt32]) { self.entries = entries }

  /// - Parameters:
  ///   - scores: finite numbers.
  ///   - outcomes: 0 or 1 a row, to be carried along; nil for amounts.
  /// - Complexity: O(*n*).
  init(_ scores: [Double], outcomes: [Double]? = nil) {
    var pairs = scores.withUnsafeBufferPointer { scores in
      [KeyedRow](unsafeUninitializedCapacity: scores.count) { pairs, initialized in
        for row in scores.indices {
          let flag = outcomes?[row] == 1 ? BootstrapRanking.positiveFlag : 0
          pairs.initializeElement(at: row, to: KeyedRow(score: scores[row], entry: UInt32(row) | flag))
        }
        initialized = scores.count
      }
    }
    KeyedRow.sort(&pairs)
    entries = pairs.withUnsafeBufferPointer { pairs in
      [UInt32](unsafeUninitializedCapacity: pairs.count) { entries, initialized in
        for position in pairs.indices {
          let isEnd = position + 1 == pairs.count || pairs[position + 1].key != pairs[position].key
          entries.initializeElement(at: position, to: pairs[position].entry | (isEnd ? BootstrapRanking.endFlag : 0))
        }
        initialized = pairs.count
      }
    }
  }

  /// Calls `body` with the positions of every group, from the highest score down.
  @inline(__always)
  func forEachGroup(_ body: (Range<Int>) -> Void) {
    entries.withUnsafeBufferPointer { entries in
      var start = 0
      for position in entries.indices where entries[position] & BootstrapRanking.endFlag != 0 {
        body(start..<position + 1)
        start = position + 1
      }
    }
  }

  /// The row at `position`.
  @inline(__always)
  func row(_ position: Int) -> Int { Int(entries[position] & BootstrapRanking.unitMask) }

  /// Whether the row at `position` has outcome 1.
  @inline(__always)
  func isPositive(_ position: Int) -> Bool { entries[position] & BootstrapRanking.positiveFlag != 0 }

  /// The number of every row's group, from 0 for the highest score.
  func groupOfRow() -> [UInt32] {
    var groups = [UInt32](repeating: 0, count: entries.count)
    groups.withUnsafeMutableBufferPointer { groups in
      var group: UInt32 = 0
      for entry in entries {
        groups[Int(entry & BootstrapRanking.unitMask)] = group
        group += entry >> 31
      }
    }
    return groups
  }
}

/// A row with a key that ascends as its score descends.
private struct KeyedRow {
  let key: UInt64
  let entry: UInt32

  /// 0 and −0 rank alike.
  @inline(__always)
  init(score: Double, entry: UInt32) {
    let bits = (score + 0).bitPattern
    key = bits >> 63 == 0 ? ~bits & ~(1 << 63) : bits
    self.entry = entry
  }

  /// A stable radix sort by 11 bits a pass, the lowest first; digits that all rows share are passed over.
  static func sort(_ rows: inout [KeyedRow]) {
    guard rows.count > 1 else { return }
    var counts = [Int](repeating: 0, count: 6 << 11)
    counts.withUnsafeMutableBufferPointer { counts in
      rows.withUnsafeBufferPointer { rows in
        for row in rows {
          for digit in 0..<6 { counts[digit << 11 | Int((row.key >> UInt64(11 * digit)) & 2_047)] += 1 }
        }
      }
    }
    var scratch = rows
    for digit in 0..<6 {
      let shift = UInt64(11 * digit)
      if counts[digit << 11 | Int((rows[0].key >> shift) & 2_047)] == rows.count { continue }
      var position = 0
      for value in digit << 11..<(digit + 1) << 11 { (counts[value], position) = (position, position + counts[value]) }
      rows.withUnsafeBufferPointer { source in
        scratch.withUnsafeMutableBufferPointer { target in
          counts.withUnsafeMutableBufferPointer { counts in
            for row in source {
              let slot = digit << 11 | Int((row.key >> shift) & 2_047)
              target[counts[slot]] = row
              counts[slot] += 1
            }
          }
        }
      }
      swap(&rows, &scratch)
    }
  }
}

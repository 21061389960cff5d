/// One number a row that tells rows apart: rows with equal values have equal hashes, whatever the order of the columns, the
/// file or the machine; others have different ones but for a chance of 2⁻⁶⁴.
///
/// Numbers are hashed as doubles, truth values as their texts, so that a column that is read as another type by its values
/// gives the same hash. Not cryptographic.
package enum RowHashes {
  private static let rowsInTask = 1 << 14

  /// The hashes of the rows of `columns`, which are equally long.
  ///
  /// - Complexity: O(*n c*), in parallel over runs of rows.
  package static func of(_ columns: [Column], rows: Int, threads: Int) -> [UInt64] {
    let salts = columns.map { hash($0.name.utf8) }
    let levels = columns.map { column -> [UInt64] in
      switch column.values {
      case .text(let text): text.levels.map { hash($0.utf8) }
      case .boolean: [hash("false".utf8), hash("true".utf8)]
      default: []
      }
    }
    return [UInt64](unsafeUninitializedCapacity: rows) { hashes, count in
      nonisolated(unsafe) let sums = hashes
      sums.initialize(repeating: 0)
      Workers.run(tasks: (rows + rowsInTask - 1) / rowsInTask, workers: threads) { _, task in
        let range = task * rowsInTask..<min(rows, (task + 1) * rowsInTask)
        for (k, column) in columns.enumerated() { add(column.values, salts[k], levels[k], range, to: sums) }
        for row in range { sums[row] = mixed(sums[row]) }
      }
      count = rows
    }
  }

  /// Adds the hashes of a column's cells: a sum does not know the order of columns.
  private static func add(
    _ values: ColumnValues, _ salt: UInt64, _ levels: [UInt64], _ rows: Range<Int>,
    to sums: UnsafeMutableBufferPointer<UInt64>
  ) {
    let missing = mixed(salt ^ 1)
    switch values {
    case .double(let values):
      for row in rows { sums[row] &+= values[row].isNaN ? missing : cell(values[row], salt) }
    case .integer(let values):
      for row in rows {
        sums[row] &+= values[row] == ColumnValues.missingInteger ? missing : cell(Double(values[row]), salt)
      }
    case .boolean(let values):
      for row in rows { sums[row] &+= values[row] < 0 ? missing : mixed(salt ^ levels[Int(values[row])]) }
    case .text(let text):
      for row in rows { sums[row] &+= text.codes[row] < 0 ? missing : mixed(salt ^ levels[Int(text.codes[row])]) }
    case .date(let days):
      for row in rows {
        sums[row] &+= days[row] == ColumnValues.missingDay ? missing : cell(Double(days[row]) * 86_400_000_000, salt)
      }
    case .dateTime(let instants):
      for row in rows {
        sums[row] &+= instants[row] == ColumnValues.missingInteger ? missing : cell(Double(instants[row]), salt)
      }
    }
  }

  @inline(__always)
  private static func cell(_ number: Double, _ salt: UInt64) -> UInt64 {
    mixed(salt ^ (number == 0 ? 0 : number.bitPattern) &+ 0x9e37_79b9_7f4a_7c15)
  }

  /// FNV-1a, then mixed.
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    mixed(bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
  }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
  @inline(__always)
  private static func mixed(_ x: UInt64) -> UInt64 {
    var z = x
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

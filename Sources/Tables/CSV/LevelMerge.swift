/// Joins the levels that the workers found in one column, chunk by chunk in the order of the file: so the levels come
/// out in order of first appearance, however the chunks were shared out.
struct LevelMerge {
  /// The levels that are looked up at a time: those of an identifier would each wait for memory, one after the other.
  private static let group = 16

  private var index = LevelIndex()
  private var touched: UInt64 = 0
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// For every worker, the final codes of its own.
  private var translations: [[Int32]]

  init(workers: Int) { translations = [[Int32]](repeating: [], count: workers) }

  /// The levels so far.
  var levels: Levels { Levels(bytes: bytes, ends: ends) }

  /// The final codes of the first levels of `worker`.
  func codes(of worker: Int) -> [Int32] { translations[worker] }

  /// Adds the new levels of the next chunk, which `worker` has read, and translates the codes of its rows. With the
  /// chunk, `fraction` of all rows have been added.
  mutating func add(
    _ chunk: LevelTable.Chunk, worker: Int, codes: UnsafeMutableBufferPointer<Int32>, fraction: Double
  ) {
    let levels = chunk.levels
    if ends.count + levels.count > max(ends.capacity, LevelMerge.group) { reserve(levels, fraction) }
    translations[worker].removeSubrange(chunk.first...)
    var start = levels.startIndex
    while start < levels.endIndex {
      let end = min(start + LevelMerge.group, levels.endIndex)
      touched |= index.touch(levels[start..<end])
      for level in levels[start..<end] {
        translations[worker].append(level.isMissing ? level.code : code(level.field.content))
      }
      start = end
    }
    translations[worker].withUnsafeBufferPointer { translation in
      for row in codes.indices where codes[row] < -1 { codes[row] = translation[-2 - Int(codes[row])] }
    }
  }

  /// Makes room for the levels of all rows, if more come at the rate of those so far.
  private mutating func reserve(_ levels: ArraySlice<LevelTable.Level>, _ fraction: Double) {
    let share = 1.05 / fraction
    let length = levels.reduce(bytes.count) { $0 + $1.field.count }
    LargePages.reserve(Int(Double(ends.count + levels.count) * share), in: &ends)
    LargePages.reserve(Int(Double(length) * share), in: &bytes)
    index.reserve(ends.capacity)
  }

  private mutating func code(_ text: RawText) -> Int32 {
    let (code, slot) = bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        index.find(text.hash) { code in
          let start = code == 0 ? 0 : ends[code - 1]
          return LevelMerge.equal(text, UnsafeBufferPointer(rebasing: bytes[start..<ends[code]]))
        }
      }
    }
    if let code { return Int32(truncatingIfNeeded: code) }
    index.insert(ends.count, text.hash, at: slot)
    LevelMerge.append(text, to: &bytes)
    ends.append(bytes.count)
    return Int32(truncatingIfNeeded: ends.count - 1)
  }

  /// Whether `text`, with its doubled quotes made single, is `level`.
  @inline(__always) private static func equal(_ text: RawText, _ level: UnsafeBufferPointer<UInt8>) -> Bool {
    if !text.hasQuotes {
      return text.count == level.count && level.elementsEqual(UnsafeBufferPointer(start: text.start, count: text.count))
    }
    var position = 0
    for byte in level {
      guard position < text.count, text.start[position] == byte else { return false }
      position += byte == CSVDialect.quote ? 2 : 1
    }
    return position == text.count
  }

  @inline(__always) private static func append(_ text: RawText, to bytes: inout [UInt8]) {
    let content = UnsafeBufferPointer(start: text.start, count: text.count)
    guard text.hasQuotes else { return bytes.append(contentsOf: content) }
    var position = 0
    while position < content.count {
      bytes.append(content[position])
      position += content[position] == CSVDialect.quote ? 2 : 1
    }
  }
}

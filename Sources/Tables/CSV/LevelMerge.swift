/// Joins the levels that the workers found in one column, chunk by chunk in the order of the file: so the levels come
/// out in order of first appearance, however the chunks were shared out.
final class LevelMerge {
  private var index = LevelIndex(capacity: 64)
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// For every worker, the final codes of its own.
  private var translations: [[Int32]]

  init(workers: Int) { translations = [[Int32]](repeating: [], count: workers) }

  /// The levels so far.
  var levels: Levels { Levels(bytes: bytes, ends: ends) }

  /// Adds the new levels of the next chunk, which `worker` has read, and translates the codes of its rows.
  func add(
    _ levels: ArraySlice<RawText>, firstCode: Int, worker: Int, codes: UnsafeMutableBufferPointer<Int32>
  ) {
    translations[worker].removeSubrange(firstCode...)
    for level in levels { translations[worker].append(code(level)) }
    translations[worker].withUnsafeBufferPointer { translation in
      for row in codes.indices where codes[row] >= 0 { codes[row] = translation[Int(codes[row])] }
    }
  }

  private func code(_ text: RawText) -> Int32 {
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
  private static func equal(_ text: RawText, _ level: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    for byte in level {
      guard position < text.count, text.start[position] == byte else { return false }
      position += byte == CSVDialect.quote ? 2 : 1
    }
    return position == text.count
  }

  private static func append(_ text: RawText, to bytes: inout [UInt8]) {
    let content = UnsafeBufferPointer(start: text.start, count: text.count)
    guard content.contains(CSVDialect.quote) else { return bytes.append(contentsOf: content) }
    var position = 0
    while position < content.count {
      bytes.append(content[position])
      position += content[position] == CSVDialect.quote ? 2 : 1
    }
  }
}

/// The distinct texts that one worker has met in one column.
///
/// A column of few levels keeps its table from chunk to chunk, so that hardly anything is left to merge. One of many,
/// an identifier say, starts afresh with every chunk, so that its table stays in the cache.
struct LevelTable {
  /// A table with more levels than this is emptied before the next chunk.
  private static let keptLevels = 1 << 12

  private var index = LevelIndex()
  private var levels: [RawText] = []
  /// The levels at the start of the chunk.
  private var known = 0

  /// Codes the fields of a batch: a worker's own codes, for ``LevelMerge`` to translate.
  mutating func code(
    _ batch: FieldBatch, column: Int, missing: MissingMarkers, into codes: UnsafeMutablePointer<Int32>
  ) -> Int {
    var missingCount = 0
    batch.forEachField(in: column) { row, start, count in
      let isQuoted = count > 1 && start[0] == CSVDialect.quote
      if !isQuoted && missing.contains(start, count) {
        codes[row] = ColumnValues.missingCode
        missingCount += 1
      } else {
        codes[row] = code(isQuoted ? RawText(start + 1, count - 2) : RawText(start, count))
      }
    }
    return missingCount
  }

  @inline(__always) private mutating func code(_ text: RawText) -> Int32 {
    let (code, slot) = levels.withUnsafeBufferPointer { levels in
      index.find(text.hash) { levels[$0] == text }
    }
    return Int32(truncatingIfNeeded: code ?? insert(text, at: slot))
  }

  @inline(never) private mutating func insert(_ text: RawText, at slot: Int) -> Int {
    index.insert(levels.count, text.hash, at: slot)
    levels.append(text)
    levels[levels.count - 1].findQuotes()
    return levels.count - 1
  }

  /// Prepares for the next chunk.
  mutating func startChunk() {
    if levels.count > LevelTable.keptLevels {
      index.removeAll()
      levels.removeAll(keepingCapacity: true)
    }
    known = levels.count
  }

  /// The levels first met in the chunk just read, and the code of the first of them.
  func newLevels() -> (firstCode: Int, levels: ArraySlice<RawText>) {
    (known, known == levels.count ? [] : levels[known...])
  }
}

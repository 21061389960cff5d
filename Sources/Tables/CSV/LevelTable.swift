/// The distinct fields that one worker has met in one column, as they stand in the file: quoted or not, missing or not.
///
/// A column of few levels keeps its table from chunk to chunk, so that hardly anything is left to merge. One of many,
/// an identifier say, starts afresh with every chunk, so that its table stays in the cache.
struct LevelTable {
  /// A table with more levels than this is emptied before the next chunk.
  private static let keptLevels = 1 << 12

  private var index = LevelIndex()
  private var levels: [Level] = []
  /// The levels at the start of the chunk.
  private var known = 0
  /// The levels from the first on whose codes are final.
  private var settled = 0
  /// Whether the table has never been emptied, so that codes that are final once stay so.
  private var isKept = true

  /// A field and the code of its rows.
  struct Level {
    let field: RawText
    /// The final code, ``ColumnValues/missingCode``, or −2 less the level's number, for ``LevelMerge`` to translate.
    var code: Int32

    var isMissing: Bool { code == ColumnValues.missingCode }
  }

  /// Codes the fields of a batch, and counts the missing ones.
  mutating func code(
    _ batch: FieldBatch, column: Int, missing: MissingMarkers, into codes: UnsafeMutablePointer<Int32>
  ) -> Int {
    var missingCount = 0
    batch.forEachField(in: column) { row, start, count in
      let code = code(start, count, missing)
      codes[row] = code
      missingCount &+= code == ColumnValues.missingCode ? 1 : 0
    }
    return missingCount
  }

  @inline(__always) private mutating func code(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ missing: MissingMarkers
  ) -> Int32 {
    let field = RawText(start, count)
    let (code, slot) = levels.withUnsafeBufferPointer { levels -> (Int32?, Int) in
      let (level, slot) = index.find(field.hash) { levels[$0].field == field }
      return (level.map { levels[$0].code }, slot)
    }
    return code ?? insert(start, count, missing, at: slot)
  }

  /// Takes the bytes, not the text made of them, which would then have to leave the registers for every row.
  @inline(never) private mutating func insert(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ missing: MissingMarkers, at slot: Int
  ) -> Int32 {
    let field = RawText(start, count)
    let isMissing = start[0] != CSVDialect.quote && missing.contains(start, count)
    let code = isMissing ? ColumnValues.missingCode : -2 - Int32(truncatingIfNeeded: levels.count)
    index.insert(levels.count, field.hash, at: slot)
    levels.append(Level(field: field, code: code))
    return code
  }

  /// Prepares for the next chunk; `final` has the codes of the levels that have been merged so far.
  mutating func startChunk(_ final: [Int32]) {
    if levels.count > LevelTable.keptLevels {
      index.removeAll()
      levels.removeAll(keepingCapacity: true)
      settled = 0
      isKept = false
    } else if isKept && settled < final.count {
      for level in settled..<final.count { levels[level].code = final[level] }
      settled = final.count
    }
    known = levels.count
  }

  /// What ``LevelMerge`` needs to know of the chunk just read.
  struct Chunk {
    /// The number of the first level that is new.
    let first: Int
    /// The levels first met in the chunk.
    let levels: ArraySlice<Level>
    /// Whether all codes that its rows have got are final.
    let isSettled: Bool
    /// Whether the table has been kept so far.
    let isKept: Bool
  }

  /// The chunk just read.
  var chunk: Chunk {
    Chunk(
      first: known, levels: known == levels.count ? [] : levels[known...], isSettled: settled == levels.count,
      isKept: isKept)
  }
}

/// Where the rows of a file are: the first pass over it.
///
/// The text below the header is cut into chunks of a fixed size, wherever the cuts fall. Every chunk counts its line
/// ends both outside and inside quotes, for it cannot know whether it starts in a quoted field; then the parity of the
/// quotes before it tells which count is that of the rows. After that every chunk knows its first row's number, and
/// the chunks can be read in any order.
struct CSVLayout {
  /// The text below the header, without line ends at its end.
  let text: Range<Int>
  /// The bytes of a chunk.
  let chunkSize: Int
  /// The chunks in their order.
  private(set) var chunks: [Chunk] = []
  /// The number of rows.
  private(set) var rowCount = 0
  /// Whether the text cannot be read: it contains a NUL byte or invalid UTF-8, or ends in a quoted field.
  private(set) var isMalformed = false

  /// A part of the text. Its rows are those behind its line ends, and the first row if it is the first chunk.
  struct Chunk {
    /// The number of the first row of the chunk, from 0.
    var firstRow = 0
    /// The number of rows.
    var rowCount = 0
    /// The number of line ends before the chunk, in or out of quotes.
    var linesBefore = 0
    /// Whether the chunk starts in a quoted field.
    var startsQuoted = false
    /// Whether there is a quote in the chunk.
    var hasQuotes = false
  }

  /// Counts the rows of `text`.
  init(_ bytes: UnsafePointer<UInt8>, text: Range<Int>, newline: UInt8, chunkSize: Int, threads: Int) {
    self.text = text
    self.chunkSize = chunkSize
    guard !text.isEmpty else { return }
    let count = (text.count + chunkSize - 1) / chunkSize
    let counts = [ChunkCount](unsafeUninitializedCapacity: count) { counts, initialized in
      guard let base = counts.baseAddress else { return }
      Workers.run(tasks: count, workers: threads) { _, chunk in
        let start = text.lowerBound + chunk * chunkSize
        let range = start..<min(start + chunkSize, text.upperBound)
        base[chunk] = ChunkCount(bytes, range, of: text, newline: newline)
      }
      initialized = count
    }

    var quoted = false
    var lines = 0
    chunks.reserveCapacity(count)
    for (index, count) in counts.enumerated() {
      let rows = (quoted ? count.insideFirstQuote : count.outside) + (index == 0 ? 1 : 0)
      chunks.append(
        Chunk(
          firstRow: rowCount, rowCount: rows, linesBefore: lines, startsQuoted: quoted, hasQuotes: count.quotes > 0))
      rowCount += rows
      lines += count.outside + count.insideFirstQuote
      quoted = quoted != (count.quotes % 2 == 1)
      isMalformed = isMalformed || count.isMalformed
    }
    isMalformed = isMalformed || quoted
  }

  /// The text of a chunk's rows, from the first row's first byte to the last row's line end, which it excludes.
  ///
  /// - Precondition: The chunk has rows.
  func rows(of chunk: Int, _ bytes: UnsafePointer<UInt8>, newline: UInt8) -> Range<Int> {
    let start = firstRowStart(of: chunk, bytes, newline: newline)
    var next = chunk + 1
    while next < chunks.count && chunks[next].rowCount == 0 { next += 1 }
    let end = next < chunks.count ? firstRowStart(of: next, bytes, newline: newline) - 1 : text.upperBound
    return start..<end
  }

  /// The first byte of a chunk's first row.
  private func firstRowStart(of chunk: Int, _ bytes: UnsafePointer<UInt8>, newline: UInt8) -> Int {
    guard chunk > 0 else { return text.lowerBound }
    var quoted = chunks[chunk].startsQuoted
    var position = text.lowerBound + chunk * chunkSize
    while position < text.upperBound {
      let byte = bytes[position]
      position += 1
      if byte == CSVDialect.quote { quoted.toggle() } else if byte == newline && !quoted { break }
    }
    return position
  }

  /// The number of line ends before the first byte of `row`, counted from the top of the text.
  func lines(before row: Int, _ bytes: UnsafePointer<UInt8>, newline: UInt8) -> Int {
    guard let chunk = chunks.lastIndex(where: { $0.firstRow <= row && $0.rowCount > 0 }) else { return 0 }
    var lines = chunks[chunk].linesBefore
    var position = text.lowerBound + chunk * chunkSize
    var quoted = chunks[chunk].startsQuoted
    var ends = row - chunks[chunk].firstRow + (chunk == 0 ? 0 : 1)
    while ends > 0 && position < text.upperBound {
      let byte = bytes[position]
      position += 1
      if byte == CSVDialect.quote {
        quoted.toggle()
      } else if byte == newline {
        lines += 1
        if !quoted { ends -= 1 }
      }
    }
    return lines
  }
}

/// What the first pass finds in a chunk.
private struct ChunkCount {
  /// Line ends outside quotes, if the chunk starts outside.
  var outside = 0
  /// Line ends outside quotes, if the chunk starts in a quoted field.
  var insideFirstQuote = 0
  var quotes = 0
  var isMalformed = false

  init(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, of text: Range<Int>, newline: UInt8) {
    var lowest = SIMD16<UInt8>(repeating: .max)
    var union = SIMD16<UInt8>.zero
    var inQuotes: UInt64 = 0
    var position = range.lowerBound
    while position + ByteBlock.size <= range.upperBound {
      add(ByteBlock(bytes + position), newline: newline, &inQuotes, &lowest, &union)
      position += ByteBlock.size
    }
    if position < range.upperBound {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ByteBlock.size) { rest in
        rest.initialize(repeating: UInt8(ascii: " "))
        for index in 0..<(range.upperBound - position) { rest[index] = bytes[position + index] }
        if let start = rest.baseAddress { add(ByteBlock(start), newline: newline, &inQuotes, &lowest, &union) }
      }
    }
    isMalformed = lowest.min() == 0
    if union.max() >= 0x80 {
      isMalformed =
        isMalformed || !UTF8Check.isValid(bytes, range, textStart: text.lowerBound, end: text.upperBound)
    }
  }

  /// Counts a block; `inQuotes` has all bits set while inside quotes, given that the chunk starts outside.
  @inline(__always) private mutating func add(
    _ block: ByteBlock, newline: UInt8, _ inQuotes: inout UInt64, _ lowest: inout SIMD16<UInt8>,
    _ union: inout SIMD16<UInt8>
  ) {
    let (count, hasQuote) = block.count(
      of: SIMD16(repeating: newline), lookingFor: SIMD16(repeating: CSVDialect.quote), lowest: &lowest, union: &union)
    guard hasQuote else {
      if inQuotes == 0 { outside += count } else { insideFirstQuote += count }
      return
    }
    let ends = block.mask { $0 .== SIMD16(repeating: newline) }
    let quoteBits = block.mask { $0 .== SIMD16(repeating: CSVDialect.quote) }
    for half in 0..<2 {
      let inside = quoteBits[half].prefixParity ^ inQuotes
      insideFirstQuote += (ends[half] & inside).nonzeroBitCount
      outside += (ends[half] & ~inside).nonzeroBitCount
      quotes += quoteBits[half].nonzeroBitCount
      inQuotes = 0 &- (inside &>> 63)
    }
  }
}

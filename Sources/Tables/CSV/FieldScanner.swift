/// The fields of some consecutive rows, found but not yet read.
struct FieldBatch {
  /// The byte before the first field of the chunk.
  let base: UnsafePointer<UInt8>
  /// Field *k* lies behind `base[index[k]]`, a delimiter or line end, and before `base[index[k + 1]]`.
  let index: UnsafePointer<UInt32>
  /// The number of the first row.
  let firstRow: Int
  /// The number of rows.
  let rowCount: Int
  /// The number of columns.
  let columnCount: Int
  /// Whether a carriage return may precede a line end.
  let stripsCarriageReturn: Bool

  /// Whether the first row's field in `column` is in quotes.
  func startsQuoted(in column: Int) -> Bool { base[Int(index[column]) + 1] == CSVDialect.quote }

  /// Calls `body` with the offset of a row and the bytes of its field in `column`.
  @inline(__always) func forEachField(
    in column: Int, _ body: (_ row: Int, _ start: UnsafePointer<UInt8>, _ count: Int) -> Void
  ) {
    guard stripsCarriageReturn && column == columnCount - 1 else { return forEachRawField(in: column, body) }
    forEachRawField(in: column) { row, start, count in
      body(row, start, count > 0 && start[count &- 1] == CSVDialect.carriageReturn ? count &- 1 : count)
    }
  }

  /// The same with a carriage return at the end of the last column.
  @inline(__always) private func forEachRawField(
    in column: Int, _ body: (_ row: Int, _ start: UnsafePointer<UInt8>, _ count: Int) -> Void
  ) {
    var field = index + column
    for row in 0..<rowCount {
      let before = Int(truncatingIfNeeded: field[0])
      body(row, base + (before &+ 1), Int(truncatingIfNeeded: field[1]) &- before &- 1)
      field += columnCount
    }
  }
}

/// Finds the fields of rows, a batch at a time: the first half of the second pass.
///
/// The delimiters and line ends of 128 bytes at a time become bit masks, from which quoted ones are struck out, and
/// then positions. It checks that quotes stand where they may and that every row has as many fields as there are
/// columns; what exactly is wrong, if something is, ``FieldWalker`` tells.
final class FieldScanner {
  /// About this many fields make a batch: text and positions of a batch stay in the cache.
  private static let batchFields = 4096

  private let bytes: UnsafePointer<UInt8>
  private let dialect: CSVDialect
  private let columnCount: Int
  private let fieldsPerBatch: Int
  private let index: UnsafeMutablePointer<UInt32>

  init(_ bytes: UnsafePointer<UInt8>, dialect: CSVDialect, columnCount: Int) {
    self.bytes = bytes
    self.dialect = dialect
    self.columnCount = columnCount
    fieldsPerBatch = max(1, FieldScanner.batchFields / columnCount) * columnCount
    index = .allocate(capacity: fieldsPerBatch + ByteBlock.size + 32)
  }

  deinit { index.deallocate() }

  /// Scans the rows in `range`, which ends before the last row's line end, until `body` returns false.
  ///
  /// - Parameters:
  ///   - range: Whole rows; more than 2³² bytes are refused.
  ///   - firstRow: The number of the first row.
  ///   - rowCount: The number of rows, as counted by ``CSVLayout``.
  /// - Returns: Whether the rows that were scanned are well-formed.
  func scan(_ range: Range<Int>, firstRow: Int, rowCount: Int, _ body: (FieldBatch) -> Bool) -> Bool {
    guard range.count < UInt32.max else { return false }
    let base = bytes + (range.lowerBound - 1)
    var quotes = QuoteState()
    var filled = 0  // positions behind index[0], which is that of the end before the first field
    var row = 0
    var position = range.lowerBound
    var hasEnded = false
    let delimiter = SIMD16(repeating: dialect.delimiter)
    let newline = SIMD16(repeating: dialect.newline)
    let quote = SIMD16(repeating: CSVDialect.quote)
    index[0] = 0
    repeat {
      while filled < fieldsPerBatch && position < range.upperBound {
        let block = ByteBlock(bytes + position)
        var (ends, hasQuote) = block.mask(lookingFor: quote) { ($0 .== delimiter) .| ($0 .== newline) }
        let rest = range.upperBound - position
        let valid = rest >= ByteBlock.size ? SIMD2(repeating: UInt64.max) : FieldScanner.first(rest)
        ends &= valid
        if hasQuote || quotes.isInvolved {
          let quoteBits = block.mask { $0 .== quote } & valid
          ends[0] = quotes.unquoted(ends[0], quoteBits[0]) { isLineEnd(position + $0, before: range.upperBound) }
          ends[1] = quotes.unquoted(ends[1], quoteBits[1]) { isLineEnd(position + 64 + $0, before: range.upperBound) }
          if quotes.isMalformed { return false }
        } else {
          quotes.mayOpen = ends[1] &>> 63
        }
        let offset = UInt32(truncatingIfNeeded: position - range.lowerBound + 1)
        FieldScanner.append(ends[0], offset, index + 1, &filled)
        FieldScanner.append(ends[1], offset &+ 64, index + 1, &filled)
        position += ByteBlock.size
      }
      if !hasEnded && position >= range.upperBound && filled < fieldsPerBatch {
        filled += 1
        index[filled] = UInt32(truncatingIfNeeded: range.upperBound - range.lowerBound + 1)
        hasEnded = true
      }
      let rows = min(filled / columnCount, rowCount - row)
      let fields = rows * columnCount
      if rows > 0 {
        guard rowsEnd(base, rows, isLast: row + rows == rowCount) else { return false }
        let batch = FieldBatch(
          base: base, index: index, firstRow: firstRow + row, rowCount: rows, columnCount: columnCount,
          stripsCarriageReturn: dialect.newline == CSVDialect.lineFeed)
        guard body(batch) else { return true }
        row += rows
      } else if hasEnded {
        return false
      }
      for rest in 0...(filled - fields) { index[rest] = index[fields + rest] }
      filled -= fields
    } while row < rowCount
    return hasEnded && filled == 0 && !quotes.isMalformed
  }

  /// Whether the last field of every row ends in a line end. As the number of line ends outside quotes is known to be
  /// that of the rows, no other field does then.
  private func rowsEnd(_ base: UnsafePointer<UInt8>, _ rows: Int, isLast: Bool) -> Bool {
    for row in 0..<(isLast ? rows - 1 : rows) where base[Int(index[(row + 1) * columnCount])] != dialect.newline {
      return false
    }
    return true
  }

  /// Whether a line end with its carriage return, or the end of the rows, is at `position`.
  private func isLineEnd(_ position: Int, before end: Int) -> Bool {
    guard position < end else { return true }
    return dialect.newline == CSVDialect.lineFeed && bytes[position] == CSVDialect.carriageReturn
      && (position + 1 == end || bytes[position + 1] == CSVDialect.lineFeed)
  }

  /// The mask of the first `count` of 128 bytes.
  private static func first(_ count: Int) -> SIMD2<UInt64> {
    SIMD2(count >= 64 ? .max : (1 << UInt64(count)) - 1, count > 64 ? (1 << UInt64(count - 64)) - 1 : 0)
  }

  /// Appends the positions of the bits in `mask`. Twelve are written whether or not there are as many: cheaper than to
  /// branch on every bit. The highest bit spares the question whether there is one.
  @inline(__always) private static func append(
    _ mask: UInt64, _ offset: UInt32, _ index: UnsafeMutablePointer<UInt32>, _ filled: inout Int
  ) {
    var bits = mask
    var next = index + filled
    filled &+= mask.nonzeroBitCount
    repeat {
      for step in 0..<12 {
        next[step] = offset &+ UInt32(truncatingIfNeeded: (bits | 1 &<< 63).trailingZeroBitCount)
        bits &= bits &- 1
      }
      next += 12
    } while bits != 0
  }
}

/// Where quotes stand while a text is scanned in words of 64 bytes.
private struct QuoteState {
  /// All bits set while inside quotes.
  private var inside: UInt64 = 0
  /// 1 if the last byte closed a quoted field or doubled a quote.
  private var closed: UInt64 = 0
  /// 1 if a quote may open a field at the next byte: at the start of a row and behind a delimiter or line end.
  var mayOpen: UInt64 = 1
  private(set) var isMalformed = false

  /// Whether the next bytes cannot be understood without their quotes even if they have none.
  @inline(__always) var isInvolved: Bool { inside | closed != 0 }

  /// The `ends` outside quotes among the next 64 bytes, and a check of their `quotes`: one opens at the start of a
  /// field or right behind a closing one, which makes a doubled quote; one closes at a field's end.
  mutating func unquoted(_ ends: UInt64, _ quotes: UInt64, isLineEnd: (Int) -> Bool) -> UInt64 {
    let quoted = quotes.prefixParity ^ inside
    let fieldEnds = ends & ~quoted
    let closing = quotes & ~quoted
    let before = (fieldEnds | closing) &<< 1 | mayOpen | closed
    if quotes & quoted & ~before != 0 { isMalformed = true }
    var behind = (closing &<< 1 | closed) & ~(fieldEnds | quotes)
    while behind != 0 {
      if !isLineEnd(behind.trailingZeroBitCount) { isMalformed = true }
      behind &= behind &- 1
    }
    inside = 0 &- (quoted &>> 63)
    closed = closing &>> 63
    mayOpen = fieldEnds &>> 63
    return fieldEnds
  }
}

/// The bytes that structure a file.
struct CSVDialect: Sendable, Equatable {
  static let quote = UInt8(ascii: "\"")
  static let carriageReturn = UInt8(ascii: "\r")
  static let lineFeed = UInt8(ascii: "\n")

  /// The byte between fields.
  var delimiter: UInt8
  /// The byte that ends a row: a line feed, with or without a carriage return before it, or a lone carriage return.
  var newline: UInt8
}

extension CSVDialect {
  /// Whether `byte` can stand between fields.
  static func isDelimiter(_ byte: UInt8) -> Bool {
    byte != quote && byte != carriageReturn && byte != lineFeed && byte != 0 && byte < 0x80
  }

  /// The bytes of a file that are looked at.
  private static let sampleSize = 1 << 16
  /// The rows of a file that are looked at.
  private static let sampleRows = 16
  private static let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// Finds the structure of the file between `start` and `end`; a `delimiter` that is given is taken.
  init(sniffing bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, delimiter: UInt8?) {
    newline = CSVDialect.newline(bytes, from: start, to: end)
    self.delimiter = delimiter ?? UInt8(ascii: ",")
    guard delimiter == nil else { return }

    // The most frequent candidate that occurs equally often in every row wins, then the most frequent in the header.
    var best = (consistent: false, count: 0)
    for candidate in CSVDialect.candidates {
      let counts = CSVDialect.counts(of: candidate, newline, bytes, from: start, to: min(end, start + Self.sampleSize))
      guard let header = counts.first, header > 0 else { continue }
      let found = (consistent: counts.allSatisfy { $0 == header }, count: header)
      if (found.consistent ? 1 : 0, found.count) > (best.consistent ? 1 : 0, best.count) {
        best = found
        self.delimiter = candidate
      }
    }
  }

  /// The first line end outside quotes decides.
  private static func newline(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> UInt8 {
    var quoted = false
    for position in start..<end {
      switch bytes[position] {
      case quote: quoted.toggle()
      case lineFeed where !quoted: return lineFeed
      case carriageReturn where !quoted:
        return position + 1 < end && bytes[position + 1] == lineFeed ? lineFeed : carriageReturn
      default: break
      }
    }
    return lineFeed
  }

  /// How often `candidate` occurs outside quotes in each of the first whole rows.
  private static func counts(
    of candidate: UInt8, _ newline: UInt8, _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> [Int] {
    var counts: [Int] = []
    var count = 0
    var quoted = false
    for position in start..<end {
      let byte = bytes[position]
      if byte == quote {
        quoted.toggle()
      } else if quoted {
        continue
      } else if byte == candidate {
        count += 1
      } else if byte == newline {
        counts.append(count)
        count = 0
        if counts.count == sampleRows { return counts }
      }
    }
    return counts.isEmpty ? [count] : counts
  }
}

import Foundation
import Tables
import Testing

/// A generator that gives the same numbers on every machine (Steele, Lea & Flood 2014, SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

/// Random tables are written and read back; the seed of a failure is in its message.
@Suite struct CSVRoundTripTests {
  private static let pieces = [
    "a", "Zürich", "語", "🙂", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "NA", "null", "", "x", "long piece",
    "e\u{301}", "0", "\u{1F468}\u{200D}\u{1F469}",
  ]

  private func randomText(_ generator: inout SplitMix64) -> String {
    (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
    }.joined()
  }

  private func randomDouble(_ generator: inout SplitMix64) -> Double {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: .nan
    case 1: Double(Int.random(in: -1000...1000, using: &generator)) / 100
    case 2: [0, -0.0, .infinity, -.infinity, 5e-324, .greatestFiniteMagnitude, 0.1][Int(generator.next() % 7)]
    default: Double(bitPattern: generator.next())
    }
  }

  private func randomValues(_ rows: Int, _ generator: inout SplitMix64) -> ColumnValues {
    func values<Value>(_ make: (inout SplitMix64) -> Value) -> [Value] { (0..<rows).map { _ in make(&generator) } }
    let missing = Int.random(in: 0...1, using: &generator) == 0 ? 5 : Int.max
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return .double(values(randomDouble))
    case 1:
      return .integer(
        values {
          $0.next() % UInt64(missing) == 0
            ? ColumnValues.missingInteger
            : Int64.random(in: -999_999_999_999_999_999...999_999_999_999_999_999, using: &$0)
        })
    case 2: return .boolean(values { Int8.random(in: -1...1, using: &$0) })
    case 3:
      return .date(
        values { $0.next() % 5 == 0 ? ColumnValues.missingDay : Int32.random(in: -719_162...2_932_896, using: &$0) })
    case 4:
      return .dateTime(
        values {
          $0.next() % 5 == 0
            ? ColumnValues.missingInteger
            : Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &$0)
        })
    default: return .text(TextValues(values { $0.next() % 5 == 0 ? nil : randomText(&$0) }))
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>) func writingAndReadingGivesTheSame(seed: UInt64) throws {
    var generator = SplitMix64(state: seed)
    let rows = Int.random(in: 0...40, using: &generator)
    let columns = (0..<Int.random(in: 1...6, using: &generator)).map { number in
      Column("c\(number)" + randomText(&generator) + "c", randomValues(rows, &generator))
    }
    let original = try Table(columns)
    let folder = try TemporaryFolder()
    let path = folder.path + "/table.csv"
    let delimiter = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }[Int(generator.next() % 4)]
    try CSVWriter(delimiter: delimiter, threads: 2).write(original, to: path)

    // What the text does not say has to be demanded: the type of a column.
    let types = Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.values.type) })
    for (threads, chunkSize) in [(1, 1 << 20), (1, 1), (2, 2), (7, 3), (2, 7), (7, 64), (2, 129)] {
      var options = CSVOptions(delimiter: delimiter, types: types, threads: threads)
      options.chunkSize = chunkSize
      let read = try CSVReader(options: options).read(contentsOf: path).table
      #expect(
        isIdentical(read, original),
        """
        seed \(seed), \(threads) threads, chunks of \(chunkSize)
        \(original)
        \(read)
        """)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func theNumberOfThreadsDoesNotMatter(seed: UInt64) throws {
    var generator = SplitMix64(state: seed)
    let words = (0..<50).map { _ in randomText(&generator) }.filter { !$0.isEmpty && !$0.contains("\r") }
    let rows = (0..<400).map { row -> String in
      let word = words[Int.random(in: 0..<words.count, using: &generator)].replacing("\"", with: "\"\"")
      let number = Int.random(in: 0..<300, using: &generator) == 0 ? "odd" : "\(Double(row) / 8)"
      return "\"\(word)\",\(number),\(row)\n"
    }
    let text = "word,number,row\n" + rows.joined()
    let first = try table(text, threads: 1)
    for (threads, chunkSize) in [(1, 13), (2, 13), (7, 13), (2, 1000), (7, 1000), (2, 1)] {
      let other = try table(text, threads: threads, chunkSize: chunkSize)
      #expect(isIdentical(other.table, first.table), "seed \(seed), \(threads) threads, chunks of \(chunkSize)")
      #expect(other.findings == first.findings, "seed \(seed), \(threads) threads, chunks of \(chunkSize)")
    }
  }
}

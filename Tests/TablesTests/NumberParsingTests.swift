import Tables
import Testing

/// Numbers, days and instants against Python's.
@Suite struct NumberParsingTests {
  @Test func doublesAreCorrectlyRounded() throws {
    let cases = try Reference.values("numbers", as: [[String]].self)
    let result = try table("x\n" + cases.map { $0[0] + "\n" }.joined(), types: ["x": .double])
    guard case .double(let values) = result.table["x"]?.values else {
      Issue.record("not double")
      return
    }
    #expect(values.count == cases.count)
    for (value, expected) in zip(values, cases) {
      let bits = String(value.bitPattern, radix: 16)
      #expect(String(repeating: "0", count: 16 - bits.count) + bits == expected[1], "\(expected[0]) read as \(value)")
    }
  }

  /// Up to 19 digits with some behind the point, against the standard library: any, and those on either side of the
  /// middle between two doubles, where the last bit counts.
  @Test func longDecimalsAreCorrectlyRounded() throws {
    var random = SplitMix64(state: 20)
    func decimal(_ number: UInt64, _ fraction: Int, digits: Int = 0) -> String {
      let text = String(number)
      let padded = String(repeating: "0", count: max(0, max(digits, fraction + 1) - text.count)) + text
      return "\(padded.dropLast(fraction)).\(padded.suffix(fraction))"
    }
    var texts: [String] = []
    for _ in 0..<50_000 {
      let digits = Int.random(in: 2...19, using: &random)
      let number = UInt64.random(in: 0..<(1...digits).reduce(1) { power, _ in 10 * power }, using: &random)
      texts.append("-" + decimal(number, Int.random(in: 1..<digits, using: &random), digits: digits))
      // The middle is (2m + 1)·2ᵃ⁻⁵³, between 2ᵃ and 2ᵃ⁺¹.
      let power = Int.random(in: 0...22, using: &random)
      let middle = UInt64.random(in: 1 << 53..<1 << 54, using: &random) | 1
      let fraction = Int.random(in: 1...19 - String(2 << power).count, using: &random)
      let scale: UInt64 = (1...fraction).reduce(1) { power, _ in 10 * power }
      let (high, low) = middle.multipliedFullWidth(by: scale)
      let below = high << UInt64(11 + power) | low >> UInt64(53 - power)
      texts += [decimal(below, fraction), decimal(below + 1, fraction)]
    }
    let result = try table("x\n" + texts.map { $0 + "\n" }.joined(), types: ["x": .double])
    guard case .double(let values) = result.table["x"]?.values else {
      Issue.record("not double")
      return
    }
    let wrong = zip(values, texts).filter { $0.bitPattern != Double($1)?.bitPattern }
    #expect(wrong.isEmpty, "\(wrong.count) of \(texts.count), first \(wrong.first.debugDescription)")
  }

  @Test func daysFollowTheCalendar() throws {
    for item in try Reference.values("days", as: [Reference.Case].self) {
      let values = try table("x,y\n\(item.text),1\n").table["x"]?.values
      if let day = item.value {
        #expect(values == .date([Int32(day)]), "\(item.text)")
      } else {
        #expect(values?.type != .date, "\(item.text)")
      }
    }
  }

  @Test func instantsAreCountedInUTC() throws {
    let cases = try Reference.values("instants", as: [Reference.Case].self)
    let result = try table("x\n" + cases.map { $0.text + "\n" }.joined())
    guard case .dateTime(let values) = result.table["x"]?.values else {
      Issue.record("not dateTime")
      return
    }
    for (value, expected) in zip(values, cases) { #expect(value == expected.value, "\(expected.text)") }
  }

  @Test func quotingIsReadAsPythonDoes() throws {
    struct Case: Decodable {
      let text: String
      let rows: [[String]]
    }
    for item in try Reference.values("quoting", as: [Case].self) {
      for chunkSize in [1, 3, 17, 1 << 20] {
        let result = try table(item.text, delimiter: UInt8(ascii: ","), missing: [], chunkSize: chunkSize)
        #expect(result.table.columnNames == item.rows[0], "\(item.text.debugDescription)")
        for (number, column) in result.table.columns.enumerated() {
          #expect(column.values == text(item.rows.dropFirst().map { $0[number] }), "\(item.text.debugDescription)")
        }
      }
    }
  }
}

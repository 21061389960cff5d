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

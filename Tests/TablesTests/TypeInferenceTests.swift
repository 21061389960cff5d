import Tables
import Testing

@Suite struct TypeInferenceTests {
  private func type(_ values: [String]) throws -> ColumnType? {
    try table("x,y\n" + values.map { $0 + ",1\n" }.joined()).table["x"]?.values.type
  }

  @Test func integers() throws {
    #expect(try type(["0", "-1", "123456789012345678", "-123456789012345678"]) == .integer)
    #expect(try type(["1", "2.0"]) == .double)
    #expect(try type(["1", "1e3"]) == .double)
  }

  @Test(arguments: [
    "001", "00", "-01", "1234567890123456789", "9223372036854775808", "+49151", "01.5", "0x10", "1_000",
  ])
  func codesStayText(code: String) throws {
    #expect(try type([code, "5", "6", "7"]) == .text)
    #expect(try type([code, "5.5", "6.5", "7.5"]) == .text)
  }

  @Test(arguments: ["1.2.3", "1e", "e5", ".", "-", "--1", "1-", "1e5.5", "infinit", "1 2", "0x1p3", "nan(1)", "1e+"])
  func notNumbers(value: String) throws {
    #expect(try type([value, "1.5", "2.5"]) == .text)
  }

  @Test func booleans() throws {
    #expect(try type(["true", "False", "TRUE", "false", "True", "FALSE", ""]) == .boolean)
    #expect(try type(["true", "yes"]) == .text)
    #expect(try type(["true", "1"]) == .text)
    #expect(try type(["tRue"]) == .text)
  }

  @Test func dates() throws {
    #expect(try type(["2024-02-29", "1999-12-31"]) == .date)
    #expect(try type(["2024-02-29", "1999-12-31 10:00"]) == .dateTime)
    #expect(try type(["2024-02-29", "2023-02-29"]) == .text)
    #expect(try type(["2024-02-29", "5"]) == .text)
  }

  @Test(arguments: [
    "2024-01-01T24:00", "2024-01-01T10:60", "2024-01-01T10:00:60", "2024-01-01T10", "2024-01-01T10:00:00.",
    "2024-01-01T10:00+1:00", "2024-01-01T10:00+24:00", "2024-01-01 10:00z", "2024-01-01  10:00", "2024-01-01T1000",
  ])
  func notDateTimes(value: String) throws {
    #expect(try type([value, "2024-01-01T10:00", "2024-01-01T10:00"]) == .text)
  }

  /// The types must follow from all rows, wherever the odd one is: the sample alone must not decide.
  @Test(arguments: [
    ("7", "8.5", ColumnType.double), ("7", "x", .text), ("true", "5", .text),
    ("2024-01-01", "2024-01-01 10:00", .dateTime),
    ("", "true", .boolean), ("", "2024-01-01", .date), ("", "9", .integer), ("", "9.5", .double), ("", "a", .text),
    ("2.5", "", .double), ("2024-01-01 10:00", "2024-01-01", .dateTime), ("8.5", "7", .double), ("", " ", .double),
  ])
  func oneRowDecides(many: String, one: String, expected: ColumnType) throws {
    for position in [0, 1, 4999, 7321, 9998, 9999] {
      var values = [String](repeating: many, count: 10_000)
      values[position] = one
      let result = try table("x,y\n" + values.map { $0 + ",1\n" }.joined(), chunkSize: 1 << 12)
      #expect(result.table["x"]?.values.type == expected, "position \(position)")
    }
  }

  @Test func aNearMissIsReported() throws {
    var lines = (1...1000).map { "\($0),2024-01-01,\"two\nlines\"" }
    lines[499] = "unknown,2024-01-01,z"
    lines[700] = "?,soon,z"
    let result = try table("amount,day,note\n" + lines.joined(separator: "\n"))
    let amount = try #require(result.findings.first?.nearMiss)
    #expect(amount.type == .double)
    #expect(amount.exceptions == 2)
    #expect(amount.values == 1000)
    #expect(amount.firstRow == 500)
    #expect(amount.firstLine == 1 + 2 * 499 + 1)
    #expect(result.findings[1].nearMiss?.firstRow == 701)
    #expect(result.findings[1].nearMiss?.firstLine == 1 + 2 * 699 + 1 + 1)
    #expect(result.findings[1].nearMiss?.exceptions == 1)
    #expect(result.findings[2].nearMiss == nil)
    #expect(
      result.findings[0].description
        == "amount: text, 0 missing; 2 of 1000 values are not a number, first in row 500 (line 1000)")
  }

  @Test func columnsOfTwoKindsAreNoNearMiss() throws {
    let result = try table("x,y\n" + (0..<100).map { "\($0 % 3 == 0 ? "1" : "a"),1\n" }.joined())
    #expect(result.findings[0].type == .text)
    #expect(result.findings[0].nearMiss == nil)
  }

  @Test func typesCanBeDemanded() throws {
    let result = try table(
      "a,b,c,d,e\n007,1,1,3,2024-01-01\n+8,2,0,NA,2024-01-02\n",
      types: ["a": .integer, "b": .double, "c": .boolean, "d": .text, "e": .dateTime])
    #expect(result.table["a"]?.values == .integer([7, 8]))
    #expect(result.table["b"]?.values == .double([1, 2]))
    #expect(result.table["c"]?.values == .boolean([1, 0]))
    #expect(result.table["d"]?.values == text(["3", nil]))
    #expect(result.table["e"]?.values == .dateTime([1_704_067_200_000_000, 1_704_153_600_000_000]))
  }

  @Test func demandedIntegersReachTheEndsOfTheirRange() throws {
    let result = try table("a\n9223372036854775807\n-9223372036854775807\n", types: ["a": .integer])
    #expect(result.table["a"]?.values == .integer([.max, -.max]))
    #expect(throws: CSVError.self) { try table("a\n9223372036854775808\n", types: ["a": .integer]) }
  }
}

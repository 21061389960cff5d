import Tables
import Testing

@Suite struct CSVReaderTests {
  @Test func readsEveryType() throws {
    let result = try table(
      """
      id,count,amount,active,start,seen
      001,1,1.5,true,2024-02-29,2024-02-29T12:30:00Z
      002,,2,FALSE,,2024-02-29 13:00
      NA,-7,NA,,1969-12-31,
      """)
    let expected = try Table([
      Column("id", text(["001", "002", nil])),
      Column("count", .integer([1, ColumnValues.missingInteger, -7])),
      Column("amount", .double([1.5, 2, .nan])),
      Column("active", .boolean([1, 0, ColumnValues.missingBoolean])),
      Column("start", .date([19782, ColumnValues.missingDay, -1])),
      Column("seen", .dateTime([1_709_209_800_000_000, 1_709_211_600_000_000, ColumnValues.missingInteger])),
    ])
    #expect(isIdentical(result.table, expected), "\(result.table)")
    #expect(result.findings.map(\.missing) == [1, 1, 1, 1, 1, 1])
  }

  @Test(arguments: ["\n", "\r\n", "\r"], ["", "\n", "\r\n", "\r", "\n\n\n", "\r\n\r\n"])
  func lineEnds(end: String, last: String) throws {
    let result = try table("a,b" + end + "1,x" + end + "2,y" + last)
    #expect(result.table == (try Table([Column("a", .integer([1, 2])), Column("b", text(["x", "y"]))])))
  }

  @Test func byteOrderMarkIsNoPartOfTheName() throws {
    #expect(try table("\u{FEFF}a,b\n1,2\n").table.columnNames == ["a", "b"])
    #expect(try table("\u{FEFF}\"a\",b\n1,2\n").table.columnNames == ["a", "b"])
  }

  @Test(arguments: [",", ";", "\t", "|"]) func sniffsTheDelimiter(delimiter: String) throws {
    let rows = [["a", "b", "c"], ["1", "\"x,;\t|\"", "3"], ["2", "y", "4"]]
    let result = try table(rows.map { $0.joined(separator: delimiter) }.joined(separator: "\n"))
    #expect(result.table.columnNames == ["a", "b", "c"])
    #expect(result.table["b"]?.values == text(["x,;\t|", "y"]))
  }

  @Test func theConsistentDelimiterWins() throws {
    let result = try table("name;amount, EUR, net\nA;1\nB;2\n")
    #expect(result.table.columnNames == ["name", "amount, EUR, net"])
  }

  @Test func aGivenDelimiterIsTaken() throws {
    let result = try table("a;b,c\n1;2,3\n", delimiter: UInt8(ascii: ","))
    #expect(result.table.columnNames == ["a;b", "c"])
  }

  @Test func aHeaderAloneIsATableWithoutRows() throws {
    let result = try table("a,b\n")
    #expect(result.table == (try Table([Column("a", .double([])), Column("b", .double([]))])))
  }

  @Test func quotedEmptyIsTextUnquotedEmptyIsMissing() throws {
    let result = try table("a,b\n\"\",x\n,y\n\"NA\",\nNA,\"null\"\n")
    #expect(result.table["a"]?.values == text(["", nil, "NA", nil]))
    #expect(result.table["b"]?.values == text(["x", "y", nil, "null"]))
  }

  @Test func quotedFieldsHoldDelimitersLineEndsAndQuotes() throws {
    let result = try table("a,b\r\n\"1,\r\n\"\"2\"\"\",\"\"\"\"\r\n x ,y\r\n")
    #expect(result.table["a"]?.values == text(["1,\r\n\"2\"", " x "]))
    #expect(result.table["b"]?.values == text(["\"", "y"]))
  }

  @Test func quotedNumbersAreNumbers() throws {
    let result = try table("a,b,c\n\"1\",\"2.5\",\"2024-01-01\"\n2,3,2024-01-02\n")
    #expect(result.table.columns.map(\.values.type) == [.integer, .double, .date])
  }

  @Test func blanksAroundNumbersAreTolerated() throws {
    let result = try table("a,b,c\n 1 , 2.5,2024-01-01 \n  ,\t, NA\n2,7,\n")
    let missing = ColumnValues.missingInteger
    #expect(result.table["a"]?.values == .integer([1, missing, 2]))
    #expect(isIdentical(result.table["b"]?.values ?? .double([]), .double([2.5, .nan, 7])))
    #expect(result.table["c"]?.values == .date([19723, ColumnValues.missingDay, ColumnValues.missingDay]))
  }

  @Test func markersOfMissingCanBeChosen() throws {
    let result = try table("a,b\n-999,none\n1,NA\n2,\n", missing: ["-999", "none"])
    #expect(result.table["a"]?.values == .integer([ColumnValues.missingInteger, 1, 2]))
    #expect(result.table["b"]?.values == text([nil, "NA", ""]))
  }

  @Test func infinitiesAreNumbers() throws {
    let result = try table("a\ninf\n-inf\nInfinity\n-Infinity\n1\n")
    #expect(result.table["a"]?.values == .double([.infinity, -.infinity, .infinity, -.infinity, 1]))
  }

  @Test func allMissingIsDouble() throws {
    let result = try table("a,b\n,NA\nNA,\n")
    #expect(result.table.columns.map(\.values.type) == [.double, .double])
    #expect(result.findings.map(\.missing) == [2, 2])
  }

  @Test func aBlankLineInAOneColumnTableIsMissing() throws {
    #expect(
      try table("a\n1\n\n3\n\n\n").table["a"]?.values == .integer([1, ColumnValues.missingInteger, 3]))
  }

  @Test func levelsComeInOrderOfFirstAppearance() throws {
    let values = (0..<5000).map { "level \(($0 * 7919) % 613)" }
    var seen: Set<String> = []
    let order = values.filter { seen.insert($0).inserted }
    let result = try table("x,y\n" + values.map { $0 + ",1\n" }.joined(), chunkSize: 1000)
    guard case .text(let column) = result.table["x"]?.values else {
      Issue.record("not text")
      return
    }
    #expect(Array(column.levels) == order)
  }

  @Test func aTextIsOneLevelHoweverItIsWritten() throws {
    let result = try table("x,y\nNA,1\n\"NA\",2\na,3\n\"a\",4\nNA,5\n\"b\"\"c\",6\n\"NA\",7\n,8\n\"\",9\n")
    #expect(result.table["x"]?.values == text([nil, "NA", "a", "a", nil, "b\"c", "NA", nil, ""]))
    #expect(result.findings.first?.missing == 3)
    let marked = try table("x\n\"a\"\nb\n", missing: ["\"a\""])
    #expect(marked.table["x"]?.values == text(["a", "b"]))
  }

  /// Few levels, then more than a worker keeps, then few again: with new ones, quoted ones and missing ones anywhere.
  @Test(arguments: [97, 1 << 12, 1 << 16], [1, 2, 7])
  func levelsAreTheSameForAnyChunksAndThreads(chunkSize: Int, threads: Int) throws {
    let rows = (0..<40_000).map { row -> String? in
      if row % 11 == 0 { return nil }
      return (15_000..<25_000).contains(row) ? "number \(row)" : "level, \(row % 7 * (row / 3_000 + 1))"
    }
    let written = rows.enumerated().map { row, value -> String in
      guard let value else { return row % 2 == 0 ? "" : "NA" }
      return value.contains(",") || row % 3 == 0 ? "\"\(value)\"" : value
    }
    let result = try table(
      "x,y\n" + written.map { $0 + ",1\n" }.joined(), delimiter: UInt8(ascii: ","), threads: threads,
      chunkSize: chunkSize)
    #expect(result.table["x"]?.values == text(rows))
    #expect(result.findings.first?.missing == rows.count { $0 == nil })
  }

  @Test func namesCanBeQuotedAndHaveLineEnds() throws {
    let result = try table("\"a\"\"b\",\"c\nd\"\n1,2\nx,3\n")
    #expect(result.table.columnNames == ["a\"b", "c\nd"])
    #expect(result.findings[0].nearMiss == nil)
  }
}

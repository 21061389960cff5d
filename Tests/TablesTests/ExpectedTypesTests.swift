import Foundation
import Tables
import Testing

/// Types that the reader of a table needs: no row decides how another is read.
@Suite struct ExpectedTypesTests {
  private func read(
    _ text: String, expected: [String: ColumnType], copied: String? = nil, chunkSize: Int = 1 << 20, threads: Int = 2
  ) throws -> CSVTable {
    var options = CSVOptions(threads: threads)
    options.expected = expected
    options.copied = copied
    options.chunkSize = chunkSize
    return try CSVReader(options: options).read(bytes: Array(text.utf8), name: "test.csv")
  }

  @Test func textIsWhatStandsThere() throws {
    let values = ["1.0", "1e3", "-0", " 5", "2024-01-01", "TRUE", "007", "x"]
    for value in values {
      let file = try read("a,b\n\(value),1\n", expected: ["a": .text, "gone": .double])
      #expect(file.table["a"]?.values == text([value]), "\(value)")
      #expect(file.misfits(in: "a") == nil)
    }
  }

  @Test(arguments: [(1, 1 << 20), (2, 16), (7, 64)])
  func misfitsAreMissingAndListed(threads: Int, chunkSize: Int) throws {
    let rows = (1...200).map { $0 % 50 == 7 ? "s3cret,2024-01-01\n" : $0 % 50 == 8 ? ",soon\n" : "\($0),2024-01-01\n" }
    let file = try read(
      "a,b\n" + rows.joined(), expected: ["a": .double, "b": .dateTime], chunkSize: chunkSize, threads: threads)
    let misfits = try #require(file.misfits(in: "a"))
    #expect(misfits.rows == [7, 57, 107, 157])
    #expect(misfits.first == CSVError.Position(row: 7, line: 8, column: 1, name: "a"))
    #expect(file.misfits(in: "b")?.rows == [8, 58, 108, 158])
    #expect(file.findings.map(\.missing) == [4, 0])
    guard case .double(let numbers)? = file.table["a"]?.values else {
      Issue.record("not numbers")
      return
    }
    #expect(numbers.indices.filter { numbers[$0].isNaN }.map { $0 + 1 } == [7, 8, 57, 58, 107, 108, 157, 158])
  }

  @Test func demandedTypesWin() throws {
    var options = CSVOptions(types: ["a": .text])
    options.expected = ["a": .double]
    let file = try CSVReader(options: options).read(bytes: Array("a,b\n1e3,1\n".utf8))
    #expect(file.table["a"]?.values == text(["1e3"]))
  }

  @Test func aCopyIsWhatStandsThere() throws {
    let cells = ["1e3", "TRUE", "NA", "2024-01-01 10:00+02:00", " 5 ", "007", "", "\"\"", "\"a,\"\"b\"\"\""]
    let copy = text(["1e3", "TRUE", "NA", "2024-01-01 10:00+02:00", " 5 ", "007", nil, "", "a,\"b\""])
    let content = "id,b\n" + cells.map { $0 + ",1\n" }.joined()
    let file = try read(content, expected: [:], copied: "id")
    #expect(file.copy == Column("id", copy) && file.table["id"] == file.copy)
    // Where a type is expected of it, it is read twice.
    let both = try read("id,b\n1e3,1\nNA,2\n", expected: ["id": .double], copied: "id")
    #expect(both.copy == Column("id", text(["1e3", "NA"])))
    #expect(isIdentical(both.table["id"]?.values ?? .double([]), .double([1000, .nan])))
    #expect(try read(content, expected: [:], copied: "gone").copy == nil)
  }

  @Test func namesAreWrittenAsTheyStand() throws {
    let folder = try TemporaryFolder()
    let ids = ["1e3", "NA", " 5", "a,b", "say \"x\"", "two\nlines", "", nil]
    let values = try Table([Column("id", text(ids)), Column("n", text(ids))])
    var writer = CSVWriter()
    writer.verbatim = ["id"]
    try writer.write(values, to: folder.path + "/out.csv")
    let written = try String(contentsOfFile: folder.path + "/out.csv", encoding: .utf8)
    let first = "id,n\n1e3,1e3\nNA,\"NA\"\n 5,\" 5\"\n\"a,b\",\"a,b\"\n\"say \"\"x\"\"\",\"say \"\"x\"\"\"\n"
    #expect(written == first + "\"two\nlines\",\"two\nlines\"\n\"\",\"\"\n,\n")
  }
}

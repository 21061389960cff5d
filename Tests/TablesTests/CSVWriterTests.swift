import Foundation
import Tables
import Testing

@Suite struct CSVWriterTests {
  private func written(_ table: Table, threads: Int = 2) throws -> String {
    let folder = try TemporaryFolder()
    try CSVWriter(threads: threads).write(table, to: folder.path + "/out.csv")
    #expect(try folder.names == ["out.csv"])
    return try String(contentsOfFile: folder.path + "/out.csv", encoding: .utf8)
  }

  @Test func everyType() throws {
    let values = try Table([
      Column("text", text(["x", nil, "", "NA", "a,b", "say \"hi\"", " x", "two\nlines", "é"])),
      Column("double", .double([1, .nan, 0.1, -0.0, 1e300, 5e-324, .infinity, 1.0 / 3, 100])),
      Column("integer", .integer([0, ColumnValues.missingInteger, -5, .max, 10, 99, 100, 12_345, -.max])),
      Column("boolean", .boolean([0, 1, -1, 0, 1, 1, 1, 1, 1])),
      Column("date", .date([0, -1, ColumnValues.missingDay, 11016, 19782, 2_932_896, -719_162, 1, 2])),
      Column(
        "instant",
        .dateTime([
          0, -1, ColumnValues.missingInteger, 1_709_209_800_000_000, 1_500_000, 86_399_999_999, -86_400_000_000, 1, 2,
        ])),
    ])
    #expect(
      try written(values) == """
        text,double,integer,boolean,date,instant
        x,1.0,0,false,1970-01-01,1970-01-01T00:00:00Z
        ,,,true,1969-12-31,1969-12-31T23:59:59.999999Z
        "",0.1,-5,,,
        "NA",-0.0,9223372036854775807,false,2000-02-29,2024-02-29T12:30:00Z
        "a,b",1e+300,10,true,2024-02-29,1970-01-01T00:00:01.500000Z
        "say ""hi""\",5e-324,99,true,9999-12-31,1970-01-01T23:59:59.999999Z
        " x",inf,100,true,0001-01-01,1969-12-31T00:00:00Z
        "two
        lines",0.3333333333333333,12345,true,1970-01-02,1970-01-01T00:00:00.000001Z
        é,100.0,-9223372036854775807,true,1970-01-03,1970-01-01T00:00:00.000002Z

        """)
  }

  @Test func aMissingValueInOneColumnIsNoBlankLine() throws {
    #expect(try written(Table([Column("a", text(["x", nil, ""]))])) == "a\nx\nNA\n\"\"\n")
  }

  @Test func namesAreQuotedWhereNeeded() throws {
    #expect(try written(Table([Column("a,b", .integer([])), Column("NA", .integer([]))])) == "\"a,b\",\"NA\"\n")
  }

  @Test func theNumberOfThreadsDoesNotMatter() throws {
    let values = try Table([
      Column("id", text((0..<100_000).map { "id \($0)" })), Column("n", .integer((0..<100_000).map { $0 * $0 })),
    ])
    let one = try written(values, threads: 1)
    #expect(one.utf8.count(where: { $0 == UInt8(ascii: "\n") }) == 100_001)
    #expect(try written(values, threads: 2) == one)
    #expect(try written(values, threads: 7) == one)
  }

  @Test func aFileThatIsThereIsReplacedAndKeepsItsPermissions() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("out.csv", Array("old".utf8))
    chmod(path, 0o600)
    try CSVWriter().write(Table([Column("a", .integer([1]))]), to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "a\n1\n")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(try folder.names == ["out.csv"])
  }

  @Test func whatCannotBeWrittenLeavesNothingBehind() throws {
    let folder = try TemporaryFolder()
    let small = try Table([Column("a", .integer([1]))])
    #expect(throws: FileWriteError.cannotCreate(file: folder.path, reason: "Is a directory")) {
      try CSVWriter().write(small, to: folder.path)
    }
    let missing = folder.path + "/none/out.csv"
    #expect(throws: FileWriteError.cannotCreate(file: missing, reason: "No such file or directory")) {
      try CSVWriter().write(small, to: missing)
    }
    #expect(try folder.names == [])
    if getuid() != 0 {
      chmod(folder.path, 0o500)
      #expect(throws: FileWriteError.self) { try CSVWriter().write(small, to: folder.path + "/out.csv") }
      chmod(folder.path, 0o700)
      #expect(try folder.names == [])
    }
  }

  #if os(Linux)
    @Test func aFullDiskIsNamed() throws {
      let rows = try Table([Column("a", .integer(Array(0..<100_000)))])
      #expect(throws: FileWriteError.diskFull(file: "/dev/full")) { try CSVWriter().write(rows, to: "/dev/full") }
    }
  #endif

  @Test func aFileThatIsNotCommittedIsRemoved() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.bin"
    func write() throws(FileWriteError) {
      let file = try AtomicFile(path: path)
      try file.write([UInt8](repeating: 1, count: 1000))
      throw .diskFull(file: path)
    }
    #expect(throws: FileWriteError.diskFull(file: path)) { try write() }
    #expect(try folder.names == [])
  }

  @Test func anAtomicFileAppearsWhenItIsCommitted() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/model.bin"
    var file = try AtomicFile(path: path)
    try file.write([1, 2, 3])
    #expect(try !folder.names.contains("model.bin"))
    try file.commit()
    #expect(try folder.names == ["model.bin"])
  }
}

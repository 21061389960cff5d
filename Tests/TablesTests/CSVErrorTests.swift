import Foundation
import Tables
import Testing

@Suite struct CSVErrorTests {
  /// The problem with a text; the same for any chunks and threads.
  private func problem(_ text: [UInt8], types: [String: ColumnType] = [:]) -> CSVError.Problem? {
    var found: [CSVError.Problem?] = []
    for (threads, chunkSize) in [(1, 1 << 20), (2, 1), (7, 5), (2, 64)] {
      var options = CSVOptions(types: types, threads: threads)
      options.chunkSize = chunkSize
      do throws(CSVError) {
        _ = try CSVReader(options: options).read(bytes: text)
        found.append(nil)
      } catch { found.append(error.problem) }
    }
    #expect(found.allSatisfy { $0 == found[0] }, "\(found)")
    return found[0]
  }

  private func problem(_ text: String, types: [String: ColumnType] = [:]) -> CSVError.Problem? {
    problem(Array(text.utf8), types: types)
  }

  @Test func files() throws {
    let folder = try TemporaryFolder()
    func problem(_ path: String) -> CSVError? {
      do throws(CSVError) {
        _ = try CSVReader().read(contentsOf: path)
        return nil
      } catch { return error }
    }
    #expect(problem(folder.path + "/none.csv") == CSVError(file: folder.path + "/none.csv", problem: .notFound))
    #expect(problem(folder.path)?.problem == .isDirectory)
    #expect(problem(try folder.file("empty.csv", []))?.problem == .empty)
    #expect(problem("/dev/null")?.problem == .empty)
    if getuid() != 0 {
      let path = try folder.file("secret.csv", Array("a\n1\n".utf8))
      chmod(path, 0)
      guard case .unreadable = problem(path)?.problem else {
        Issue.record("read a file without permission")
        return
      }
    }
  }

  @Test(arguments: ["", "\n", "\r\n\r\n", "\u{FEFF}", "\u{FEFF}\n"]) func empty(text: String) {
    #expect(problem(text) == .empty)
  }

  @Test(arguments: ["\"", "\n", "\r", "\0"]) func delimiters(character: String) throws {
    let expected = CSVError(file: "test.csv", problem: .unusableDelimiter)
    #expect(throws: expected) { try table("a,b\n1,2\n", delimiter: character.utf8.first) }
  }

  @Test func header() {
    #expect(problem("a,b,a\n1,2,3\n") == .duplicateColumnName("a", columns: [1, 3]))
    #expect(problem("a,,c\n1,2,3\n") == .emptyColumnName(column: 2))
    #expect(problem("a,b,\n1,2,3\n") == .emptyColumnName(column: 3))
    #expect(problem("a,\"\"\n1,2\n") == .emptyColumnName(column: 2))
    #expect(problem("a,b\n1,2\n", types: ["c": .text]) == .unknownColumn("c"))
  }

  @Test func raggedRows() {
    #expect(problem("a,b\n1,2\n3\n4,5\n") == .raggedRow(row: 2, line: 3, fields: 1, expected: 2))
    #expect(problem("a,b\n1,2\n3,4,5\n4,5\n") == .raggedRow(row: 2, line: 3, fields: 3, expected: 2))
    #expect(problem("a,b\n\"1\n\n\",2\n3") == .raggedRow(row: 2, line: 5, fields: 1, expected: 2))
    #expect(problem("a,b\n1,2\n\n3,4\n") == .raggedRow(row: 2, line: 3, fields: 1, expected: 2))
    // As many fields as there should be, but not where they should be.
    #expect(problem("a,b\n1\n2,3,4\n") == .raggedRow(row: 1, line: 2, fields: 1, expected: 2))
    #expect(problem("a,b\n1,2,3\n4\n") == .raggedRow(row: 1, line: 2, fields: 3, expected: 2))
    #expect(problem("a,b,c\n1,2,3,4,5,6\n") == .raggedRow(row: 1, line: 2, fields: 6, expected: 3))
  }

  @Test func unterminatedQuotes() {
    #expect(problem("a,b\n1,\"x\n2,y\n") == .unterminatedQuote(line: 2))
    #expect(problem("a,b\n\"1\n2\",\"x\"\n3,\"\n\n") == .unterminatedQuote(line: 4))
    #expect(problem("a,\"b\n1,2\n") == .unterminatedQuote(line: 1))
    #expect(problem("a,b\n1,\"x\"\"") == .unterminatedQuote(line: 2))
  }

  @Test func strayQuotes() {
    func stray(_ row: Int, _ line: Int, _ column: Int, _ name: String) -> CSVError.Problem {
      .strayQuote(CSVError.Position(row: row, line: line, column: column, name: name))
    }
    #expect(problem("a,b\n1,5\" disk\n2,6\" disk\n") == stray(1, 2, 2, "b"))
    #expect(problem("a,b\n1,x\n\"y\"z,2\n") == stray(2, 3, 1, "a"))
    #expect(problem("a,b\n1,x\n \"y\",2\n") == stray(2, 3, 1, "a"))
    #expect(problem("a,b\n1,\"x\" \n") == stray(1, 2, 2, "b"))
    #expect(problem("a,b\r\n1,\"x\"\rz\r\n") == stray(1, 2, 2, "b"))
    #expect(problem("a,b\n1,x\"\"\n") == stray(1, 2, 2, "b"))
  }

  @Test func nulBytes() {
    #expect(
      problem("a,b\n1,x\n2,y\0z\n") == .nulByte(CSVError.Position(row: 2, line: 3, column: 2, name: "b")))
    #expect(problem("a\0,b\n1,2\n") == .nulByte(CSVError.Position(row: 0, line: 1, column: 1, name: nil)))
    #expect(
      problem("a,b\n\"\n\0\",2\n") == .nulByte(CSVError.Position(row: 1, line: 2, column: 1, name: "a")))
  }

  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0x81], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82],
      [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE],
      [0xF0, 0x9F, 0x99],
    ] as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) {
    let place = CSVError.Problem.invalidUTF8(CSVError.Position(row: 2, line: 3, column: 2, name: "b"))
    #expect(problem(Array("a,b\n1,é語🙂\n2,y".utf8) + bytes + Array("z\n".utf8)) == place)
    #expect(problem(Array("a,b\n1,é語🙂\n2,y".utf8) + bytes) == place)
    #expect(problem(Array("a,b\n1,é語🙂\n2,\"".utf8) + bytes + Array("\"\n".utf8)) == place)
  }

  @Test func demandedTypes() {
    let text = "a,b\n1,2024-01-01\n2,x\n\"\n\",2024-01-01\nz,y\n"
    func wrong(
      _ row: Int, _ line: Int, _ column: Int, _ name: String, _ type: ColumnType, count: Int = 1
    ) -> CSVError.Problem {
      .wrongType(CSVError.Position(row: row, line: line, column: column, name: name), expected: type, count: count)
    }
    #expect(problem(text, types: ["b": .date]) == wrong(2, 3, 2, "b", .date, count: 2))
    #expect(problem(text, types: ["a": .integer]) == wrong(3, 4, 1, "a", .integer, count: 2))
    #expect(problem("a,b\n1,2\n1.5,3\n", types: ["a": .integer]) == wrong(2, 3, 1, "a", .integer))
    #expect(problem("a,b\n1,2\n2,3\n", types: ["a": .boolean]) == wrong(2, 3, 1, "a", .boolean))
  }

  @Test func messagesSayWhereAndWhatToDo() {
    func message(_ text: String, types: [String: ColumnType] = [:]) -> String {
      do throws(CSVError) {
        _ = try table(text, types: types)
        return ""
      } catch { return error.description }
    }
    let secret = "a,b\n1,top secret\n"
    #expect(message(secret, types: ["b": .double]) == "test.csv: row 1 (line 2), column b: not a number")
    #expect(
      message("a,b\n1\n")
        == "test.csv: row 1 (line 2) has 1 field where the header has 2: quote fields that contain the delimiter or a"
        + " line end")
  }
}

import Tables
import Testing

@Suite struct CSVLimitsTests {
  @Test func tenThousandColumns() throws {
    let names = (0..<10_000).map { "c\($0)" }.joined(separator: ",")
    let rows = (0..<20).map { row in (0..<10_000).map { "\($0 % 2 == 0 ? "\(row + $0)" : "t\(row)")" } }
    let result = try table(names + "\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined(), chunkSize: 1 << 16)
    #expect(result.table.columns.count == 10_000)
    #expect(result.table["c9998"]?.values == .integer((0..<20).map { 9998 + $0 }))
    #expect(result.table["c9999"]?.values == text((0..<20).map { "t\($0)" }))
  }

  @Test func aFieldOfAHundredMegabytes() throws {
    let length = 100_000_000
    var bytes = Array("a,b\n1,\"".utf8)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: length / 2))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: ","), count: length / 2))
    bytes.append(contentsOf: Array("\"\n2,x\n".utf8))
    let result = try CSVReader(options: CSVOptions(delimiter: UInt8(ascii: ","), threads: 2)).read(bytes: bytes)
    #expect(result.table.rowCount == 2)
    guard case .text(let column) = result.table["b"]?.values else {
      Issue.record("not text")
      return
    }
    #expect(column.levels.map(\.utf8.count) == [length, 1])
  }

  @Test func manyDistinctTexts() throws {
    let result = try table("id\n" + (0..<200_000).map { "K\($0 * 7)\n" }.joined(), chunkSize: 1 << 14)
    guard case .text(let column) = result.table["id"]?.values else {
      Issue.record("not text")
      return
    }
    #expect(column.codes == Array(0..<200_000))
    #expect(zip(column.levels, 0...).allSatisfy { $0 == "K\($1 * 7)" })
  }

  /// More levels than a worker keeps from chunk to chunk, all of which come back later.
  @Test func manyTextsThatComeBack() throws {
    let values = (0..<60_000).map { "key \(($0 * 7919) % 10_007)" }
    let result = try table("id,n\n" + values.map { $0 + ",1\n" }.joined(), chunkSize: 1 << 15)
    #expect(result.table["id"]?.values == text(values))
  }
}

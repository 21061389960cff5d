import DataSources
import Foundation
import Tables
import Testing

@Suite struct TableSourceTests {
  /// `a,b\n1,x\n2,` and `y\n` compressed by Python's `gzip` as two members.
  private static let members: [[UInt8]] = [
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0xD4, 0x49, 0xE2, 0x32, 0xD4, 0xA9,
      0xE0, 0x32, 0xD2, 0x01, 0x00, 0x3D, 0xAD, 0x77, 0x38, 0x0A, 0x00, 0x00, 0x00,
    ],
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0xE4, 0x02, 0x00, 0x5E, 0x39, 0xF1,
      0x5F, 0x02, 0x00, 0x00, 0x00,
    ],
  ]
  private static var expected: Table {
    get throws { try Table([Column("a", .integer([1, 2])), Column("b", text(["x", "y"]))]) }
  }

  @Test func plainAndCompressedFiles() throws {
    let folder = try TemporaryFolder()
    let plain = try folder.file("plain.csv", Array("a,b\n1,x\n2,y\n".utf8))
    let compressed = try folder.file("without-ending", Self.members[0] + Self.members[1])
    let padded = try folder.file("padded.csv.gz", Self.members[0] + Self.members[1] + [0, 0, 0])
    for path in [plain, compressed, padded] {
      #expect(try TableSource.read(path).table == Self.expected, "\(path)")
    }
  }

  @Test func everyTruncationIsNoticed() throws {
    let folder = try TemporaryFolder()
    let whole = Self.members[0] + Self.members[1]
    for length in 2..<whole.count where length != Self.members[0].count {
      let path = try folder.file("cut.gz", Array(whole[..<length]))
      #expect(throws: TableSourceError.truncatedArchive(file: path), "\(length) bytes") { try TableSource.read(path) }
    }
  }

  @Test func damageIsNoticed() throws {
    let folder = try TemporaryFolder()
    for position in [10, Self.members[0].count - 1, Self.members[0].count - 5] {
      var bytes = Self.members[0]
      bytes[position] ^= 0xFF
      let path = try folder.file("damaged.gz", bytes)
      #expect(throws: TableSourceError.corruptArchive(file: path), "byte \(position)") { try TableSource.read(path) }
    }
    let path = try folder.file("trailing.gz", Self.members[0] + [1, 2, 3])
    #expect(throws: TableSourceError.corruptArchive(file: path)) { try TableSource.read(path) }
  }

  @Test func errorsOfTheContentNameTheFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("ragged.csv", Array("a,b\n1\n".utf8))
    let problem = CSVError.Problem.raggedRow(row: 1, line: 2, fields: 1, expected: 2)
    #expect(throws: TableSourceError.csv(CSVError(file: path, problem: problem))) { try TableSource.read(path) }
    #expect(throws: TableSourceError.csv(CSVError(file: path + "x", problem: .notFound))) {
      try TableSource.read(path + "x")
    }
  }

  @Test(arguments: [
    ("customers.parquet", "Parquet files"), ("sqlite:shop.db?customers", "SQLite databases"),
    ("duckdb:SELECT 1", "DuckDB databases"), ("postgresql://localhost/shop", "PostgreSQL databases"),
  ])
  func otherKindsAreRefused(location: String, kind: String) {
    #expect(throws: TableSourceError.unsupported(location: location, kind: kind)) { try TableSource.read(location) }
  }
}

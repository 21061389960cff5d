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
  }
}

import ClienteleScoring
import Tables
import Testing

/// No customer is in a model file: levels of predictors are, and numbers about columns, but no row's value.
@Suite struct PrivacyChecks {
  /// A number that nothing but a copy can bring into the file.
  private static let canary = 123_456.789012

  /// The table of the case with the canary as an interior value in every column of fractions.
  private func planted(_ item: ModelCase) throws -> Table {
    let table = try item.fitted().table
    var columns: [Column] = []
    for column in table.columns {
      guard case .double(var values) = column.values,
        ![RandomTable.offset, RandomTable.weight].contains(column.name)
      else {
        columns.append(column)
        continue
      }
      values[5] = Self.canary
      values[6] = 2 * Self.canary + 40_000
      columns.append(Column(column.name, .double(values)))
    }
    return try Table(columns)
  }

  @Test(arguments: ModelCase.all)
  func noCanary(item: ModelCase) throws {
    let table = try planted(item)
    let bytes = try ModelFile.bytes(of: item.train(table, folds: 2).model)
    let hexadecimal = String(Self.canary.bitPattern, radix: 16)
    for text in ["canary", "confided", "123456.789", "1.23456789", hexadecimal] {
      #expect(bytes.firstRange(of: Array(text.utf8)) == nil, "\(text)")
    }
    for pattern in [Self.canary.bitPattern.littleEndian, Self.canary.bitPattern.bigEndian] {
      #expect(bytes.firstRange(of: withUnsafeBytes(of: pattern, Array.init)) == nil)
    }
  }

  /// Not one number of any row is among the tensors, but for those of two digits, which are a range rounded outwards.
  @Test(arguments: ModelCase.all)
  func noNumberOfARow(item: ModelCase) throws {
    let fitted = try item.fitted()
    let bytes = try ModelFile.bytes(of: fitted.model)
    var known: Set<UInt64> = []
    for column in fitted.table.columns {
      guard case .double(let values) = column.values else { continue }
      known.formUnion(values.map(\.bitPattern))
    }
    let tensors = try ModelFileBytes(bytes).tensors
    #expect(tensors.count >= 8)
    for (name, range) in tensors {
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
        let pattern = bytes[start..<(start + 8)].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        let isKnown = known.contains(pattern) && !isOfTwoDigits(Double(bitPattern: pattern))
        #expect(!isKnown, "\(name), number \((start - range.lowerBound) / 8)")
      }
    }
  }

  private func isOfTwoDigits(_ x: Double) -> Bool {
    let digits = "\(abs(x))".prefix { $0 != "e" }.filter(\.isNumber)
    return digits.drop { $0 == "0" }.reversed().drop { $0 == "0" }.count <= 2
  }

  /// The instant from which dates are counted is a day, not the moment of the latest customer.
  @Test(arguments: ModelCase.all.filter { $0.ingredients.contains(.dates) })
  func noMomentOfARow(item: ModelCase) throws {
    let fitted = try item.fitted()
    let bytes = try ModelFile.bytes(of: fitted.model)
    guard case .dateTime(let instants)? = fitted.table["last seen"]?.values else {
      Issue.record("no instants")
      return
    }
    let latest = try #require(instants.max())
    #expect(latest % 86_400_000_000 != 0)
    #expect(bytes.firstRange(of: Array("\(latest)".utf8)) == nil)
  }
}

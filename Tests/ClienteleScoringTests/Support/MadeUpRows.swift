import ClienteleScoring

/// Seeded rows for ``MadeUpModels/model(kind:policies:offset:)``, as a table and one by one: with missing values,
/// unseen levels, and numbers out of range.
struct MadeUpRows {
  let rows: [[String: Value]]
  let table: Table

  init(seed: UInt64, count: Int) {
    var random = SplitMix64(seed: seed)
    var tenure: [Int64] = []
    var charges: [Double] = []
    var joined: [Int32] = []
    var contract: [String?] = []
    var city: [String?] = []
    var partner: [Int8] = []
    var rows: [[String: Value]] = []
    let contracts = ["Month-to-month", "One year", "Two year", "Never", nil]
    let cities = ["Łódź", "Zürich", "Cafe\u{301}town", "Elsewhere", "Nowhere", nil]
    for _ in 0..<count {
      tenure.append(random.next(below: 10) == 0 ? ColumnValues.missingInteger : Int64(random.next(below: 90)))
      charges.append(random.next(below: 10) == 0 ? .nan : Double(random.next(below: 15000)) / 100)
      joined.append(random.next(below: 10) == 0 ? ColumnValues.missingDay : 17000 + Int32(random.next(below: 3000)))
      contract.append(contracts[random.next(below: 5)])
      city.append(cities[random.next(below: 6)])
      partner.append(Int8(random.next(below: 3)) - 1)
      rows.append([
        "tenure": tenure.last == ColumnValues.missingInteger ? nil : .number(Double(tenure.last ?? 0)),
        "charges": .number(charges.last ?? .nan),
        "joined": joined.last == ColumnValues.missingDay ? nil : .date(daysSince1970: joined.last ?? 0),
        "contract": contract.last?.map { .text($0) } ?? nil,
        "city": city.last?.map { .text($0) } ?? nil,
        "partner": partner.last == -1 ? nil : .boolean(partner.last == 1),
      ])
    }
    self.rows = rows
    table = Self.table([
      Column("city", .text(TextValues(city))), Column("partner", .boolean(partner)),
      Column("tenure", .integer(tenure)), Column("charges", .double(charges)), Column("joined", .date(joined)),
      Column("contract", .text(TextValues(contract))),
    ])
  }

  private static func table(_ columns: [Column]) -> Table {
    do { return try Table(columns) } catch { preconditionFailure("\(error)") }
  }
}

/// SplitMix64: 64 bits of state, the same numbers everywhere.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to `bound`, exclusively.
  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

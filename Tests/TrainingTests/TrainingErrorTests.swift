import ClienteleScoring
import Tables
import Testing
import Training

/// What cannot be trained on is refused with its place.
@Suite struct TrainingErrorTests {
  /// Ten rows that train.
  private static let good: [Column] = [
    Column("y", .text(TextValues((0..<10).map { $0 % 3 == 0 ? "yes" : "no" }))),
    Column("amount", .double((0..<10).map { Double($0 * $0 % 11) })),
    Column("x", .double((0..<10).map { Double($0 * 7 % 10) })),
    Column("g", .text(TextValues((0..<10).map { $0 % 4 < 2 ? "a" : "b" }))),
    Column("w", .double([Double](repeating: 2, count: 10))),
  ]

  private func train(
    _ kind: ModelKind = .logistic, _ roles: ColumnRoles = ColumnRoles(target: "y", dropped: ["amount", "w"]),
    replacing columns: [Column] = [], _ change: (inout RegressionOptions) -> Void = { $0.folds = 0 }
  ) throws -> TrainingResult {
    var table = try Table(Self.good)
    for column in columns { table = try table.with(column.name, column.values) }
    var options = RegressionOptions()
    change(&options)
    return try Regression(kind, roles: roles, options: options).train(table)
  }

  private func with(_ row: Int, _ value: Double, in name: String) -> Column {
    var values = (0..<10).map { Double($0 * 7 % 10) }
    values[row - 1] = value
    return Column(name, .double(values))
  }

  @Test func goodTable() throws {
    #expect(throws: Never.self) { try train() }
    #expect(throws: Never.self) { try train(.linear, ColumnRoles(target: "amount", weights: "w", dropped: ["y"])) }
  }

  @Test func columns() throws {
    let names = ["y", "amount", "x", "g", "w"]
    let roles: [(ColumnRoles, String, String)] = [
      (ColumnRoles(target: "none"), "none", "--target"),
      (ColumnRoles(target: "y", id: "none"), "none", "--id"),
      (ColumnRoles(target: "y", weights: "none"), "none", "--weights"),
      (ColumnRoles(target: "y", offset: "none"), "none", "--offset"),
      (ColumnRoles(target: "y", group: "none"), "none", "--group"),
      (ColumnRoles(target: "y", cluster: "none"), "none", "--standard-errors cluster:COLUMN"),
      (ColumnRoles(target: "y", dropped: ["x", "none"]), "none", "--drop"),
    ]
    for (roles, name, role) in roles {
      #expect(throws: TrainingError.missingColumn(name, role: role, available: names)) { try train(.logistic, roles) }
    }
    #expect(throws: TrainingError.noPredictors) {
      try train(.logistic, ColumnRoles(target: "y", dropped: ["amount", "x", "g", "w"]))
    }
    #expect(throws: TrainingError.roleClash(column: "w", roles: ["--weights", "--offset"])) {
      try train(.logistic, ColumnRoles(target: "y", weights: "w", offset: "w", dropped: ["amount"]))
    }
    #expect(throws: TrainingError.roleClash(column: "y", roles: ["--target", "--drop"])) {
      try train(.logistic, ColumnRoles(target: "y", dropped: ["amount", "y"]))
    }
    #expect(throws: TrainingError.roleClash(column: "y", roles: ["--target", "--id"])) {
      try train(.logistic, ColumnRoles(target: "y", id: "y"))
    }
  }

  @Test func targets() throws {
    func target(_ kind: ModelKind, _ values: ColumnValues) throws -> TrainingResult {
      try train(kind, ColumnRoles(target: "t", dropped: ["y", "amount", "w"]), replacing: [Column("t", values)])
    }
    let numbers = (0..<10).map { Double($0 % 3) }
    #expect(throws: TrainingError.targetNotBinary(column: "t", distinct: 3, isNumber: true)) {
      try target(.logistic, .double(numbers))
    }
    #expect(throws: TrainingError.singleClass(column: "t")) {
      try target(.logistic, .boolean([Int8](repeating: 1, count: 10)))
    }
    #expect(throws: TrainingError.singleClass(column: "t")) {
      try target(.logistic, .text(TextValues((0..<10).map { $0 < 5 ? "yes" : nil })))
    }
    for kind in [ModelKind.multinomial, .ordinal, .logistic] {
      #expect(throws: TrainingError.datedClasses(column: "t")) {
        try target(kind, .date((0..<10).map { Int32(20_000 + $0 % 2) }))
      }
    }
    #expect(throws: TrainingError.allTargetsMissing(column: "t")) {
      try target(.logistic, .text(TextValues([String?](repeating: nil, count: 10))))
    }
    #expect(throws: TrainingError.allTargetsMissing(column: "t")) {
      try target(.linear, .double([Double](repeating: .nan, count: 10)))
    }
    #expect(throws: TrainingError.constantTarget(column: "t")) {
      try target(.linear, .integer([Int64](repeating: 5, count: 10)))
    }
    #expect(throws: TrainingError.nonFinite(column: "t", row: 4)) {
      try target(.linear, .double(numbers.indices.map { $0 == 3 ? .infinity : numbers[$0] }))
    }
    #expect(throws: TrainingError.notNumeric(column: "t", role: "target of a linear model", row: nil)) {
      try target(.linear, .text(TextValues((0..<10).map { "\($0 % 2)x" })))
    }
    #expect(throws: TrainingError.unknownEvent("maybe", column: "y")) {
      try train { options in
        options.folds = 0
        options.event = "maybe"
      }
    }
  }

  @Test func predictors() throws {
    #expect(throws: TrainingError.nonFinite(column: "x", row: 6)) {
      try train(replacing: [with(6, .infinity, in: "x")])
    }
    #expect(throws: TrainingError.nonFinite(column: "x", row: 1)) {
      try train(replacing: [with(1, -.infinity, in: "x")])
    }
    #expect(throws: TrainingError.constantColumns(["x"])) {
      try train(replacing: [Column("x", .integer([Int64](repeating: 3, count: 10)))])
    }
    #expect(throws: TrainingError.allMissingColumns(["x"])) {
      try train(replacing: [Column("x", .integer([Int64](repeating: ColumnValues.missingInteger, count: 10)))])
    }
    let levels = Column("g", .text(TextValues((0..<10).map { "g\($0)" })))
    #expect(throws: TrainingError.tooManyTerms(terms: 11, rows: 10)) { try train(replacing: [levels]) }
    #expect(throws: Never.self) {
      try train(replacing: [levels]) { options in
        options.folds = 0
        options.penalty = .ridge(0.1)
      }
    }
  }

  @Test(arguments: ["weight", "offset"])
  func numbersOfRows(role: String) throws {
    func use(_ column: Column) throws -> TrainingResult {
      let roles = ColumnRoles(
        target: "y", weights: role == "weight" ? column.name : nil, offset: role == "offset" ? column.name : nil,
        dropped: ["amount", "w"])
      return try train(.logistic, roles, replacing: [column])
    }
    #expect(throws: TrainingError.missingValue(column: "v", row: 9)) { try use(with(9, .nan, in: "v")) }
    #expect(throws: TrainingError.nonFinite(column: "v", row: 2)) { try use(with(2, .infinity, in: "v")) }
    #expect(throws: TrainingError.notNumeric(column: "v", role: role, row: nil)) {
      try use(Column("v", .text(TextValues((0..<10).map { "\($0)" }))))
    }
    if role == "weight" {
      #expect(throws: TrainingError.negativeWeight(column: "v", row: 10)) { try use(with(10, -0.5, in: "v")) }
      #expect(throws: TrainingError.zeroTotalWeight) {
        try use(Column("v", .integer([Int64](repeating: 0, count: 10))))
      }
      // One class only where it counts.
      #expect(throws: TrainingError.singleClass(column: "y")) {
        try use(Column("v", .integer((0..<10).map { $0 % 3 == 0 ? 1 : 0 })))
      }
    }
  }

  @Test func options() throws {
    let invalid: [(inout RegressionOptions) -> Void] = [
      { $0.folds = 1 }, { $0.folds = 256 }, { $0.folds = -1 }, { $0.penalty = .ridge(-1) },
      { $0.penalty = .ridge(.nan) },
      { $0.penalty = .ridge(.infinity) },
      { options in
        options.folds = 0
        options.penalty = .crossValidated
      },
      { $0.standardErrors = .clustered(column: "g") }, { $0.folds = 11 },
    ]
    for change in invalid { #expect(throws: TrainingError.self) { try train(.logistic, change) } }
    #expect(throws: TrainingError.self) {
      try train(.linear, ColumnRoles(target: "amount", dropped: ["y"])) { $0.event = "1" }
    }
  }

  private func train(_ kind: ModelKind, _ change: (inout RegressionOptions) -> Void) throws -> TrainingResult {
    try train(kind, ColumnRoles(target: "y", dropped: ["amount", "w"]), change)
  }

  @Test func noRows() throws {
    let empty = try Table(Self.good).rows([])
    #expect(throws: TrainingError.noRows) {
      try Regression(.logistic, roles: ColumnRoles(target: "y"), options: RegressionOptions()).train(empty)
    }
  }

  /// A fold without one of the classes says so, and what to do.
  @Test func fold() throws {
    let rare = Column("y", .text(TextValues((0..<10).map { $0 == 0 ? "yes" : "no" })))
    do {
      _ = try train(replacing: [rare]) { $0.folds = 2 }
      Issue.record("not refused")
    } catch let error as TrainingError {
      #expect("\(error)".contains("fold"))
    }
  }

  /// Every message has its place in it and no value of a customer.
  @Test func messages() {
    #expect("\(TrainingError.notNumeric(column: "c", role: "offset", row: nil))".contains("an offset"))
    let pooled = TrainingError.pooledColumns(["c"], minimum: 30)
    #expect("\(pooled)".contains("--pool") && "\(pooled)".contains("30 rows"))
    let errors: [TrainingError] = [
      .missingColumn("c", role: "--id", available: ["a", "b"]), .constantColumns(["c"]), .allMissingColumns(["c"]),
      .identifierLike(column: "c", levels: 60, rows: 100), .nonFinite(column: "c", row: 7),
      .negativeWeight(column: "c", row: 7), .missingValue(column: "c", row: 7), .singleClass(column: "c"),
      .targetNotBinary(column: "c", distinct: 3, isNumber: false), .constantTarget(column: "c"),
      .foreignClass(column: "c", row: 7),
      .roleClash(column: "c", roles: ["--target", "--id"]), .notNumeric(column: "c", role: "weight", row: 7),
    ]
    for error in errors { #expect("\(error)".contains("c") && !"\(error)".contains("Optional"), "\(error)") }
    let many = TrainingError.missingColumn("c", role: "--id", available: (0..<40).map { "n\($0)" })
    #expect("\(many)".contains("n11") && !"\(many)".contains("n12") && "\(many)".contains("40"))
  }
}

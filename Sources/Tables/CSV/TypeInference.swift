/// What one value of a column can be.
enum ValueClass: Int, CaseIterable {
  case integer, decimal, boolean, date, dateTime, other

  /// Classifies a field without blanks around it.
  init(_ start: UnsafePointer<UInt8>, _ count: Int, leniently: Bool = false) {
    if IntegerParser(leniently: leniently).value(start, count) != nil {
      self = .integer
    } else if DoubleParser(leniently: leniently).value(start, count) != nil {
      self = .decimal
    } else if BooleanParser(leniently: leniently).value(start, count) != nil {
      self = .boolean
    } else if DateParser().value(start, count) != nil {
      self = .date
    } else if DateTimeParser().value(start, count) != nil {
      self = .dateTime
    } else {
      self = .other
    }
  }

  /// The class of the values that a column of `type` accepts.
  init(_ type: ColumnType) {
    switch type {
    case .integer: self = .integer
    case .double: self = .decimal
    case .boolean: self = .boolean
    case .date: self = .date
    case .dateTime: self = .dateTime
    case .text: self = .other
    }
  }

  /// The type of a column that has only values of this class.
  var type: ColumnType {
    switch self {
    case .integer: .integer
    case .decimal: .double
    case .boolean: .boolean
    case .date: .date
    case .dateTime: .dateTime
    case .other: .text
    }
  }
}

/// How often each class of value occurs in a column. Adding tallies is commutative.
struct ValueTally: Sendable {
  /// The number of missing values.
  var missing = 0
  /// The number of values that the type accepts that the column was read as.
  var accepted = 0
  /// The other values, by class.
  private(set) var exceptions = [Int](repeating: 0, count: ValueClass.allCases.count)
  /// The first row, from 0, with a value that the type does not accept.
  private(set) var firstException = Int.max
  /// All rows with such a value, where they are wanted.
  private(set) var exceptionRows: [Int] = []
  private let keepsRows: Bool

  init(keepsRows: Bool = false) { self.keepsRows = keepsRows }

  /// Adds a value that the type does not accept.
  mutating func add(_ value: ValueClass, row: Int) {
    exceptions[value.rawValue] += 1
    firstException = min(firstException, row)
    if keepsRows { exceptionRows.append(row) }
  }

  /// The number of values that the type does not accept.
  var exceptionCount: Int { exceptions.reduce(0, +) }
  /// The number of values that are not missing.
  var valueCount: Int { accepted + exceptionCount }

  static func += (sum: inout ValueTally, other: ValueTally) {
    sum.missing += other.missing
    sum.accepted += other.accepted
    for index in sum.exceptions.indices { sum.exceptions[index] += other.exceptions[index] }
    sum.firstException = min(sum.firstException, other.firstException)
    sum.exceptionRows += other.exceptionRows
  }

  /// The type of the whole column, which was read as `type`: the narrowest that holds all its values, double if all
  /// are missing.
  func type(readAs type: ColumnType) -> ColumnType {
    guard type != .text else { return .text }
    var classes = ValueClass.allCases.filter { exceptions[$0.rawValue] > 0 }
    if accepted > 0 { classes.append(ValueClass(type)) }
    return ValueTally.narrowest(classes)
  }

  /// The type to try first, from a sample whose values are all counted as exceptions: that of most of them, text if no
  /// type covers more than half.
  var guess: ColumnType {
    let numbers = count(.integer) + count(.decimal)
    let days = count(.date) + count(.dateTime)
    let half = exceptionCount / 2
    if exceptionCount == 0 { return .integer }
    if numbers > half { return count(.decimal) == 0 ? .integer : .double }
    if days > half { return count(.dateTime) == 0 ? .date : .dateTime }
    return count(.boolean) > half ? .boolean : .text
  }

  /// The finding that a column read as `type` is text because of a minority of its values.
  func nearMiss(readAs type: ColumnType, line: (_ row: Int) -> Int) -> ColumnFinding.NearMiss? {
    let relatives: [ValueClass] =
      switch type {
      case .integer: [.decimal]
      case .date: [.dateTime]
      default: []
      }
    let compatible = accepted + relatives.reduce(0) { $0 + count($1) }
    let exceptions = valueCount - compatible
    guard exceptions > 0, exceptions < compatible else { return nil }
    let name: ColumnType = type == .integer ? .double : type
    return ColumnFinding.NearMiss(
      type: name, exceptions: exceptions, values: valueCount, firstRow: firstException + 1,
      firstLine: line(firstException))
  }

  private func count(_ value: ValueClass) -> Int { exceptions[value.rawValue] }

  private static func narrowest(_ classes: [ValueClass]) -> ColumnType {
    guard let first = classes.first else { return .double }
    if classes.allSatisfy({ $0 == first }) { return first.type }
    if classes.allSatisfy({ $0 == .integer || $0 == .decimal }) { return .double }
    if classes.allSatisfy({ $0 == .date || $0 == .dateTime }) { return .dateTime }
    return .text
  }
}

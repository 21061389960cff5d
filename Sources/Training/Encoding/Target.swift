import ClienteleScoring
import Tables

/// A target column read for a family: a number a row, and which rows have one.
struct Target: Sendable {
  /// One a row; 0 where missing.
  var values: [Double]
  /// Whether a row has a target; nil where every row has.
  var isPresent: [Bool]?
  /// For a binary target, the texts of 1 and 0.
  var event, nonEvent: String?
  /// For one of several classes, their texts: values are positions among them.
  var classes: [String]?

  init(values: [Double], isPresent: [Bool]?) {
    self.values = values
    self.isPresent = isPresent
  }

  /// Reads `column` for `kind`.
  ///
  /// A binary target is a truth value, a number or a text with two distinct values; the event is the larger one, or the
  /// one named by `event`.
  init(_ column: Column, kind: ModelKind, event: String?, classes: [String]? = nil) throws(TrainingError) {
    switch kind.outcome {
    case .amount:
      guard let reader = NumericReader(column.values), column.values.type != .boolean else {
        throw .notNumeric(column: column.name, role: "target of a \(kind.rawValue) model", row: nil)
      }
      try self.init(numbers: reader.values(count: column.count), name: column.name)
      try requireDomain(of: kind, column)
    case .binary: try self.init(classes: column, event: event)
    case .classes: try self.init(classesOf: column, kind: kind, order: classes)
    case .segments, .components: throw .invalidOption("a \(kind.rawValue) model has no target")
    }
    try requireOutcome(column)
  }

  /// Refuses amounts that the family gives no probability to.
  private func requireDomain(of kind: ModelKind, _ column: Column) throws(TrainingError) {
    let isStrict = kind == .gamma || kind == .inverseGaussian
    guard isStrict || [.poisson, .negativeBinomial, .tweedie].contains(kind) else { return }
    let bad = values.indices.first { row in
      isPresent?[row] ?? true && (isStrict ? values[row] <= 0 : values[row] < 0)
    }
    if let bad { throw .outOfDomain(column: column.name, row: bad + 1, model: kind.rawValue, isStrict: isStrict) }
  }

  private func requireOutcome(_ column: Column) throws(TrainingError) {
    if let isPresent, !isPresent.contains(true) { throw .allTargetsMissing(column: column.name) }
  }

  private init(numbers: [Double], name: String) throws(TrainingError) {
    values = numbers
    if let row = Self.firstUnsquarable(numbers) { throw .unsquarable(column: name, row: row + 1) }
    if numbers.allSatisfy(\.isFinite) { return }
    if let row = numbers.firstIndex(where: \.isInfinite) { throw .nonFinite(column: name, row: row + 1) }
    isPresent = numbers.map { !$0.isNaN }
    values = numbers.map { $0.isNaN ? 0 : $0 }
  }

  /// The first number whose square is no double, with room for sums and products of squares of all rows; a row of tiny
  /// numbers that are all but 0 to a square, too.
  private static func firstUnsquarable(_ numbers: [Double]) -> Int? {
    func isLarge(_ x: Double) -> Bool { x.isFinite && x.magnitude > 1e145 }
    if let row = numbers.firstIndex(where: isLarge) { return row }
    let present = numbers.lazy.filter { $0.isFinite }
    guard let lowest = present.min(), let highest = present.max(), highest > lowest, highest - lowest < 1e-145 else {
      return nil
    }
    return numbers.firstIndex { $0 == highest }
  }

  private init(classes column: Column, event: String?) throws(TrainingError) {
    if event == nil, column.values.type != .boolean,
      let numbers = NumericReader(column.values)?.values(count: column.count), areZeroOne(numbers)
    {
      self.init(zeroOne: numbers)
      return
    }
    let classes = try Classes(column)
    if classes.texts.count > 2 {
      throw .targetNotBinary(
        column: column.name, distinct: classes.texts.count, isNumber: NumericReader(column.values) != nil)
    }
    if classes.texts.isEmpty { throw .allTargetsMissing(column: column.name) }
    if classes.texts.count < 2 { throw .singleClass(column: column.name) }
    var one = classes.isOrdered || classes.texts[0] < classes.texts[1] ? 1 : 0
    if let event {
      guard let named = classes.texts.firstIndex(of: event) else { throw .unknownEvent(event, column: column.name) }
      one = named
    }
    self.init(classes, event: classes.texts[one], nonEvent: classes.texts[1 - one])
  }

  private init(zeroOne numbers: [Double]) {
    values = numbers
    (event, nonEvent) = ("1", "0")
  }

  private init(_ classes: Classes, event: String, nonEvent: String?) {
    let one = classes.texts.firstIndex(of: event).map(Int32.init) ?? Int32.max
    values = classes.codes.map { $0 == one ? 1 : 0 }
    isPresent = classes.codes.contains { $0 < 0 } ? classes.codes.map { $0 >= 0 } : nil
    self.event = event
    self.nonEvent = nonEvent
  }

  /// Reads the target of a table that a model did not see: with the classes of its training, of which one may be absent.
  init(
    heldOut column: Column, kind: ModelKind, event: String?, nonEvent: String?, classes: [String]?
  ) throws(TrainingError) {
    if let classes {
      try self.init(heldOut: column, classes: classes)
      try requireOutcome(column)
      return
    }
    guard kind.outcome == .binary, let event else {
      try self.init(column, kind: kind, event: nil)
      return
    }
    let classes = try Classes(column)
    if let other = classes.texts.first(where: { $0 != event && $0 != (nonEvent ?? $0) }) {
      let row = classes.codes.firstIndex { $0 >= 0 && classes.texts[Int($0)] == other } ?? 0
      throw .foreignClass(column: column.name, row: row + 1)
    }
    self.init(classes, event: event, nonEvent: nonEvent)
    try requireOutcome(column)
  }
}

/// The distinct values of a column as texts, and which of them every row has; −1 is missing.
private struct Classes {
  var codes: [Int32]
  /// At most a few more than two: what is not binary is refused anyway.
  var texts: [String]
  /// Whether the texts are in the order of the values, and not of the texts.
  var isOrdered = true

  init(_ column: Column) throws(TrainingError) {
    switch column.values {
    case .text(let text):
      codes = text.codes
      texts = Array(text.levels)
      isOrdered = false
      drop(unused: text.levels.count)
    case .boolean(let truths):
      codes = truths.map { Int32($0) }
      texts = ["false", "true"]
      drop(unused: 2)
    default:
      guard let reader = NumericReader(column.values) else { throw .datedClasses(column: column.name) }
      let numbers = reader.values(count: column.count)
      var distinct: [Double] = []
      for number in numbers where !number.isNaN && distinct.count < 4 && !distinct.contains(number) {
        distinct.append(number)
      }
      distinct.sort()
      // Two values at most are of interest: a table with more is refused.
      let (first, second) = (distinct.first ?? .nan, distinct.dropFirst().first ?? .nan)
      codes = numbers.map { $0 == first ? 0 : $0 == second ? 1 : ColumnValues.missingCode }
      texts = distinct.map(canonicalText)
    }
  }

  /// Leaves out texts that no row has.
  private mutating func drop(unused count: Int) {
    var isUsed = [Bool](repeating: false, count: count)
    for code in codes where code >= 0 { isUsed[Int(code)] = true }
    var position = [Int32](repeating: ColumnValues.missingCode, count: count)
    var next: Int32 = 0
    for code in 0..<count where isUsed[code] {
      position[code] = next
      next += 1
    }
    codes = codes.map { $0 < 0 ? $0 : position[Int($0)] }
    texts = texts.indices.filter { isUsed[$0] }.map { texts[$0] }
  }
}

/// Whether every number is 0 or 1 and both occur: a target that is coded already. Eight at a time, for it is asked of
/// every row.
func areZeroOne(_ numbers: [Double]) -> Bool {
  var (zeros, ones) = (SIMD8<Int64>(), SIMD8<Int64>())
  let whole = numbers.count & ~7
  numbers.withUnsafeBytes { bytes in
    for start in stride(from: 0, to: whole, by: 8) {
      let x = bytes.loadUnaligned(fromByteOffset: start * MemoryLayout<Double>.stride, as: SIMD8<Double>.self)
      zeros.replace(with: zeros &+ 1, where: x .== 0)
      ones.replace(with: ones &+ 1, where: x .== 1)
    }
  }
  let rest = numbers[whole...]
  let (zeroCount, oneCount) = (
    Int(zeros.wrappedSum()) + rest.count { $0 == 0 }, Int(ones.wrappedSum()) + rest.count { $0 == 1 }
  )
  return zeroCount > 0 && oneCount > 0 && zeroCount + oneCount == numbers.count
}

extension Response {
  /// The type of column that holds the target as training read it: the values of a binary one tell, for a truth value
  /// and a number are written in one way only.
  package func columnType(classes: [String]?) -> ColumnType {
    guard let values = classes ?? event.map({ [$0] + (nonEvent.map { [$0] } ?? []) }) else { return .double }
    if values.allSatisfy({ $0 == "false" || $0 == "true" }) { return .boolean }
    func isNumber(_ value: String) -> Bool { Double(value).map { !$0.isNaN && canonicalText($0) == value } ?? false }
    return values.allSatisfy(isNumber) ? .double : .text
  }
}

/// A number as a level is written: whole numbers without a point.
func canonicalText(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
}

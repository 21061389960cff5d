import ClienteleScoring
import Distributions
import Foundation
import Tables

/// The sorts of predictors that a random table can have.
enum Ingredient: String, CaseIterable, Sendable {
  case numbers, texts, booleans, dates, missing, rareLevels
}

/// Columns drawn at random, a target that depends on them, and columns for every role.
///
/// Predictors have effects of moderate size and noise beside them, so that every family has a finite, well-conditioned
/// optimum: what the checks compare is then exact to rounding.
struct RandomTable {
  private var generator: SplitMix64
  private let rows: Int
  private var columns: [Column] = []
  private var link: [Double]

  /// The names of the columns that are no predictors.
  static let target = "target"
  static let id = "customer"
  static let note = "note"
  static let weight = "weight"
  static let offset = "exposure"
  static let household = "household"

  /// Draws a table; `kind` decides the type of the target.
  static func make(
    rows: Int, _ ingredients: Set<Ingredient>, _ kind: ModelKind, _ generator: SplitMix64
  ) throws(TableError) -> Table {
    var table = RandomTable(generator: generator, rows: rows, link: [Double](repeating: 0, count: rows))
    for ingredient in Ingredient.allCases where ingredients.contains(ingredient) { table.add(ingredient) }
    table.addRoles(kind)
    var order = Array(table.columns.indices)
    table.generator.shuffle(&order)
    return try Table(order.map { table.columns[$0] })
  }

  private mutating func add(_ ingredient: Ingredient) {
    switch ingredient {
    case .numbers:
      addNumber("balance") { 40 + 25 * $0.nextNormal() }
      addNumber("spend") { 150_000 * exp(0.8 * $0.nextNormal()) }
      let tenure = (0..<rows).map { _ in Int64(generator.next(below: 73)) }
      columns.append(Column("tenure", .integer(tenure)))
      addEffect(tenure.map { (Double($0) - 36) / 21 })
    case .texts:
      addText("contract", ["Month-to-month", "One year", "Two year"], missing: 0)
      // More than eight levels are looked up by hash.
      addText("region", (1...14).map { "Région \($0)" }, missing: 0)
    case .booleans:
      addBoolean("active", missing: 0)
      addBoolean("subscribed", missing: 0.1)
    case .dates:
      let days = (0..<rows).map { _ in Int32(18_000 + generator.next(below: 1_500)) }
      columns.append(Column("joined", .date(days)))
      addEffect(days.map { (Double($0) - 18_750) / 433 })
      let instants = (0..<rows).map { _ -> Int64 in
        generator.happens(0.1)
          ? ColumnValues.missingInteger : 1_600_000_000_123_457 + Int64(generator.next(below: 90_000_000)) * 1_000_003
      }
      columns.append(Column("last seen", .dateTime(instants)))
    case .missing:
      addNumber("income", missing: 0.15) { 3_000 + 900 * $0.nextNormal() }
      addText("channel", ["app", "shop", "web"], missing: 0.1)
    case .rareLevels:
      addText("city", (0..<40).map { "City \($0)" }, missing: 0.06, isSkewed: true)
    }
  }

  private mutating func addNumber(_ name: String, missing: Double = 0, _ draw: (inout SplitMix64) -> Double) {
    var values: [Double] = []
    for _ in 0..<rows { values.append(generator.happens(missing) ? .nan : draw(&generator)) }
    columns.append(Column(name, .double(values)))
    let present = values.filter { !$0.isNaN }
    let mean = present.reduce(0, +) / Double(present.count)
    let deviation = (present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(present.count)).squareRoot()
    addEffect(values.map { $0.isNaN ? 0.5 : ($0 - mean) / deviation })
  }

  private mutating func addText(_ name: String, _ levels: [String], missing: Double, isSkewed: Bool = false) {
    let effects = levels.map { _ in generator.nextNormal() }
    var texts: [String?] = []
    for row in 0..<rows {
      if generator.happens(missing) {
        texts.append(nil)
        continue
      }
      let share = generator.nextUniform()
      let level = min(levels.count - 1, Int(Double(levels.count) * (isSkewed ? share * share * share : share)))
      texts.append(levels[level])
      link[row] += 0.4 * effects[level]
    }
    columns.append(Column(name, .text(TextValues(texts))))
  }

  private mutating func addBoolean(_ name: String, missing: Double) {
    let truths = (0..<rows).map { _ -> Int8 in
      generator.happens(missing) ? ColumnValues.missingBoolean : generator.happens(0.4) ? 1 : 0
    }
    columns.append(Column(name, .boolean(truths)))
    addEffect(truths.map { Double($0) })
  }

  private mutating func addEffect(_ values: [Double]) {
    let effect = 0.5 * generator.nextNormal()
    for row in 0..<rows { link[row] += effect * values[row] }
  }

  private mutating func addRoles(_ kind: ModelKind) {
    let offset = (0..<rows).map { _ in 0.3 * generator.nextNormal() }
    for row in 0..<rows { link[row] = 1.2 * tanh(link[row] / 2) + offset[row] }
    columns.append(Column(Self.offset, .double(offset)))
    columns.append(Column(Self.weight, .double((0..<rows).map { _ in 0.25 + generator.nextUniform() })))
    columns.append(Column(Self.household, .integer((0..<rows).map { _ in Int64(generator.next(below: rows / 3)) })))
    columns.append(Column(Self.id, .text(TextValues((0..<rows).map { "canary-\($0)-\(generator.next())" }))))
    columns.append(
      Column(Self.note, .text(TextValues((0..<rows).map { _ in generator.happens(0.05) ? "confided-canary" : nil }))))
    columns.append(Column(Self.target, target(kind)))
  }

  private mutating func target(_ kind: ModelKind) -> ColumnValues {
    switch kind {
    case .logistic: .text(TextValues(link.map { generator.happens(1 / (1 + exp(-$0))) ? "left" : "stayed" }))
    case .poisson: .integer(link.map { Int64(count(mean: exp($0))) })
    case .negativeBinomial: .integer(link.map { Int64(count(mean: exp($0 + 0.7 * generator.nextNormal()))) })
    case .gamma, .inverseGaussian: .double(link.map { exp($0 + 0.4 * generator.nextNormal()) })
    case .tweedie: .double(link.map { generator.happens(0.4) ? 0 : exp($0 + 0.4 * generator.nextNormal()) })
    case .multinomial:
      .text(
        TextValues(
          link.map { generator.happens(0.3) ? "none" : generator.happens(1 / (1 + exp(-$0))) ? "large" : "small" }))
    case .ordinal: .integer(link.map { Int64(max(1, min(4, (2.5 + $0 + generator.nextNormal()).rounded()))) })
    default: .double(link.map { 10 + 3 * $0 + generator.nextNormal() })
    }
  }

  /// A Poisson number, by products of uniform ones.
  private mutating func count(mean: Double) -> Int {
    let limit = exp(-mean)
    var product = generator.nextUniform()
    var count = 0
    while product > limit {
      product *= generator.nextUniform()
      count += 1
    }
    return count
  }
}

import ClienteleScoring
import Tables

/// An encoder bound to a table: the design matrix as columns to read, never as a matrix in memory.
///
/// The *parameters* are numbered 0 for the intercept, then the dense columns (numbers and missing indicators, centred
/// and scaled), then every group of every categorical column, baselines included. Solvers work on a selection of them.
/// Categorical columns stay codes: their part of a Gram matrix or gradient is a scatter-add.
struct Design: Sendable {
  let rows: Int
  let encoder: Encoder
  let numeric: [NumericInput]
  let categorical: [CategoricalInput]
  /// Dense columns, the intercept's ones not counted.
  let denseCount: Int
  let parameterCount: Int
  let hasIntercept: Bool
  /// The parameter of every term of the encoder.
  let parameterOfTerm: [Int]
  /// What was subtracted from a column, and its standard deviation, by parameter. (column − shift) / spread is what a
  /// penalty sees; dense columns are kept that way, groups are kept as 0 and 1.
  let shift, spread: [Double]
  /// The largest absolute value in a parameter's column, about.
  let reach: [Double]

  /// A number: dense column `parameter`, and its missing indicator if it has one.
  struct NumericInput: Sendable {
    let reader: NumericReader
    let parameter: Int
    let center: Double
    let shift: Double
    let factor: Double
    let indicator: Indicator?

    struct Indicator: Sendable {
      let parameter: Int
      let shift: Double
      let factor: Double
    }
  }

  /// A categorical column: the group of every row, and the parameter of its first group.
  struct CategoricalInput: Sendable {
    let values: ColumnValues
    /// The group of a level code + 1; slot 0 is missing.
    let groupOfCode: [Int32]
    let groupCount: Int
    let firstParameter: Int
  }

  /// Binds `encoder` to the columns of the same names in `table`, which training fitted it to.
  init(_ encoder: Encoder, table: Table, hasIntercept: Bool) throws(TrainingError) {
    var numeric: [NumericInput] = []
    var pending: [(CategoricalFeature, ColumnValues)] = []
    var dense = 0
    var shift = [0.0]
    var spread = [1.0]
    var reach = [1.0]
    var terms: [(isDense: Bool, index: Int)] = []
    var groups = 0

    for feature in encoder.features {
      guard let column = table[feature.column] else {
        throw .missingColumn(feature.column, role: "predictor", available: table.columnNames)
      }
      switch feature {
      case .numeric(let feature):
        guard let reader = NumericReader(column.values, source: feature.source) else {
          throw .notNumeric(column: feature.column, role: "predictor", row: nil)
        }
        dense += 1
        let parameter = dense
        let columnShift = hasIntercept ? feature.center : 0
        shift.append(columnShift)
        spread.append(feature.scale)
        reach.append(max(abs(feature.highest - columnShift), abs(feature.lowest - columnShift)) / feature.scale)
        terms.append((true, parameter))
        var indicator: NumericInput.Indicator?
        if feature.hasMissingTerm {
          dense += 1
          let share = feature.missingShare
          let deviation = (share * (1 - share)).squareRoot()
          let indicatorShift = hasIntercept ? share : 0
          shift.append(indicatorShift)
          spread.append(deviation > 0 ? deviation : 1)
          reach.append(deviation > 0 ? 1 / deviation : 1)
          terms.append((true, dense))
          indicator = .init(parameter: dense, shift: indicatorShift, factor: deviation > 0 ? 1 / deviation : 1)
        }
        numeric.append(
          NumericInput(
            reader: reader, parameter: parameter, center: feature.center, shift: columnShift,
            factor: 1 / feature.scale, indicator: indicator))
      case .categorical(let feature):
        pending.append((feature, column.values))
        for group in 1..<max(1, feature.groupCount) { terms.append((false, groups + group)) }
        groups += feature.groupCount
      }
    }

    var categorical: [CategoricalInput] = []
    var next = 1 + dense
    for (feature, values) in pending {
      categorical.append(
        CategoricalInput(
          values: values, groupOfCode: Self.groups(of: values, in: feature), groupCount: feature.groupCount,
          firstParameter: next))
      next += feature.groupCount
      for share in feature.shares {
        shift.append(share)
        let deviation = (share * (1 - share)).squareRoot()
        spread.append(deviation > 0 ? deviation : 1)
        reach.append(1)
      }
    }
    self.encoder = encoder
    rows = table.rowCount
    self.numeric = numeric
    self.categorical = categorical
    denseCount = dense
    parameterCount = next
    self.hasIntercept = hasIntercept
    self.shift = shift
    self.spread = spread
    self.reach = reach
    parameterOfTerm = terms.map { $0.isDense ? $0.index : 1 + dense + $0.index }
  }

  /// A design of the intercept alone.
  init(rows: Int, empty encoder: Encoder) {
    self.rows = rows
    self.encoder = encoder
    numeric = []
    categorical = []
    denseCount = 0
    parameterCount = 1
    hasIntercept = true
    parameterOfTerm = []
    shift = [0]
    spread = [1]
    reach = [1]
  }

  /// The parameters that may be estimated, in the order in which earlier ones win: the intercept, then the terms.
  var candidates: [Int] { (hasIntercept ? [0] : []) + parameterOfTerm }

  /// The term name of a parameter that is one.
  func termName(_ parameter: Int) -> String {
    if parameter == 0 { return "(intercept)" }
    guard let term = parameterOfTerm.firstIndex(of: parameter) else { return "" }
    return encoder.termNames[term]
  }

  /// The group of every level code + 1. A level without a group occurs in rows of weight 0 only; any group serves.
  private static func groups(of values: ColumnValues, in feature: CategoricalFeature) -> [Int32] {
    var group: [String: Int32] = [:]
    for (index, level) in feature.levels.enumerated() { group[level] = Int32(index) }
    for level in feature.pooled { group[level] = Int32(feature.levels.count) }
    let missing = Int32(feature.missingGroup ?? 0)
    switch values {
    case .text(let text): return [missing] + text.levels.map { group[$0] ?? 0 }
    case .boolean: return [missing, group["false"] ?? 0, group["true"] ?? 0]
    default: return [missing]
    }
  }
}

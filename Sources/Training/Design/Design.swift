import ClienteleScoring
import Tables

/// An encoder bound to a table: the design matrix as columns to read, never as a matrix in memory.
///
/// The *parameters* are numbered 0 for the intercept, then the dense columns (numbers and missing indicators, centred
/// and scaled), then every group of every categorical column, baselines included. Solvers work on a selection of them.
/// Categorical columns stay codes: their part of a Gram matrix or gradient is a scatter-add.
package struct Design: Sendable {
  let rows: Int
  let encoder: Encoder
  let numeric: [NumericInput]
  let categorical: [CategoricalInput]
  /// The ones and the dense columns, by parameter, and those of `numeric` that are not all read in place.
  let dense: DenseColumns
  let converted: [NumericInput]
  /// Dense columns, the intercept's ones not counted.
  package let denseCount: Int
  package let parameterCount: Int
  package let hasIntercept: Bool
  /// The parameter of every term of the encoder.
  let parameterOfTerm: [Int]
  /// By parameter, what a dense column is kept as: (column − shift) / spread, about centred and about of variance 1.
  ///
  /// Shifts have few bits and spreads are powers of two, so that this costs no rounding where the data have digits to
  /// spare. Groups are kept as 0 and 1.
  package let shift, spread: [Double]
  /// By parameter, the standard deviation of the column as it is kept: what a penalty on standardised columns needs.
  let deviation: [Double]
  /// The largest absolute value in a parameter's column, about.
  let reach: [Double]

  /// A number: dense column `parameter`, and its missing indicator if it has one.
  struct NumericInput: Sendable {
    let reader: NumericReader
    let parameter: Int
    let center: Double
    let shift: Double
    let factor: Double
    /// Whether a value may be missing: in a row of weight 0 even where training saw none missing.
    let mayMiss: Bool
    let indicator: Indicator?

    /// The values where no conversion is needed and none is missing.
    var inPlace: [Double]? { mayMiss || indicator != nil ? nil : reader.doubles }

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
  ///
  /// - Parameter hasWeights: whether rows may have weight 0; such rows may have values that training did not see.
  package init(_ encoder: Encoder, table: Table, hasIntercept: Bool, hasWeights: Bool) throws(TrainingError) {
    var numeric: [NumericInput] = []
    var pending: [(CategoricalFeature, ColumnValues)] = []
    var dense = 0
    var shift = [0.0]
    var spread = [1.0]
    var deviation = [0.0]
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
        let scaling = Scaling(center: hasIntercept ? feature.center : 0, deviation: feature.scale)
        shift.append(scaling.shift)
        spread.append(scaling.spread)
        deviation.append(feature.scale / scaling.spread)
        reach.append(
          max(abs(feature.highest - scaling.shift), abs(feature.lowest - scaling.shift)) / scaling.spread)
        terms.append((true, parameter))
        var indicator: NumericInput.Indicator?
        if feature.hasMissingTerm {
          dense += 1
          let share = feature.missingShare
          let own = (share * (1 - share)).squareRoot()
          let scaling = Scaling(center: hasIntercept ? share : 0, deviation: own)
          shift.append(scaling.shift)
          spread.append(scaling.spread)
          deviation.append(own / scaling.spread)
          reach.append(1 / scaling.spread)
          terms.append((true, dense))
          indicator = .init(parameter: dense, shift: scaling.shift, factor: 1 / scaling.spread)
        }
        numeric.append(
          NumericInput(
            reader: reader, parameter: parameter, center: feature.center, shift: scaling.shift,
            factor: 1 / scaling.spread, mayMiss: feature.hasMissingTerm || hasWeights, indicator: indicator))
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
        shift.append(0)
        spread.append(1)
        deviation.append((share * (1 - share)).squareRoot())
        reach.append(1)
      }
    }
    self.encoder = encoder
    rows = table.rowCount
    self.numeric = numeric
    self.categorical = categorical
    self.dense = DenseColumns(numeric)
    converted = numeric.filter { $0.inPlace == nil }
    denseCount = dense
    parameterCount = next
    self.hasIntercept = hasIntercept
    self.shift = shift
    self.spread = spread
    self.deviation = deviation
    self.reach = reach
    parameterOfTerm = terms.map { $0.isDense ? $0.index : 1 + dense + $0.index }
  }

  /// A design of the intercept alone.
  init(rows: Int, empty encoder: Encoder) {
    self.rows = rows
    self.encoder = encoder
    numeric = []
    categorical = []
    dense = DenseColumns([])
    converted = []
    denseCount = 0
    parameterCount = 1
    hasIntercept = true
    parameterOfTerm = []
    shift = [0]
    spread = [1]
    deviation = [0]
    reach = [1]
  }

  /// The parameters that may be estimated, in the order in which earlier ones win: the intercept, then the terms.
  package var candidates: [Int] { (hasIntercept ? [0] : []) + parameterOfTerm }

  /// The term name of a parameter that is one.
  package func termName(_ parameter: Int) -> String {
    if parameter == 0 { return "(intercept)" }
    guard let term = parameterOfTerm.firstIndex(of: parameter) else { return "" }
    return encoder.termNames[term]
  }

  /// The group of every level code + 1. A level without one is pooled, or occurs in rows of weight 0 only; then any
  /// group serves.
  private static func groups(of values: ColumnValues, in feature: CategoricalFeature) -> [Int32] {
    var group: [String: Int32] = [:]
    for (index, level) in feature.levels.enumerated() { group[level] = Int32(index) }
    let rest = Int32(feature.otherGroup ?? 0)
    let missing = Int32(feature.missingGroup ?? 0)
    switch values {
    case .text(let text): return [missing] + text.levels.map { group[$0] ?? rest }
    case .boolean: return [missing, group["false"] ?? 0, group["true"] ?? 0]
    default: return [missing]
    }
  }
}

/// A shift of few bits near a column's mean, and a power of two near its standard deviation.
private struct Scaling {
  let shift, spread: Double

  init(center: Double, deviation: Double) {
    spread = deviation > 0 && deviation.isNormal ? Double(sign: .plus, exponent: deviation.exponent, significand: 1) : 1
    // To a quarter of the spread: coarse enough that x − shift keeps all bits of x, near enough to centre.
    let step = spread / 4
    let steps = (center / step).rounded()
    shift = abs(steps) < 0x1p52 ? steps * step : center
  }
}

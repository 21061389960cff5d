/// The columns of a table, matched by name to what a model needs.
struct TableBinding: Sendable {
  /// One column an input of the plan, in its order.
  let columns: [BoundColumn]
  /// Columns of the table that the model does not need.
  let ignored: [String]
  private let sources: [Column]
  private let plan: ScoringPlan

  init(_ table: Table, _ plan: ScoringPlan) throws(ScoringError) {
    var columns: [BoundColumn] = []
    var sources: [Column] = []
    for (position, input) in plan.inputs.enumerated() {
      guard let column = table[input.column] else { throw .missingColumn(input.column) }
      let feature = position < plan.featureCount ? plan.features[position] : PlannedFeature(input: .number)
      columns.append(try BoundColumn(column, feature, plan))
      sources.append(column)
    }
    self.columns = columns
    self.sources = sources
    self.plan = plan
    let needed = Set(plan.inputs.map(\.column))
    ignored = table.columnNames.filter { !needed.contains($0) }
  }

  /// Why the model refuses a row (counted from 0): the row is scored alone, and says so.
  func refusal(row: Int) -> Refusal {
    let values = zip(sources, plan.inputs).map { $0.value(at: row, for: $1.type) }
    do throws(ScoringError) {
      _ = try plan.score(values, at: plan.identity, extraColumns: 0)
    } catch .refused(_, let refusal) {
      return refusal
    } catch {}
    return Refusal(nil, .notFinite)
  }
}

extension Column {
  /// The value in a row (counted from 0), as a feature of type `input` reads it.
  func value(at row: Int, for input: InputType) -> Value {
    switch values {
    case .double(let values): return .number(values[row])
    case .integer(let values):
      guard values[row] != ColumnValues.missingInteger else { return .missing }
      return input == .text ? .text(String(values[row])) : .number(Double(values[row]))
    case .boolean(let values):
      return values[row] == ColumnValues.missingBoolean ? .missing : .boolean(values[row] != 0)
    case .text(let values): return values[row].map { .text($0) } ?? .missing
    case .date(let values):
      return values[row] == ColumnValues.missingDay ? .missing : .date(daysSince1970: values[row])
    case .dateTime(let values):
      return values[row] == ColumnValues.missingInteger ? .missing : .instant(microsecondsSince1970: values[row])
    }
  }
}

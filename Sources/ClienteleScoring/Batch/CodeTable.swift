/// What every code of a column contributes. The first entry is for missing, then one a code.
struct CodeTable: Sendable {
  private(set) var contributions: [Double]
  /// Whether a code is a level that training never saw.
  private(set) var isUnseen: [Bool]
  private(set) var hasUnseen = false

  /// Looks up levels, which have the codes 0, 1, ….
  init(_ levels: some Sequence<String>, _ feature: PlannedFeature, _ plan: ScoringPlan) {
    contributions = [feature.missing]
    isUnseen = [false]
    for level in levels {
      let position = withUnsafePointer(to: feature) { plan.position(of: level, in: $0) }
      contributions.append(position < 0 ? feature.unseen : plan.levels[position].contribution)
      isUnseen.append(position < 0)
      if position < 0 { hasUnseen = true }
    }
  }

  /// A table whose code 0 is for what is no level and whose other codes are for the levels of the model, with the codes
  /// of the levels that are the text of a number.
  static func levels<Number: Hashable>(
    of feature: PlannedFeature, _ plan: ScoringPlan, number: (String) -> Number?, text: (Number) -> String
  ) -> (table: CodeTable, codes: [Number: Int32]) {
    var table = CodeTable(plan.texts[feature.levels], feature, plan)
    table.contributions.insert(feature.unseen, at: 1)
    table.isUnseen.insert(true, at: 1)
    table.hasUnseen = true
    var codes: [Number: Int32] = [:]
    for (code, level) in plan.texts[feature.levels].enumerated() {
      if let number = number(level), text(number) == level { codes[number] = Int32(code + 1) }
    }
    return (table, codes)
  }
}

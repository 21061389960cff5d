import ClienteleScoring

extension TwoPart {
  /// One regression of a two-part model, over all rows; those that it is not about have weight 0.
  struct Part: Sendable {
    /// `any` and `amount`, or `any`, `gain_if_any`, `gain` and `loss`.
    let name: String
    let regression: Regression
    /// 0 or 1, an amount, or the logarithm of one.
    let response: [Double]
    let weights: [Double]?

    /// Refuses rows that cannot be fitted: of one value only, or too few for `terms`.
    func check(terms: Int, _ penalty: ElasticNet) throws(TrainingError) {
      func counts(_ row: Int) -> Bool { weights.map { $0[row] > 0 } ?? true }
      let isAmount = regression.kind != .logistic
      guard let first = response.indices.first(where: counts) else { throw .partUnusable(name, "it has no rows") }
      if !response.indices.contains(where: { response[$0] != response[first] && counts($0) }) {
        throw .partUnusable(name, isAmount ? "all its amounts are the same" : "its rows all have one outcome")
      }
      if penalty.strength > 0 { return }
      let rows = weights.map { $0.count { $0 > 0 } } ?? response.count
      let total = weights?.reduce(0, +) ?? Double(rows)
      // An amount needs a row more: its variance is estimated, too.
      if rows < terms || (isAmount && (rows == terms || total <= Double(terms))) {
        throw .partUnusable(
          name,
          "\(terms) terms cannot be estimated from rows of weight \(Int(total)): use more rows, drop columns, pool rare "
            + "levels with --pool, or set --penalty ridge:LAMBDA")
      }
    }
  }

  /// Whether amounts are below 0 in some rows with weight.
  ///
  /// - Throws: where no row is 0, or none above 0.
  func isSigned(_ data: TrainingTable) throws(TrainingError) -> Bool {
    var (hasZero, hasGain, hasLoss) = (false, false, false)
    for (row, value) in data.target.values.enumerated() where data.weights?[row] ?? 1 > 0 {
      if value == 0 { hasZero = true } else if value > 0 { hasGain = true } else { hasLoss = true }
    }
    if !hasZero { throw .noZeroAmounts(column: roles.target, hasLosses: hasLoss) }
    if !hasGain { throw .noPositiveAmounts(column: roles.target) }
    return hasLoss
  }

  /// The parts of amounts, in the order of the predictors.
  func parts(of values: [Double], weights: [Double]?, isSigned: Bool) -> [Part] {
    func choosing(_ name: String, _ isEvent: (Double) -> Bool, weights: [Double]?) -> Part {
      Part(name: name, regression: choice, response: values.map { isEvent($0) ? 1 : 0 }, weights: weights)
    }
    func rows(_ isIncluded: (Double) -> Bool) -> [Double] {
      values.indices.map { isIncluded(values[$0]) ? weights?[$0] ?? 1 : 0 }
    }
    // Amounts of `sign`; rows without one get the value 1, which nothing reads.
    func sizing(_ name: String, sign: Double) -> Part {
      let response = values.map { value -> Double in
        let amount = sign * value > 0 ? sign * value : 1
        return amounts == .gamma ? amount : Elementary.log(amount)
      }
      return Part(name: name, regression: size, response: response, weights: rows { sign * $0 > 0 })
    }
    let any = choosing("any", { $0 != 0 }, weights: weights)
    if !isSigned { return [any, sizing("amount", sign: 1)] }
    return [
      any, choosing("gain_if_any", { $0 > 0 }, weights: rows { $0 != 0 }), sizing("gain", sign: 1),
      sizing("loss", sign: -1),
    ]
  }
}

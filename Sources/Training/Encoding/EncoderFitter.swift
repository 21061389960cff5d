import ClienteleScoring
import LinearAlgebra
import Tables

/// Fits an ``Encoder`` to the predictors of a table.
package struct EncoderFitter: Sendable {
  /// What scoring will do with the unexpected.
  package var policies = Policies()
  /// A level with less weight than this, a sum over its rows, shares the group `other`; 0 keeps every level apart.
  package var minimumLevelWeight = 0.0
  /// The instant from which dates are counted back, in microseconds since 1970; the end of the latest day if nil.
  package var reference: Int64?
  /// The widest design that is fitted.
  package static let widestDesign = 5_000

  package init() {}

  /// Measures `predictors`.
  ///
  /// - Parameters:
  ///   - weights: one a row; rows of weight 0 count nowhere, not even for levels. nil is 1 everywhere.
  ///   - isStrict: whether a column without information is an error (training) or keeps a term that will be aliased (a
  ///     fold, where it may vary elsewhere).
  package func fit(
    _ predictors: [Column], rows: Int, weights: [Double]?, reduction: BlockReduction, isStrict: Bool = true
  ) throws(TrainingError) -> Encoder {
    let total = weights?.reduce(0, +) ?? Double(rows)
    if rows == 0 { throw .noRows }
    if !(total > 0) { throw .zeroTotalWeight }
    let reference = self.reference ?? latestDay(in: predictors, weights: weights)
    let numeric = predictors.compactMap { column -> (Column, NumericFeature.Source, NumericReader)? in
      let source: NumericFeature.Source
      switch column.values {
      case .double, .integer: source = .number
      case .date, .dateTime: source = .daysBefore(reference: reference)
      case .text, .boolean: return nil
      }
      return NumericReader(column.values, source: source).map { (column, source, $0) }
    }
    let moments = TableMoments.measure(numeric.map(\.2), weights: weights, rows: rows, reduction: reduction)
    let categorical = predictors.filter { $0.values.type == .text || $0.values.type == .boolean }
    let counts = Workers.map(categorical.count, workers: reduction.threads) {
      LevelCounts(categorical[$0].values, weights: weights)
    }

    var features: [String: Feature] = [:]
    var constant: Set<String> = []
    var pooled: Set<String> = []
    var allMissing: Set<String> = []
    for ((column, source, reader), moments) in zip(numeric, moments) {
      if moments.infinite > 0 {
        throw .nonFinite(column: column.name, row: firstInfiniteRow(reader, rows: rows, weights: weights))
      }
      if isExtreme(moments) { throw .extremeValues(column: column.name) }
      if moments.weight == 0 { allMissing.insert(column.name) }
      if moments.weight > 0, moments.missingWeight == 0, moments.lowest == moments.highest {
        constant.insert(column.name)
      }
      features[column.name] = .numeric(numericFeature(column.name, source, moments, total: total))
    }
    for (column, counts) in zip(categorical, counts) {
      guard let counts else { continue }
      let feature = categoricalFeature(column, counts, total: total)
      let seen = feature.levels.count + (feature.hasPool ? 1 : 0)
      if seen == 0 { allMissing.insert(column.name) }
      if seen > 0, feature.groupCount == 1 {
        // A pool has two levels or more.
        if feature.hasPool { pooled.insert(column.name) } else { constant.insert(column.name) }
      }
      if isStrict, feature.levels.count > 50, 2 * feature.levels.count > rows {
        throw .identifierLike(column: column.name, levels: feature.levels.count, rows: rows)
      }
      features[column.name] = .categorical(feature)
    }
    if isStrict {
      let names = predictors.map(\.name)
      if !allMissing.isEmpty { throw .allMissingColumns(names.filter(allMissing.contains)) }
      if !constant.isEmpty { throw .constantColumns(names.filter(constant.contains)) }
      if !pooled.isEmpty { throw .pooledColumns(names.filter(pooled.contains), minimum: minimumLevelWeight) }
    }
    let encoder = Encoder(features: predictors.compactMap { features[$0.name] }, policies: policies)
    let terms = encoder.features.reduce(1) { $0 + $1.termNames.count }
    if terms > Self.widestDesign {
      let widest = encoder.features.sorted { $0.termNames.count > $1.termNames.count }.prefix(3).map(\.column)
      throw .tooWide(terms: terms, limit: Self.widestDesign, widest: widest)
    }
    return encoder
  }

  /// Whether a Gram matrix of the column could overflow, or vanish though the column varies.
  private func isExtreme(_ moments: ColumnMoments) -> Bool {
    if moments.weight == 0 { return false }
    let width = moments.highest - moments.lowest
    return max(abs(moments.lowest), abs(moments.highest)) > 1e140 || (width > 0 && width < 1e-140)
  }

  private func numericFeature(
    _ name: String, _ source: NumericFeature.Source, _ moments: ColumnMoments, total: Double
  ) -> NumericFeature {
    let spread = (moments.sumOfSquares / total).squareRoot()
    let range = moments.weight > 0 ? outwards(moments.lowest, moments.highest) : (0, 0)
    return NumericFeature(
      column: name, source: source, center: moments.weight > 0 ? moments.mean : 0,
      scale: spread > 0 && spread.isFinite ? spread : 1, lowest: range.0, highest: range.1,
      missingShare: moments.missingWeight / total)
  }

  private func categoricalFeature(_ column: Column, _ counts: LevelCounts, total: Double) -> CategoricalFeature {
    // Texts that Swift holds equal (canonical equivalence) are one level, written as the first of them in order.
    var weights: [String: Double] = [:]
    let seen = counts.levels.indices.filter { counts.weights[$0] > 0 }.map { (counts.levels[$0], counts.weights[$0]) }
    for (level, weight) in seen.sorted(by: { CategoricalFeature.precedes($0.0, $1.0) }) {
      weights[level, default: 0] += weight
    }
    let sorted = weights.keys.sorted(by: CategoricalFeature.precedes)
    var kept = sorted.filter { (weights[$0] ?? 0) >= minimumLevelWeight }
    var pooled = sorted.filter { (weights[$0] ?? 0) < minimumLevelWeight }
    if pooled.count == 1, kept.isEmpty { swap(&kept, &pooled) }
    var groups = kept.map { weights[$0] ?? 0 }
    if !pooled.isEmpty { groups.append(pooled.reduce(0) { $0 + (weights[$1] ?? 0) }) }
    if counts.missing > 0 { groups.append(counts.missing) }
    return CategoricalFeature(
      column: column.name, isBoolean: column.values.type == .boolean, levels: kept, hasPool: !pooled.isEmpty,
      shares: groups.map { $0 / total }, hasMissingGroup: counts.missing > 0)
  }

  /// The end of the latest day on which a row with weight has a date or an instant, in microseconds: a date itself, or
  /// the midnight after an instant, lest a customer's moment be in the model.
  private func latestDay(in predictors: [Column], weights: [Double]?) -> Int64 {
    let day: Int64 = 86_400_000_000
    func latest<Value: FixedWidthInteger>(_ values: [Value]) -> Value? {
      let last = values.indices.lazy.filter { (weights?[$0] ?? 1) > 0 }.map { values[$0] }.max()
      return last == Value.min ? nil : last
    }
    return predictors.reduce(Int64.min) { found, column in
      switch column.values {
      case .date(let days): max(found, latest(days).map { Int64($0) * day } ?? found)
      case .dateTime(let instants):
        max(found, latest(instants).map { $0 - ($0 % day + day) % day + ($0 % day == 0 ? 0 : day) } ?? found)
      default: found
      }
    }
  }

  private func firstInfiniteRow(_ reader: NumericReader, rows: Int, weights: [Double]?) -> Int {
    let values = reader.values(count: rows)
    return 1 + (values.indices.first { values[$0].isInfinite && (weights?[$0] ?? 1) > 0 } ?? 0)
  }
}

/// `lowest` and `highest` rounded outwards to two significant decimal digits, or to the power of ten below their distance
/// where that is finer: years from 1991 to 2024 become 1990 to 2030.
private func outwards(_ lowest: Double, _ highest: Double) -> (Double, Double) {
  let spread = highest - lowest
  let finest = spread > 0 && spread.isFinite ? magnitude(spread) : Int.max
  func rounded(_ x: Double, _ rule: FloatingPointRoundingRule) -> Double {
    if x == 0 || !x.isFinite { return x }
    let exponent = min(magnitude(x) - 1, max(finest, magnitude(x) - 14))
    // In two steps, lest a power of ten overflow; the decimal text is read back, so that 0.07 is 0.07 and not 7 · 0.01.
    let digits = scaled(x, by: -exponent).rounded(rule)
    return Double("\(Int(digits))e\(exponent)") ?? x
  }
  return (min(lowest, rounded(lowest, .down)), max(highest, rounded(highest, .up)))
}

/// The exponent of the largest power of ten that is not above |x|.
private func magnitude(_ x: Double) -> Int {
  var (digits, exponent) = (abs(x), 0)
  while digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
  while digits < 1, exponent > -320 { (digits, exponent) = (digits * 10, exponent - 1) }
  return exponent
}

/// x · 10^exponent.
private func scaled(_ x: Double, by exponent: Int) -> Double {
  var result = x
  for _ in 0..<abs(exponent) { result = exponent > 0 ? result * 10 : result / 10 }
  return result
}

extension ScoringPlan {
  /// The position in ``levels`` of the level of a feature that equals `text`, or −1.
  ///
  /// Texts are equal when they are canonically equivalent, as Swift's `==` has it.
  @inline(__always)
  func position(of text: String, in feature: UnsafePointer<PlannedFeature>) -> Int {
    if feature.pointee.index >= 0 { return slots[feature.pointee.index].position(of: text) }
    let candidates = feature.pointee.levels
    let key = LevelKey(text)
    var match = -1
    for position in candidates { match = levels[position].key == key ? position : match }
    if match >= 0 && (key.isExact || texts[match] == text) { return match }
    return candidates.first { texts[$0] == text } ?? -1
  }

  /// What `value` contributes as the feature at `position`.
  @inline(__always)
  func contribution(
    of value: Value, at position: Int, _ feature: UnsafePointer<PlannedFeature>, _ counts: inout Unexpected
  ) throws(ScoringError) -> Double {
    switch (feature.pointee.input, value) {
    case (.text, .text(let text)):
      return try level(text, feature, position, &counts)
    case (.number, .number(let number)) where !number.isNaN:
      return try numeric(number, feature, position, &counts)
    case (.date, .instant(let instant)):
      return try numeric(feature.pointee.days(instant: Double(instant)), feature, position, &counts)
    case (.date, .date(let day)):
      return try numeric(feature.pointee.days(instant: Double(day) * microsecondsADay), feature, position, &counts)
    case (.text, .number(let number)) where !number.isNaN:
      return try level(canonicalText(number), feature, position, &counts)
    case (.text, .boolean(let boolean)), (.boolean, .boolean(let boolean)):
      return try level(boolean ? "true" : "false", feature, position, &counts)
    case (_, .missing), (.number, .number), (.text, .number):
      if feature.pointee.refusesMissing { throw refused(position, .missing) }
      counts.missing += 1
      return feature.pointee.missing
    default:
      throw .typeMismatch(column: inputs[position].column, expected: feature.pointee.input, found: value.typeName)
    }
  }

  @inline(__always)
  private func numeric(
    _ number: Double, _ feature: UnsafePointer<PlannedFeature>, _ position: Int, _ counts: inout Unexpected
  ) throws(ScoringError) -> Double {
    if feature.pointee.isOutOfRange(number) {
      if feature.pointee.refusesOutOfRange { throw refused(position, .outOfRange) }
      counts.outOfRange += 1
    }
    let contribution = feature.pointee.contribution(number)
    guard contribution.isFinite else { throw refused(position, .notFinite) }
    return contribution
  }

  @inline(__always)
  private func level(
    _ text: String, _ feature: UnsafePointer<PlannedFeature>, _ position: Int, _ counts: inout Unexpected
  ) throws(ScoringError) -> Double {
    let found = self.position(of: text, in: feature)
    guard found < 0 else { return levels[found].contribution }
    if feature.pointee.refusesUnseen { throw refused(position, .unseen) }
    counts.unseen += 1
    return feature.pointee.unseen
  }

  @inline(never)
  private func refused(_ position: Int, _ reason: Refusal.Reason) -> ScoringError {
    .refused(row: nil, Refusal(inputs[position].column, reason))
  }

  /// The number in the offset column.
  func offset(_ value: Value) throws(ScoringError) -> Double {
    switch value {
    case .number(let number) where number.isFinite: return number
    case .missing: throw .refused(row: nil, Refusal(offset, .missing))
    case .number(let number): throw .refused(row: nil, Refusal(offset, number.isNaN ? .missing : .notFinite))
    default: throw .typeMismatch(column: offset ?? "", expected: .number, found: value.typeName)
    }
  }

  /// Scores a row of values that stand at `positions`, one for every feature and then one for the offset, if any.
  func score(_ values: [Value], at positions: [Int], extraColumns: Int) throws(ScoringError) -> Score {
    var counts = Unexpected(extraColumns: extraColumns)
    var link = baseline
    for position in 0..<featureCount {
      link += try contribution(of: values[positions[position]], at: position, features + position, &counts)
    }
    var offset = 0.0
    if self.offset != nil {
      offset = try self.offset(values[positions[featureCount]])
      link += offset
    }
    let prediction = mean(link)
    guard link.isFinite, prediction.isFinite else { throw .refused(row: nil, Refusal(nil, .notFinite)) }
    return Score(
      plan: self, link: link, prediction: prediction, baseline: baseline, offset: offset, unexpected: counts,
      values: values, positions: positions)
  }

  /// The contributions in a row that was scored: the same calls as in `score`, so the same bits, and nothing refused.
  func contributions(of values: [Value], at positions: [Int]) -> [Double] {
    var counts = Unexpected(extraColumns: 0)
    return (0..<featureCount).map { position in
      (try? contribution(of: values[positions[position]], at: position, features + position, &counts)) ?? 0
    }
  }
}

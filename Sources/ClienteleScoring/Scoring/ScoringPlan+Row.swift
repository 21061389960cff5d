extension ScoringPlan {
  /// The position in ``levels`` of the level of a feature that equals `text`, or −1.
  ///
  /// Texts are equal when they are canonically equivalent, as Swift's `==` has it.
  @inline(__always)
  func position(of text: String, in feature: PlannedFeature, _ levels: UnsafeBufferPointer<String>) -> Int {
    if feature.index >= 0 {
      return indexes[feature.index][text].map { Int($0) } ?? -1
    }
    for position in feature.firstLevel..<(feature.firstLevel + feature.levelCount) where levels[position] == text {
      return position
    }
    return -1
  }

  /// What `value` contributes as the feature at `position`.
  @inline(__always)
  func contribution(
    of value: Value, at position: Int, _ features: UnsafeBufferPointer<PlannedFeature>,
    _ levels: UnsafeBufferPointer<String>, _ counts: inout Unexpected
  ) throws(ScoringError) -> Double {
    let feature = features[position]
    switch (feature.input, value) {
    case (.number, .number(let number)) where !number.isNaN:
      return try numeric(number, feature, position, &counts)
    case (.date, .instant(let instant)):
      return try numeric(feature.days(instant: Double(instant)), feature, position, &counts)
    case (.date, .date(let day)):
      return try numeric(feature.days(instant: Double(day) * microsecondsADay), feature, position, &counts)
    case (.text, .text(let text)):
      return try level(text, feature, position, levels, &counts)
    case (.text, .number(let number)) where !number.isNaN:
      return try level(canonicalText(number), feature, position, levels, &counts)
    case (.text, .boolean(let boolean)), (.boolean, .boolean(let boolean)):
      return try level(boolean ? "true" : "false", feature, position, levels, &counts)
    case (_, .missing), (.number, .number), (.text, .number):
      if feature.refusesMissing { throw refused(position, .missing) }
      counts.missing += 1
      return feature.missing
    default:
      throw .typeMismatch(column: inputs[position].column, expected: feature.input, found: value.typeName)
    }
  }

  @inline(__always)
  private func numeric(
    _ number: Double, _ feature: PlannedFeature, _ position: Int, _ counts: inout Unexpected
  ) throws(ScoringError) -> Double {
    if feature.isOutOfRange(number) {
      if feature.refusesOutOfRange { throw refused(position, .outOfRange) }
      counts.outOfRange += 1
    }
    let contribution = feature.contribution(number)
    guard contribution.isFinite else { throw refused(position, .notFinite) }
    return contribution
  }

  @inline(__always)
  private func level(
    _ text: String, _ feature: PlannedFeature, _ position: Int, _ levels: UnsafeBufferPointer<String>,
    _ counts: inout Unexpected
  ) throws(ScoringError) -> Double {
    let found = self.position(of: text, in: feature, levels)
    guard found < 0 else { return levelContributions[found] }
    if feature.refusesUnseen { throw refused(position, .unseen) }
    counts.unseen += 1
    return feature.unseen
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
    var contributions: [Double] = []
    contributions.reserveCapacity(features.count)
    var link = baseline
    var failure: ScoringError?
    features.withUnsafeBufferPointer { features in
      levels.withUnsafeBufferPointer { levels in
        do throws(ScoringError) {
          for position in features.indices {
            let value = values[positions[position]]
            let contribution = try contribution(of: value, at: position, features, levels, &counts)
            contributions.append(contribution)
            link += contribution
          }
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    var offset = 0.0
    if self.offset != nil {
      offset = try self.offset(values[positions[features.count]])
      link += offset
    }
    guard link.isFinite else { throw .refused(row: nil, Refusal(nil, .notFinite)) }
    return Score(
      plan: self, link: link, prediction: prediction(atLink: link), contributions: contributions, offset: offset,
      unexpected: counts, values: values, positions: positions)
  }
}

/// Made-up rows with the scores that the model gave them when it was written; who reads the file scores them again.
///
/// No value is a customer's: numbers are the training mean, the mean plus and minus multiples of the standard deviation,
/// and points beyond the range; every level occurs at least once where 256 rows suffice, and so do, where the policies
/// let them pass, an unseen level and a missing value.
struct VerificationRows {
  /// One value an input, by row.
  let rows: [[Value]]
  let links: [Double]
  let predictions: [Double]
  /// What models of several predictors tell beside the prediction, one row after the other.
  let outputs: [Double]

  private static let fewest = 8
  private static let most = 256

  /// Makes rows up for a model.
  ///
  /// - Throws: ``ModelFileError/inconsistent(_:)`` when not even the average row has a finite score.
  init(_ scoring: ScoringModel) throws(ModelFileError) {
    let model = scoring.model
    var choices = model.encoder.features.map { Self.choices($0, model.encoder.policies) }
    if model.response.offset != nil { choices.append([.number(0), .number(0.25), .number(-0.5)]) }
    let count = min(Self.most, choices.map(\.count).max() ?? 0)
    var rows: [[Value]] = []
    var scores: [Score] = []
    for row in 0..<max(Self.fewest, count) {
      // A column's choices start at its own place, so that rows differ in how choices meet.
      let made = choices.enumerated().map { $1[(row + $0) % $1.count] }
      let plain = choices.map { $0[0] }
      if let score = try? scoring.scoreInOrder(made) {
        rows.append(made)
        scores.append(score)
      } else if let score = try? scoring.scoreInOrder(plain) {
        rows.append(plain)
        scores.append(score)
      } else {
        throw .inconsistent("the average row has no finite score")
      }
    }
    self.rows = rows
    links = scores.map(\.link)
    predictions = scores.map(\.prediction)
    outputs = scores.flatMap(\.outputs)
  }

  /// Scores the rows again.
  ///
  /// - Throws: ``ModelFileError/verificationFailed(row:)`` unless all that was told is the same bits.
  func verify(_ scoring: ScoringModel) throws(ModelFileError) {
    let width = outputs.count / max(1, rows.count)
    for (position, row) in rows.enumerated() {
      let expected = [links[position], predictions[position]] + outputs[(position * width)..<((position + 1) * width)]
      guard let score = try? scoring.scoreInOrder(row),
        ([score.link, score.prediction] + score.outputs).map(\.bitPattern) == expected.map(\.bitPattern)
      else { throw .verificationFailed(row: position + 1) }
    }
  }

  /// The values that a feature takes in turn, a plain one first.
  private static func choices(_ feature: Feature, _ policies: Policies) -> [Value] {
    switch feature {
    case .numeric(let numeric): choices(numeric, policies)
    case .categorical(let categorical): choices(categorical, policies)
    }
  }

  private static func choices(_ feature: NumericFeature, _ policies: Policies) -> [Value] {
    let (center, scale) = (feature.center, feature.scale)
    var numbers = [center, center + 0.618 * scale, center - 0.618 * scale, center + 1.7 * scale, center - 1.7 * scale]
    if policies.outOfRange == .error {
      numbers = numbers.map { min(max($0, feature.lowest), feature.highest) }
    } else {
      numbers += [feature.highest + 1.5 * scale + 1, feature.lowest - 1.5 * scale - 1]
    }
    var values = numbers.filter(\.isFinite).map { number -> Value in
      switch feature.source {
      case .number: .number(number)
      case .daysBefore(let reference): instant(days: number, before: reference)
      }
    }
    if policies.missing == .average || feature.hasMissingTerm { values.append(.missing) }
    return values
  }

  private static func choices(_ feature: CategoricalFeature, _ policies: Policies) -> [Value] {
    var levels = feature.levels + feature.pooled
    if policies.unseen == .average || feature.poolsTheRest {
      if feature.isBoolean {
        levels += ["false", "true"].filter { !levels.contains($0) }
      } else {
        var unseen = "(unseen)"
        while levels.contains(unseen) { unseen += ")" }
        levels.append(unseen)
      }
    }
    let missing: [Value] = policies.missing == .average || feature.hasMissingGroup ? [.missing] : []
    return levels.map { feature.isBoolean ? .boolean($0 == "true") : .text($0) } + missing
  }

  /// The instant that lies `days` before `reference`, moved into the range of instants.
  private static func instant(days: Double, before reference: Int64) -> Value {
    let microseconds = (Double(reference) - days * microsecondsADay).rounded()
    return .instant(microsecondsSince1970: Int64(min(max(microseconds, -0x1p62), 0x1p62)))
  }
}

extension VerificationRows {
  func write(to container: inout SafeTensors) {
    container.metadata["verification"] = JSON.object(["rows": .array(rows.map { .array($0.map(\.json)) })]).text
    container.tensors["verification.link"] = .init(links)
    container.tensors["verification.prediction"] = .init(predictions)
    if !outputs.isEmpty { container.tensors["verification.outputs"] = .init(outputs) }
  }

  init(_ container: SafeTensors, _ scoring: ScoringModel) throws(ModelFileError) {
    let inputs = scoring.inputs
    links = try container.vector("verification.link")
    predictions = try container.vector("verification.prediction")
    var rows: [[Value]] = []
    for (position, row) in try container.object("verification").array("rows").enumerated() {
      guard case .array(let cells) = row, cells.count == inputs.count else {
        throw .inconsistent("verification row \(position + 1) does not have \(inputs.count) values")
      }
      var values: [Value] = []
      for (cell, input) in zip(cells, inputs) {
        guard let value = Value(cell, input.type) else {
          throw .inconsistent("verification row \(position + 1), column \(input.column): not a \(input.type.rawValue)")
        }
        values.append(value)
      }
      rows.append(values)
    }
    self.rows = rows
    guard rows.count >= Self.fewest, links.count == rows.count, predictions.count == rows.count else {
      throw .inconsistent("there are not as many verification rows as expected scores, or too few")
    }
    let width = scoring.outputNames.count
    outputs = width == 0 ? [] : try container.vector("verification.outputs")
    guard outputs.count == rows.count * width else {
      throw .invalidTensor(name: "verification.outputs", reason: "it does not have \(width) numbers a row")
    }
  }
}

extension Value {
  fileprivate var json: JSON {
    switch self {
    case .missing: .null
    case .number(let number): .double(number)
    case .text(let text): .string(text)
    case .boolean(let boolean): .boolean(boolean)
    case .date(let day): .integer(Int64(day) * Int64(microsecondsADay))
    case .instant(let instant): .integer(instant)
    }
  }

  fileprivate init?(_ json: JSON, _ type: InputType) {
    switch (type, json) {
    case (_, .null): self = .missing
    case (.number, .number(let text)):
      guard let number = Double(text), number.isFinite else { return nil }
      self = .number(number)
    case (.date, .number(let text)):
      guard let instant = Int64(text) else { return nil }
      self = .instant(microsecondsSince1970: instant)
    case (.text, .string(let text)): self = .text(text)
    case (.boolean, .boolean(let boolean)): self = .boolean(boolean)
    default: return nil
    }
  }
}

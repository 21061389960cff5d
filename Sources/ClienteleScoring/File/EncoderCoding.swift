// The encoder as JSON: names, types, levels and policies. Its numbers are tensors.

extension Encoder {
  var json: JSON {
    .object(["features": .array(features.map(\.json)), "policies": policies.json])
  }

  init(_ json: JSONObject, _ numbers: EncoderNumbers) throws(ModelFileError) {
    var numeric = 0
    var group = 0
    var features: [Feature] = []
    for (position, value) in try json.array("features").enumerated() {
      let feature = try JSONObject(value: value, "encoder.features[\(position)]")
      let column = try feature.string("column")
      let type: InputType = try feature.choice("type")
      switch type {
      case .number, .date:
        guard
          [numbers.center, numbers.scale, numbers.lowest, numbers.highest, numbers.missingShare]
            .allSatisfy({ $0.count > numeric })
        else { throw .inconsistent("there are fewer numbers in the tensors than numeric columns") }
        let source: NumericFeature.Source =
          type == .number ? .number : .daysBefore(reference: try feature.integer("reference"))
        features.append(
          .numeric(
            NumericFeature(
              column: column, source: source, center: numbers.center[numeric], scale: numbers.scale[numeric],
              lowest: numbers.lowest[numeric],
              highest: numbers.highest[numeric], missingShare: numbers.missingShare[numeric],
              curve: try NumericFeature.Curve(feature))))
        numeric += 1
      case .text, .boolean:
        let levels = try feature.strings("levels")
        let pooled = try feature.strings("pooled")
        let hasMissing = try feature.boolean("missing_group")
        let hasPool = try feature.optional("pool", feature.boolean) ?? !pooled.isEmpty
        let groups = levels.count + (hasPool ? 1 : 0) + (hasMissing ? 1 : 0)
        guard hasPool || pooled.isEmpty else { throw .inconsistent("column \(column): pooled levels without a pool") }
        guard numbers.groupShare.count - group >= groups else {
          throw .inconsistent("there are fewer shares in the tensors than groups")
        }
        features.append(
          .categorical(
            CategoricalFeature(
              column: column, isBoolean: type == .boolean, levels: levels, hasPool: hasPool, pooled: pooled,
              shares: Array(numbers.groupShare[group..<(group + groups)]), hasMissingGroup: hasMissing)))
        group += groups
      }
    }
    guard
      [numbers.center, numbers.scale, numbers.lowest, numbers.highest, numbers.missingShare]
        .allSatisfy({ $0.count == numeric }), numbers.groupShare.count == group
    else { throw .inconsistent("there are more numbers in the tensors than the encoder has use for") }
    self.init(features: features, policies: try Policies(json.object("policies")))
  }
}

extension Feature {
  fileprivate var json: JSON {
    var members: [String: JSON] = ["column": .string(column), "type": .string(inputType.rawValue)]
    switch self {
    case .numeric(let feature):
      if case .daysBefore(let reference) = feature.source { members["reference"] = .integer(reference) }
      feature.curve.write(to: &members)
    case .categorical(let feature):
      members["levels"] = .strings(feature.levels)
      members["pooled"] = .strings(feature.pooled)
      if feature.poolsTheRest { members["pool"] = .boolean(true) }
      members["missing_group"] = .boolean(feature.hasMissingGroup)
    }
    return .object(members)
  }
}

extension NumericFeature.Curve {
  fileprivate func write(to members: inout [String: JSON]) {
    switch self {
    case .straight: break
    case .logarithm: members["curve"] = .string("log")
    case .ranks(let knots):
      members["curve"] = .string("rank")
      members["knots"] = .array(knots.map(JSON.double))
    }
  }

  fileprivate init(_ feature: JSONObject) throws(ModelFileError) {
    switch try feature.optional("curve", feature.string) {
    case nil: self = .straight
    case "log": self = .logarithm
    case "rank": self = .ranks(try feature.doubles("knots"))
    default: throw .inconsistent("a curve of the encoder is not one that this version knows")
    }
  }
}

extension Policies {
  fileprivate var json: JSON {
    .object([
      "missing": .string(missing.rawValue), "unseen": .string(unseen.rawValue),
      "out_of_range": .string(outOfRange.rawValue),
    ])
  }

  fileprivate init(_ json: JSONObject) throws(ModelFileError) {
    self.init(
      missing: try json.choice("missing"), unseen: try json.choice("unseen"),
      outOfRange: try json.choice("out_of_range"))
  }
}

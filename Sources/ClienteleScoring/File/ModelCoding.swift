import Tables

/// The model as texts and arrays of a container.
///
/// Scalars and names are JSON texts in the metadata. Numbers of which there is one a term, a numeric column or a group
/// are tensors, in the order of the encoder's features.
enum ModelCoding {
  static func write(_ model: FittedModel, to container: inout SafeTensors) {
    container.metadata["kind"] = model.kind.rawValue
    container.metadata["response"] = model.response.json.text
    container.metadata["encoder"] = model.encoder.json.text
    container.metadata["certificate"] = model.certificate.json.text
    container.metadata["lineage"] = model.lineage.json.text
    container.metadata["missing"] = model.missing.map { JSON.strings($0).text }
    if model.function != .mean(model.kind.defaultLink) || !model.kind.isFirstGeneration {
      container.metadata["response_function"] = model.function.json.text
    }
    container.tensors["intercept"] = .init(model.predictors.map(\.intercept))
    container.tensors["estimates"] = .init(model.predictors.flatMap(\.estimates))
    if let residuals = model.residuals {
      var members: [String: JSON] = [
        "quarter_powers": .integer(residuals.quarterPowers), "least": .optional(residuals.least, JSON.double),
      ]
      if residuals.isOfQuantiles { members["of_quantiles"] = .boolean(true) }
      if let groups = residuals.groups {
        (members["column"], members["levels"]) = (.string(groups.column), .strings(groups.levels))
        container.tensors["residuals.groups"] = .init(groups.values.flatMap(\.self))
      }
      container.metadata["residuals"] = JSON.object(members).text
      container.tensors["residuals"] = .init(residuals.values)
    }
    model.calibrator?.write(to: &container)
    model.segments?.write(to: &container)
    if let covariance = model.covariance {
      container.metadata["covariance"] =
        JSON.object(["degrees_of_freedom": .optional(covariance.degreesOfFreedom, JSON.double)]).text
      container.tensors["covariance"] = .init(covariance.triangles.flatMap(\.self))
    }
    var numbers = EncoderNumbers()
    for feature in model.encoder.features { numbers.append(feature) }
    container.tensors["numeric.center"] = .init(numbers.center)
    container.tensors["numeric.scale"] = .init(numbers.scale)
    container.tensors["numeric.lowest"] = .init(numbers.lowest)
    container.tensors["numeric.highest"] = .init(numbers.highest)
    container.tensors["numeric.missing_share"] = .init(numbers.missingShare)
    container.tensors["group.share"] = .init(numbers.groupShare)
  }

  static func read(_ container: SafeTensors) throws(ModelFileError) -> FittedModel {
    guard let kind = ModelKind(rawValue: container.metadata["kind"] ?? "") else {
      throw .inconsistent("__metadata__.kind is not a kind that this version knows")
    }
    var numbers = EncoderNumbers()
    numbers.center = try container.vector("numeric.center")
    numbers.scale = try container.vector("numeric.scale")
    numbers.lowest = try container.vector("numeric.lowest")
    numbers.highest = try container.vector("numeric.highest")
    numbers.missingShare = try container.vector("numeric.missing_share")
    numbers.groupShare = try container.vector("group.share")
    let encoder = try Encoder(container.object("encoder"), numbers)
    let function: ResponseFunction =
      container.metadata["response_function"] == nil
      ? .mean(kind.defaultLink) : try ResponseFunction(container.object("response_function"))
    return FittedModel(
      kind: kind, response: try Response(container.object("response")), encoder: encoder,
      predictors: try predictors(container, count: function.predictorCount),
      function: function, certificate: try FitCertificate(container.object("certificate")),
      lineage: try Lineage(container.object("lineage")), missing: try container.texts("missing"),
      residuals: try residuals(container), calibrator: try Calibrator(container),
      covariance: try covariance(container, count: function.predictorCount), segments: try Segments(container))
  }

  private static func covariance(
    _ container: SafeTensors, count: Int
  ) throws(ModelFileError) -> EstimateCovariance? {
    if container.metadata["covariance"] == nil { return nil }
    let json = try container.object("covariance")
    let numbers = try container.vector("covariance")
    guard count > 0, numbers.count % count == 0 else {
      throw .invalidTensor(name: "covariance", reason: "it does not have as many numbers for every predictor")
    }
    let size = numbers.count / count
    return EstimateCovariance(
      triangles: (0..<count).map { Array(numbers[($0 * size)..<(($0 + 1) * size)]) },
      degreesOfFreedom: try json.optional("degrees_of_freedom", json.double))
  }

  private static func residuals(_ container: SafeTensors) throws(ModelFileError) -> ResidualQuantiles? {
    if container.metadata["residuals"] == nil { return nil }
    let json = try container.object("residuals")
    let values = try container.vector("residuals")
    var groups: ResidualQuantiles.Groups?
    if let column = try json.optional("column", json.string) {
      let (levels, all) = (try json.strings("levels"), try container.vector("residuals.groups"))
      guard all.count == levels.count * values.count else {
        throw .invalidTensor(
          name: "residuals.groups", reason: "it does not have as many numbers a group as all rows have")
      }
      groups = .init(
        column: column, levels: levels,
        values: levels.indices.map { Array(all[($0 * values.count)..<(($0 + 1) * values.count)]) })
    }
    return ResidualQuantiles(
      values: values, quarterPowers: try json.integer("quarter_powers"),
      least: try json.optional("least", json.double),
      isOfQuantiles: try json.optional("of_quantiles", json.boolean) ?? false, groups: groups)
  }

  /// One predictor after the other, as long as there are numbers for.
  private static func predictors(
    _ container: SafeTensors, count: Int
  ) throws(ModelFileError) -> [LinearPredictor] {
    let intercepts = try container.vector("intercept")
    let estimates = try container.vector("estimates")
    guard intercepts.count == count else {
      throw .invalidTensor(name: "intercept", reason: "it does not have \(Words.count(count, "number"))")
    }
    if count == 0, estimates.isEmpty { return [] }
    guard count > 0, estimates.count % count == 0 else {
      throw .invalidTensor(name: "estimates", reason: "it does not have as many numbers for every predictor")
    }
    // Whether these are as many as the encoder has terms is checked with the other parts.
    let terms = estimates.count / count
    return intercepts.indices.map {
      LinearPredictor(intercept: intercepts[$0], estimates: Array(estimates[($0 * terms)..<(($0 + 1) * terms)]))
    }
  }
}

/// The numbers of an encoder, as tensors have them: one a numeric feature, one a group.
struct EncoderNumbers {
  var center: [Double] = []
  var scale: [Double] = []
  var lowest: [Double] = []
  var highest: [Double] = []
  var missingShare: [Double] = []
  var groupShare: [Double] = []

  mutating func append(_ feature: Feature) {
    switch feature {
    case .numeric(let numeric):
      center.append(numeric.center)
      scale.append(numeric.scale)
      lowest.append(numeric.lowest)
      highest.append(numeric.highest)
      missingShare.append(numeric.missingShare)
    case .categorical(let categorical):
      groupShare += categorical.shares
    }
  }
}

extension SafeTensors {
  /// A one-dimensional tensor.
  func vector(_ name: String) throws(ModelFileError) -> [Double] {
    guard let tensor = tensors[name] else { throw .invalidTensor(name: name, reason: "it is missing") }
    guard tensor.shape.count == 1 else { throw .invalidTensor(name: name, reason: "it is not one-dimensional") }
    return tensor.values
  }

  /// A JSON object among the metadata.
  func object(_ key: String) throws(ModelFileError) -> JSONObject {
    guard let text = metadata[key] else { throw .inconsistent("__metadata__.\(key) is missing") }
    return try JSONObject(value: json(text, key), key)
  }

  /// A JSON list of texts among the metadata, nil where it is not there.
  func texts(_ key: String) throws(ModelFileError) -> [String]? {
    guard let text = metadata[key] else { return nil }
    return try JSONObject(value: .object([key: json(text, key)]), "__metadata__").strings(key)
  }

  private func json(_ text: String, _ key: String) throws(ModelFileError) -> JSON {
    do throws(JSONError) {
      return try JSONParser.parse(text.utf8)
    } catch {
      throw .badHeader("__metadata__.\(key), byte \(error.offset): \(error.reason)")
    }
  }
}

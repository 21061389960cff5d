// What explains and certifies a model, as JSON.

extension Response {
  var json: JSON {
    var members: [String: JSON] = [
      "column": .string(column), "event": .optional(event, JSON.string), "non_event": .optional(nonEvent, JSON.string),
      "offset": .optional(offset, JSON.string), "id": .optional(id, JSON.string),
    ]
    if let trials { members["trials"] = .string(trials) }
    return .object(members)
  }

  init(_ json: JSONObject) throws(ModelFileError) {
    self.init(
      column: try json.string("column"), event: try json.optional("event", json.string),
      nonEvent: try json.optional("non_event", json.string), trials: try json.optional("trials", json.string),
      offset: try json.optional("offset", json.string),
      id: try json.optional("id", json.string))
  }
}

extension Lineage {
  var json: JSON {
    var members: [String: JSON] = [
      "data_fingerprint": .string(dataFingerprint), "rows": .integer(rows), "rows_used": .integer(rowsUsed),
      "seed": .integer(seed), "tool_version": .string(toolVersion), "penalty": .string(penalty),
      "parent": .optional(parent, JSON.string),
    ]
    if let rowSketch { members["row_sketch"] = rowSketch.json }
    return .object(members)
  }

  init(_ json: JSONObject) throws(ModelFileError) {
    self.init(
      dataFingerprint: try json.string("data_fingerprint"), rows: try json.integer("rows"),
      rowsUsed: try json.integer("rows_used"), seed: try json.integer("seed"),
      toolVersion: try json.string("tool_version"), penalty: try json.string("penalty"),
      parent: try json.optional("parent", json.string),
      rowSketch: try json.optional("row_sketch") { key throws(ModelFileError) in
        try RowSketch(json.object(key))
      })
  }
}

extension FitCertificate {
  var json: JSON {
    var members: [String: JSON] = [
      "convergence": convergence.json, "terms": .array(terms.map(\.json)), "log_likelihood": .double(logLikelihood),
      "deviance": .double(deviance), "null_deviance": .double(nullDeviance), "aic": .optional(aic, JSON.double),
      "bic": .optional(bic, JSON.double), "dispersion": .double(dispersion),
      "residual_degrees_of_freedom": .double(residualDegreesOfFreedom), "standard_errors": .string(standardErrors),
      "is_approximate": .boolean(isApproximate),
    ]
    if !parameters.isEmpty { members["parameters"] = .array(parameters.map(\.json)) }
    if let intervals { members["intervals"] = .string(intervals) }
    return .object(members)
  }

  init(_ json: JSONObject) throws(ModelFileError) {
    var terms: [TermEstimate] = []
    for (position, term) in try json.array("terms").enumerated() {
      terms.append(try TermEstimate(JSONObject(value: term, "certificate.terms[\(position)]")))
    }
    var parameters: [ParameterEstimate] = []
    let listed = try json.optional("parameters", json.array) ?? []
    for (position, parameter) in listed.enumerated() {
      parameters.append(try ParameterEstimate(JSONObject(value: parameter, "certificate.parameters[\(position)]")))
    }
    self.init(
      convergence: try Convergence(json.object("convergence")), terms: terms, parameters: parameters,
      logLikelihood: try json.double("log_likelihood"), deviance: try json.double("deviance"),
      nullDeviance: try json.double("null_deviance"), aic: try json.optional("aic", json.double),
      bic: try json.optional("bic", json.double), dispersion: try json.double("dispersion"),
      residualDegreesOfFreedom: try json.double("residual_degrees_of_freedom"),
      standardErrors: try json.string("standard_errors"),
      intervals: try json.optional("intervals", json.string), isApproximate: try json.boolean("is_approximate"))
  }
}

extension Convergence {
  fileprivate var json: JSON {
    .object([
      "converged": .boolean(converged), "iterations": .integer(iterations), "gradient_norm": .double(gradientNorm),
      "stop_reason": .string(stopReason), "route": .string(route),
      "reciprocal_condition": .double(reciprocalCondition), "aliased": .strings(aliased),
      "separated": .strings(separated),
    ])
  }

  fileprivate init(_ json: JSONObject) throws(ModelFileError) {
    self.init(
      converged: try json.boolean("converged"), iterations: try json.integer("iterations"),
      gradientNorm: try json.double("gradient_norm"), stopReason: try json.string("stop_reason"),
      route: try json.string("route"), reciprocalCondition: try json.double("reciprocal_condition"),
      aliased: try json.strings("aliased"), separated: try json.strings("separated"))
  }
}

extension ParameterEstimate {
  fileprivate var json: JSON {
    .object([
      "name": .string(name), "estimate": .double(estimate), "standard_error": .optional(standardError, JSON.double),
    ])
  }

  fileprivate init(_ json: JSONObject) throws(ModelFileError) {
    self.init(
      name: try json.string("name"), estimate: try json.double("estimate"),
      standardError: try json.optional("standard_error", json.double))
  }
}

extension TermEstimate {
  fileprivate var json: JSON {
    var members: [String: JSON] = [
      "term": .string(term), "estimate": .optional(estimate, JSON.double),
      "standard_error": .optional(standardError, JSON.double), "statistic": .optional(statistic, JSON.double),
      "p_value": .optional(pValue, JSON.double), "lower": .optional(lower, JSON.double),
      "upper": .optional(upper, JSON.double), "note": .optional(note, JSON.string),
    ]
    if let part { members["part"] = .string(part) }
    return .object(members)
  }

  fileprivate init(_ json: JSONObject) throws(ModelFileError) {
    self.init(
      term: try json.string("term"), estimate: try json.optional("estimate", json.double),
      standardError: try json.optional("standard_error", json.double),
      statistic: try json.optional("statistic", json.double), pValue: try json.optional("p_value", json.double),
      lower: try json.optional("lower", json.double), upper: try json.optional("upper", json.double),
      note: try json.optional("note", json.string), part: try json.optional("part", json.string))
  }
}

// The response function as JSON.

extension ResponseFunction {
  var json: JSON {
    switch self {
    case .mean(let link): .object(["type": .string("mean"), "link": .string(link.rawValue)])
    case .classes(let names): .object(["type": .string("classes"), "classes": .strings(names)])
    case .orderedClasses(let names, let thresholds):
      .object([
        "type": .string("ordered-classes"), "classes": .strings(names),
        "thresholds": .array(thresholds.map(JSON.double)),
      ])
    case .quantiles(let levels):
      .object(["type": .string("quantiles"), "levels": .array(levels.map(JSON.double))])
    case .hurdle: .object(["type": .string("hurdle")])
    case .signedHurdle: .object(["type": .string("signed-hurdle")])
    case .segments(let count, let probabilities):
      .object([
        "type": .string("segments"), "count": .integer(count), "probabilities": .boolean(probabilities),
      ])
    case .components(let count): .object(["type": .string("components"), "count": .integer(count)])
    }
  }

  init(_ json: JSONObject) throws(ModelFileError) {
    switch try json.string("type") {
    case "mean": self = .mean(try json.choice("link"))
    case "classes": self = .classes(try json.strings("classes"))
    case "ordered-classes":
      self = .orderedClasses(try json.strings("classes"), thresholds: try json.doubles("thresholds"))
    case "quantiles": self = .quantiles(try json.doubles("levels"))
    case "hurdle": self = .hurdle
    case "signed-hurdle": self = .signedHurdle
    case "segments":
      self = .segments(count: try json.integer("count"), probabilities: try json.boolean("probabilities"))
    case "components": self = .components(try json.integer("count"))
    default: throw .inconsistent("response_function.type is not one that this version knows")
    }
  }
}

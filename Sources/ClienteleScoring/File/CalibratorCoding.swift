// The calibrator: numbers in JSON, the points of an isotonic curve as tensors.

extension Calibrator {
  func write(to container: inout SafeTensors) {
    var members: [String: JSON] = ["shift": .double(shift)]
    switch curve {
    case .identity: members["type"] = .string("identity")
    case .platt(let intercept, let slope):
      members["type"] = .string("platt")
      (members["intercept"], members["slope"]) = (.double(intercept), .double(slope))
    case .beta(let a, let b, let c):
      members["type"] = .string("beta")
      (members["a"], members["b"], members["c"]) = (.double(a), .double(b), .double(c))
    case .isotonic(let points, let probabilities):
      members["type"] = .string("isotonic")
      container.tensors["calibrator.log_odds"] = .init(points)
      container.tensors["calibrator.probability"] = .init(probabilities)
    }
    container.metadata["calibrator"] = JSON.object(members).text
  }

  init?(_ container: SafeTensors) throws(ModelFileError) {
    if container.metadata["calibrator"] == nil { return nil }
    let json = try container.object("calibrator")
    let curve: Curve
    switch try json.string("type") {
    case "identity": curve = .identity
    case "platt": curve = .platt(intercept: try json.double("intercept"), slope: try json.double("slope"))
    case "beta": curve = .beta(a: try json.double("a"), b: try json.double("b"), c: try json.double("c"))
    case "isotonic":
      curve = .isotonic(
        logOdds: try container.vector("calibrator.log_odds"),
        probabilities: try container.vector("calibrator.probability"))
    default: throw .inconsistent("calibrator.type is not one that this version knows")
    }
    self.init(curve, shift: try json.double("shift"))
  }
}

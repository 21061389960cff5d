// Segments: names, modes and costs in JSON, all other numbers as tensors.

extension Segments {
  func write(to container: inout SafeTensors) {
    var members: [String: JSON] = ["names": .strings(names)]
    container.tensors["segments.share"] = .init(shares)
    container.tensors["segments.fence"] = .init(fences)
    container.tensors["segments.multiplier"] = .init(multipliers)
    switch rule {
    case .prototypes(let prototypes):
      members["rule"] = .string("prototypes")
      members["mismatch_cost"] = .double(prototypes.mismatchCost)
      members["modes"] = .array(prototypes.modes.map { .array($0.map(JSON.integer)) })
      container.tensors["segments.center"] = .init(prototypes.centers)
    case .mixture(let mixture):
      members["rule"] = .string("mixture")
      container.tensors["segments.weight"] = .init(mixture.weights)
      container.tensors["segments.center"] = .init(mixture.means)
      container.tensors["segments.precision_factor"] = .init(mixture.precisionFactors)
    }
    container.metadata["segments"] = JSON.object(members).text
  }

  init?(_ container: SafeTensors) throws(ModelFileError) {
    if container.metadata["segments"] == nil { return nil }
    let json = try container.object("segments")
    let centers = try container.matrix("segments.center")
    let rule: Rule
    switch try json.string("rule") {
    case "prototypes":
      var modes: [[Int]] = []
      for (k, values) in try json.array("modes").enumerated() {
        modes.append(try JSONObject(value: .object(["modes": values]), "segments[\(k)]").integers("modes"))
      }
      rule = .prototypes(Prototypes(centers: centers, modes: modes, mismatchCost: try json.double("mismatch_cost")))
    case "mixture":
      rule = .mixture(
        Mixture(
          weights: try container.vector("segments.weight"), means: centers,
          precisionFactors: try container.matrix("segments.precision_factor")))
    default: throw .inconsistent("segments.rule is not one that this version knows")
    }
    self.init(
      names: try json.strings("names"), shares: try container.vector("segments.share"),
      fences: try container.vector("segments.fence"), multipliers: try container.vector("segments.multiplier"),
      rule: rule)
  }
}

extension SafeTensors.Tensor {
  /// Rows of the same length.
  fileprivate init(_ rows: [[Double]]) {
    self.init(shape: [rows.count, rows.first?.count ?? 0], rows.flatMap(\.self))
  }
}

extension SafeTensors {
  /// The rows of a two-dimensional tensor.
  fileprivate func matrix(_ name: String) throws(ModelFileError) -> [[Double]] {
    guard let tensor = tensors[name] else { throw .invalidTensor(name: name, reason: "it is missing") }
    guard tensor.shape.count == 2 else { throw .invalidTensor(name: name, reason: "it is not two-dimensional") }
    let (rows, width) = (tensor.shape[0], tensor.shape[1])
    // Rows without numbers cost the file nothing: as many as it likes are not made.
    guard width > 0 || rows <= Segments.most else {
      throw .invalidTensor(name: name, reason: "it has more rows than there can be segments")
    }
    return (0..<rows).map { Array(tensor.values[($0 * width)..<(($0 + 1) * width)]) }
  }
}

import ArgumentParser
import ClienteleScoring
import Training

extension TrainCommand {
  /// This command line with the options of one candidate.
  func with(_ settings: SearchGrid.Settings) throws -> TrainCommand {
    var command = self
    for (option, value) in settings { try command.set(option, value) }
    return command
  }

  /// Sets an option as if it had been given; `none` takes it back.
  private mutating func set(_ option: String, _ value: String) throws {
    func parsed<T>(_ value: T?) throws -> T {
      guard let value else { throw ValidationError("--search: \(option): this is no value of --\(option)") }
      return value
    }
    let isNone = value == "none"
    switch option {
    case "model": model = ModelKinds(kinds: [try parsed(ModelKind(rawValue: value))])
    case "link": link = isNone ? nil : try parsed(Link(rawValue: value))
    case "power": power = isNone ? nil : try parsed(Double(value))
    case "theta": theta = isNone ? nil : try parsed(Double(value))
    case "amount": amount = isNone ? nil : try parsed(TwoPart.AmountFamily(rawValue: value))
    case "penalty": penalty = value
    case "constrain": constrain = isNone ? nil : value
    case "calibrate": calibrate = isNone ? nil : try parsed(CalibrationMethod(rawValue: value))
    case "class-weight": classWeight = isNone ? nil : value
    case "pool": pool = isNone ? nil : try parsed(Int(value))
    case "drop": if !isNone { drop = ([drop ?? ""].filter { !$0.isEmpty } + [value]).joined(separator: ",") }
    case "no-intercept": noIntercept = try parsed(["true": true, "false": false, "none": false][value])
    default: throw ValidationError("--search: \(option) is no option of a grid")
    }
  }
}

/// The kinds of `--model`: one, or several to be held against each other.
struct ModelKinds: ExpressibleByArgument, Equatable {
  let kinds: [ModelKind]

  init(kinds: [ModelKind]) { self.kinds = kinds }

  init?(argument: String) {
    let found = list(argument).map { ModelKind(rawValue: $0) }
    let kinds = found.compactMap(\.self)
    guard !kinds.isEmpty, kinds.count == found.count, Set(kinds).count == kinds.count else { return nil }
    self.kinds = kinds
  }

  static var allValueStrings: [String] { ModelKind.allCases.map(\.rawValue) }

  /// The first kind.
  var first: ModelKind { kinds.first ?? .linear }
}

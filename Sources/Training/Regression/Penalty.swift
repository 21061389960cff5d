/// What is added to the mean loss of a regression.
package enum Penalty: Sendable, Equatable {
  /// Maximum likelihood.
  case none
  /// λ/2 Σ β², β on standardised columns, the intercept free.
  case ridge(Double)
  /// A ridge whose λ is chosen by cross-validation.
  case crossValidated

  /// Reads `none`, `ridge:λ` or `cv`.
  package init(_ text: String) throws(TrainingError) {
    switch text {
    case "none": self = .none
    case "cv": self = .crossValidated
    default:
      guard text.hasPrefix("ridge:"), let strength = Double(text.dropFirst(6)), strength.isFinite, strength >= 0 else {
        throw .invalidPenalty(text)
      }
      self = .ridge(strength)
    }
  }

  /// As it is given on the command line.
  package var name: String {
    switch self {
    case .none: "none"
    case .ridge(let strength): "ridge:\(strength)"
    case .crossValidated: "cv"
    }
  }
}

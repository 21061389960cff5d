/// What is added to the mean loss of a regression.
package enum Penalty: Sendable, Equatable {
  /// Maximum likelihood.
  case none
  /// A penalty of known strength.
  case fixed(ElasticNet)
  /// One whose λ is chosen by cross-validation, its mixing A given: 0 is ridge, 1 the lasso.
  case searched(mixing: Double)

  /// λ/2 Σ β², β on standardised columns, the intercept free.
  package static func ridge(_ strength: Double) -> Penalty { .fixed(ElasticNet(mixing: 0, strength: strength)) }
  /// λ Σ |β|, likewise.
  package static func lasso(_ strength: Double) -> Penalty { .fixed(ElasticNet(mixing: 1, strength: strength)) }
  /// A ridge whose λ is chosen by cross-validation.
  package static let crossValidated = Penalty.searched(mixing: 0)

  /// Reads `none`, `ridge:λ`, `lasso:λ`, `elastic-net:A:λ`, `cv`, `cv:ridge`, `cv:lasso` or `cv:elastic-net:A`.
  package init(_ text: String) throws(TrainingError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }
    switch (parts.first, parts.count) {
    case ("none", 1): self = .none
    case ("cv", 1): self = .crossValidated
    case ("cv", 2) where parts[1] == "ridge": self = .crossValidated
    case ("cv", 2) where parts[1] == "lasso": self = .searched(mixing: 1)
    case ("cv", 3) where parts[1] == "elastic-net" && numbers.count == 1: self = .searched(mixing: numbers[0])
    case ("ridge", 2) where numbers.count == 1: self = .ridge(numbers[0])
    case ("lasso", 2) where numbers.count == 1: self = .lasso(numbers[0])
    case ("elastic-net", 3) where numbers.count == 2:
      self = .fixed(ElasticNet(mixing: numbers[0], strength: numbers[1]))
    default: throw .invalidPenalty(text)
    }
    if !isValid { throw .invalidPenalty(text) }
  }

  /// Whether λ is a number of at least 0 and A one from 0 to 1.
  var isValid: Bool {
    switch self {
    case .none: true
    case .fixed(let penalty): penalty.isValid
    case .searched(let mixing): (0...1).contains(mixing)
    }
  }

  /// Whether λ is yet to be chosen.
  var isSearched: Bool { if case .searched = self { true } else { false } }

  /// As it is given on the command line.
  package var name: String {
    switch self {
    case .none: "none"
    case .fixed(let penalty): penalty.name
    case .searched(0): "cv"
    case .searched(1): "cv:lasso"
    case .searched(let mixing): "cv:elastic-net:\(mixing)"
    }
  }
}

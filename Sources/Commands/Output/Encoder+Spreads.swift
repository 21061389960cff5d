import ClienteleScoring

extension ClienteleScoring.Encoder {
  /// The standard deviation of every term's column in training, in the order of the terms.
  var termSpreads: [Double] {
    features.flatMap { feature -> [Double] in
      switch feature {
      case .numeric(let numeric):
        let share = numeric.missingShare
        return [numeric.scale] + (numeric.hasMissingTerm ? [(share * (1 - share)).squareRoot()] : [])
      case .categorical(let categorical):
        return categorical.shares.dropFirst().map { ($0 * (1 - $0)).squareRoot() }
      }
    }
  }
}

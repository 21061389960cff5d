extension Encoder {
  /// The mean of every term's column in training, in the order of the terms.
  package var termMeans: [Double] {
    features.flatMap { feature -> [Double] in
      switch feature {
      case .numeric(let numeric): [numeric.center] + (numeric.hasMissingTerm ? [numeric.missingShare] : [])
      case .categorical(let categorical): Array(categorical.shares.dropFirst())
      }
    }
  }

  /// The standard deviation of every term's column in training, in the order of the terms.
  package var termSpreads: [Double] {
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

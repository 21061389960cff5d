import ClienteleScoring
import Tables

/// How much the rows of either outcome count in a fit: what an error on one of them costs.
package enum ClassWeights: Sendable, Equatable {
  /// Both outcomes count alike in sum: n / (2 nₖ).
  case balanced
  /// By the text of the outcome; 1 where it is not named.
  case given([String: Double])

  /// Reads `balanced` or `LEVEL:w,LEVEL:w`.
  package init(_ text: String) throws(TrainingError) {
    if text == "balanced" {
      self = .balanced
      return
    }
    var weights: [String: Double] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let colon = part.lastIndex(of: ":"), let weight = Double(part[colon...].dropFirst()), weight > 0,
        weight.isFinite, colon > part.startIndex
      else {
        throw .invalidOption(
          "--class-weight \(text): write balanced, or LEVEL:WEIGHT,LEVEL:WEIGHT with weights above 0")
      }
      let level = String(part[..<colon].drop { $0 == " " })
      if weights.updateValue(weight, forKey: level) != nil {
        throw .invalidOption("--class-weight: \(level) is given twice")
      }
    }
    self = .given(weights)
  }

  /// The weights of the classes of `target` in their order, of outcomes 0 and 1 where it is binary, for the rows of `weights`;
  /// scaled so that the sum of all weights stays what it is.
  func byClass(_ target: Target, weights: [Double]?) throws(TrainingError) -> [Double] {
    let names = target.classes ?? [target.nonEvent ?? "", target.event ?? ""]
    let sums = weightsByClass(target.values, names.count, weights)
    let total = sums.reduce(0, +)
    if sums.contains(0) { throw .invalidOption("--class-weight: a class has no row that counts") }
    switch self {
    case .balanced: return sums.map { total / (Double(names.count) * $0) }
    case .given(let given):
      if let stranger = given.keys.sorted().first(where: { !names.contains($0) }) {
        throw .invalidOption("--class-weight \(stranger): not a value of the target")
      }
      let own = names.map { given[$0] ?? 1 }
      let scale = total / zip(own, sums).reduce(0) { $0 + $1.0 * $1.1 }
      return own.map { $0 * scale }
    }
  }
}

/// The class weights of a fit, as they were used.
package struct UsedClassWeights: Sendable, Equatable {
  /// Of the event and of the other outcome.
  package let event, other: Double

  /// The probability of the event from which on acting costs less, where the weights are the costs of errors: the cost of
  /// a false alarm over the sum of both.
  package var cutOff: Double { other / (event + other) }
}

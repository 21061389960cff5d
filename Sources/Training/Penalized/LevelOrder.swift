import ClienteleScoring
import Tables

/// In which order the effects of a column's levels rise or fall.
package struct LevelOrder: Sendable, Equatable {
  package let isIncreasing: Bool
  /// From the lowest to the highest; nil for the order that the levels have by themselves.
  package let levels: [String]?

  package init(isIncreasing: Bool, levels: [String]? = nil) {
    self.isIncreasing = isIncreasing
    self.levels = levels
  }

  /// Reads `increasing`, `decreasing`, `increasing:a<b<c`; nil for other words.
  init?(_ text: some StringProtocol) {
    let words = ["increasing": true, "decreasing": false]
    let word = text.prefix { $0 != ":" }
    guard let isIncreasing = words[String(word)] else { return nil }
    let rest = text.dropFirst(word.count + 1)
    if rest.isEmpty, text.count > word.count { return nil }
    let levels = String(rest).split(separator: Character("<"), omittingEmptySubsequences: false).map(String.init)
    self.init(isIncreasing: isIncreasing, levels: rest.isEmpty ? nil : levels)
  }

  /// The levels of `feature` in this order.
  ///
  /// - Parameter isStrict: whether an order that leaves a level out or names one that is none is an error; in a fold a level
  ///   may be absent.
  func levels(of feature: CategoricalFeature, isStrict: Bool) throws(TrainingError) -> [String] {
    let name = Words.name(feature.column)
    if let levels {
      if isStrict, let stranger = levels.first(where: { !feature.levels.contains($0) }) {
        throw .invalidOption("--constrain \(name): \(Words.name(stranger)) is no level of it, or is pooled")
      }
      if Set(levels).count < levels.count { throw .invalidOption("--constrain \(name): a level is listed twice") }
      let missing = feature.levels.filter { !levels.contains($0) }
      if !missing.isEmpty {
        throw .invalidOption("--constrain \(name): its order lacks \(Words.list(missing))")
      }
      return levels.filter(feature.levels.contains)
    }
    if feature.isBoolean { return feature.levels }
    let numbers = feature.levels.map(Self.leadingNumber)
    let known = numbers.compactMap(\.self)
    guard known.count == numbers.count, Set(known).count == known.count else {
      throw .invalidOption(
        "--constrain \(name): its levels do not begin with a number each, so that their order cannot be told: list them, "
          + "the lowest first, as in \(name):increasing:low<mid<high")
    }
    return zip(feature.levels, known).sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// The number that a level such as `18-25` or `60+` begins with.
  private static func leadingNumber(_ level: String) -> Double? {
    Double(level.prefix { $0.isASCII && ($0.isNumber || $0 == ".") })
  }
}

/// The parameters of levels in the order in which their effects rise, the baseline's 0 among them.
///
/// Effects that rise are sums of steps of at least 0 away from the baseline: in the steps a chain is a matter of bounds.
struct LevelChain: Sendable {
  /// From the lowest effect to the highest; nil is the baseline.
  let parameters: [Int?]

  /// The position of the baseline; before the first where it is none of them.
  private var baseline: Int { parameters.firstIndex(of: nil) ?? -1 }

  /// Every parameter with the one before it on the way from the baseline, and the sign of its step; the nearest first.
  var steps: [(parameter: Int, before: Int?, sign: Double)] {
    let up = parameters.indices.dropFirst(baseline + 1).compactMap { position in
      parameters[position].map { ($0, position > 0 ? parameters[position - 1] : nil, 1.0) }
    }
    let down = parameters.indices.prefix(max(0, baseline)).reversed().compactMap { position in
      parameters[position].map { ($0, parameters[position + 1], -1.0) }
    }
    return up + down
  }

  /// Whether effects of these parameters rise.
  func holds(_ values: [Double]) -> Bool {
    let effects = parameters.map { $0.map { values[$0] } ?? 0 }
    return zip(effects, effects.dropFirst()).allSatisfy { $0 <= $1 }
  }

  /// Whether a parameter on its way down, or up, for ever comes to another that has an estimate.
  func holds(_ parameter: Int, falling isFalling: Bool, among endless: Set<Int>) -> Bool {
    guard let position = parameters.firstIndex(of: parameter) else { return false }
    func isFinite(_ other: Int?) -> Bool { other.map { !endless.contains($0) } ?? true }
    return (isFalling ? parameters[..<position] : parameters[(position + 1)...]).contains(where: isFinite)
  }
}

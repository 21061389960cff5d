import ClienteleScoring
import Tables

/// Bounds of the coefficients of a column, or of one of its terms, on the original scale, or the order of its levels' effects.
package struct Constraint: Sendable, Equatable {
  /// `column`, for all its terms but `column[missing]`, or `column[level]`.
  package let name: String
  package let lower, upper: Double
  /// In which order effects rise or fall from level to level.
  package let order: LevelOrder?

  package init(_ name: String, order: LevelOrder) {
    self.name = name
    (lower, upper) = (-.infinity, .infinity)
    self.order = order
  }

  package init(_ name: String, lower: Double = -.infinity, upper: Double = .infinity) {
    self.name = name
    self.lower = lower
    self.upper = upper
    order = nil
  }

  /// Reads `name<=x`, `name>=x`, `name=x:y`, `name:increasing`, `name:decreasing` or `name:increasing:a<b<c`.
  package init(_ text: String) throws(TrainingError) {
    for place in text.indices where text[place] == ":" && place > text.startIndex {
      if let order = LevelOrder(text[text.index(after: place)...]) {
        self.init(String(text[..<place]), order: order)
        return
      }
    }
    func parts(_ separator: String) -> (name: String, bound: String)? {
      guard let place = text.ranges(of: separator).last, place.lowerBound > text.startIndex else { return nil }
      return (String(text[..<place.lowerBound]), String(text[place.upperBound...]))
    }
    if let (name, bound) = parts("<="), let upper = Double(bound) {
      self.init(name, upper: upper)
    } else if let (name, bound) = parts(">="), let lower = Double(bound) {
      self.init(name, lower: lower)
    } else if let (name, bounds) = parts("="), let colon = bounds.firstIndex(of: ":"),
      let lower = Double(bounds[..<colon]), let upper = Double(bounds[colon...].dropFirst())
    {
      self.init(name, lower: lower, upper: upper)
    } else {
      throw .invalidOption(
        "--constrain \(text): write COLUMN<=NUMBER, COLUMN>=NUMBER, COLUMN=LOW:HIGH, COLUMN:increasing, COLUMN:decreasing or "
          + "COLUMN:increasing:LEVEL<LEVEL<LEVEL")
    }
    if lower.isNaN || upper.isNaN || lower > upper || lower == .infinity || upper == -.infinity {
      throw .invalidOption("--constrain \(text): no coefficient lies between these bounds")
    }
  }
}

/// The bounds of a design's parameters, as the design keeps them.
struct ParameterBounds: Sendable {
  private(set) var lower, upper: [Double]
  /// Parameters whose effects rise one after the other.
  private(set) var chains: [LevelChain] = []
  let isEmpty: Bool

  /// Looks up what `constraints` name.
  ///
  /// - Parameter isStrict: whether a name that is no term is an error; in a fold a level may be absent.
  init(_ constraints: [Constraint], _ design: Design, isStrict: Bool) throws(TrainingError) {
    lower = [Double](repeating: -.infinity, count: design.parameterCount)
    upper = [Double](repeating: .infinity, count: design.parameterCount)
    isEmpty = constraints.isEmpty
    let encoder = design.encoder
    for constraint in constraints {
      if let order = constraint.order {
        try add(constraint.name, order, design, isStrict: isStrict)
        continue
      }
      var found: [Int] = []
      var term = 0
      for feature in encoder.features {
        for (k, name) in feature.termNames.enumerated() {
          let isOwn: Bool
          switch feature {
          case .numeric: isOwn = k == 0
          case .categorical(let feature): isOwn = !feature.hasMissingGroup || k + 1 < feature.termNames.count
          }
          if name == constraint.name || (feature.column == constraint.name && isOwn) {
            found.append(design.parameterOfTerm[term + k])
          }
        }
        term += feature.termNames.count
      }
      if found.isEmpty, isStrict {
        throw .invalidOption(
          "--constrain: \(Words.name(constraint.name)) is neither a predictor nor a term"
            + AbsentColumn.hint(constraint.name, available: encoder.features.map(\.column) + encoder.termNames))
      }
      if found.contains(where: { parameter in chains.contains { $0.parameters.contains(parameter) } }) {
        throw .invalidOption("--constrain: \(Words.name(constraint.name)) has an order; give it no other bound beside")
      }
      for parameter in found {
        lower[parameter] = max(lower[parameter], constraint.lower * design.spread[parameter])
        upper[parameter] = min(upper[parameter], constraint.upper * design.spread[parameter])
        if lower[parameter] > upper[parameter] {
          throw .invalidOption(
            "--constrain: no coefficient of \(Words.name(constraint.name)) lies between all bounds given for it")
        }
      }
    }
  }

  /// Adds the order of a column's levels; of a number it is the sign of its coefficient.
  private mutating func add(
    _ name: String, _ order: LevelOrder, _ design: Design, isStrict: Bool
  ) throws(TrainingError) {
    var term = 0
    for feature in design.encoder.features {
      defer { term += feature.termNames.count }
      guard feature.column == name else { continue }
      switch feature {
      case .numeric:
        if order.levels != nil {
          throw .invalidOption("--constrain \(Words.name(name)): it is a number, without levels")
        }
        let parameter = design.parameterOfTerm[term]
        if order.isIncreasing {
          lower[parameter] = max(lower[parameter], 0)
        } else {
          upper[parameter] = min(upper[parameter], 0)
        }
      case .categorical(let feature):
        let levels = try order.levels(of: feature, isStrict: isStrict)
        let parameters = levels.map { level -> Int? in
          guard let position = feature.levels.firstIndex(of: level), position > 0 else { return nil }
          return design.parameterOfTerm[term + position - 1]
        }
        let chain = LevelChain(parameters: order.isIncreasing ? parameters : parameters.reversed())
        let own = Set(parameters.compactMap(\.self))
        let isTaken =
          own.contains { lower[$0].isFinite || upper[$0].isFinite }
          || chains.contains { $0.parameters.contains { $0.map(own.contains) ?? false } }
        if isTaken {
          throw .invalidOption("--constrain: \(Words.name(name)) has an order; give it no other bound beside")
        }
        if !own.isEmpty { chains.append(chain) }
      }
      return
    }
    if isStrict {
      throw .invalidOption(
        "--constrain: \(Words.name(name)) is no predictor"
          + AbsentColumn.hint(name, available: design.encoder.features.map(\.column)))
    }
  }

  /// Whether `parameters` lie within.
  func contain(_ parameters: [Double]) -> Bool {
    parameters.indices.allSatisfy { parameters[$0] >= lower[$0] && parameters[$0] <= upper[$0] }
      && chains.allSatisfy { $0.holds(parameters) }
  }

  /// Whether the parameter, which rises or falls for ever without bounds, comes to one of its own or by its place in an order.
  func hold(_ parameter: Int, falling isFalling: Bool, among endless: Set<Int>) -> Bool {
    lower[parameter].isFinite && upper[parameter].isFinite
      || chains.contains { $0.holds(parameter, falling: isFalling, among: endless) }
  }
}

extension Regression {
  /// Checks that constraints go with the other options.
  static func checkConstraints(
    _ kind: ModelKind, _ roles: ColumnRoles, _ options: RegressionOptions
  ) throws(TrainingError) {
    if options.constraints.isEmpty { return }
    if kind.links.isEmpty {
      throw .invalidOption("--constrain does not go with --model \(kind.rawValue): leave it out")
    }
    guard let ordered = options.constraints.first(where: { $0.order != nil })?.name else { return }
    if options.penalty != .none {
      throw .invalidOption(
        "--constrain \(Words.name(ordered)): an order goes with --penalty none, not with \(options.penalty.name)")
    }
    if options.standardErrors != .classical {
      throw .invalidOption(
        "--constrain \(Words.name(ordered)): an order goes with --standard-errors classical, not with "
          + options.standardErrors.name)
    }
    if isWeighted(roles, options) || options.keepsCovariance {
      throw .invalidOption(
        "--constrain \(Words.name(ordered)): an order goes neither with weights of classes or of sampling nor with "
          + "--covariance")
    }
  }
}

import ClienteleScoring
import Tables

/// Bounds of the coefficients of a column, or of one of its terms, on the original scale.
package struct Constraint: Sendable, Equatable {
  /// `column`, for all its terms but `column[missing]`, or `column[level]`.
  package let name: String
  package let lower, upper: Double

  package init(_ name: String, lower: Double = -.infinity, upper: Double = .infinity) {
    self.name = name
    self.lower = lower
    self.upper = upper
  }

  /// Reads `name<=x`, `name>=x` or `name=x:y`.
  package init(_ text: String) throws(TrainingError) {
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
      throw .invalidOption("--constrain \(text): write COLUMN<=NUMBER, COLUMN>=NUMBER or COLUMN=LOW:HIGH")
    }
    if lower.isNaN || upper.isNaN || lower > upper || lower == .infinity || upper == -.infinity {
      throw .invalidOption("--constrain \(text): no coefficient lies between these bounds")
    }
  }
}

/// The bounds of a design's parameters, as the design keeps them.
struct ParameterBounds: Sendable {
  private(set) var lower, upper: [Double]
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

  /// Whether `parameters` lie within.
  func contain(_ parameters: [Double]) -> Bool {
    parameters.indices.allSatisfy { parameters[$0] >= lower[$0] && parameters[$0] <= upper[$0] }
  }
}

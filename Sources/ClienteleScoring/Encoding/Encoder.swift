/// A fitted transform from named columns to the columns of a design matrix.
///
/// The encoder knows, for every input column, its type, its levels and what to do with a value that training never saw.
/// It is fitted in training and is a plain value here. Design columns are ordered feature by feature; the intercept is
/// not among them.
public struct Encoder: Codable, Sendable, Equatable {
  /// One input column each, in the order in which contributions are summed.
  public let features: [Feature]
  /// What to do with the unexpected.
  public let policies: Policies

  /// Joins fitted features and policies.
  public init(features: [Feature], policies: Policies) {
    self.features = features
    self.policies = policies
  }

  /// The names of the design columns: `column`, `column[missing]`, `column[level]`, `column[other]`.
  public var termNames: [String] { features.flatMap(\.termNames) }
}

/// One input column and how it enters the design.
public enum Feature: Codable, Sendable, Equatable {
  case numeric(NumericFeature)
  case categorical(CategoricalFeature)

  /// The name of the input column.
  public var column: String {
    switch self {
    case .numeric(let feature): feature.column
    case .categorical(let feature): feature.column
    }
  }

  /// The names of its design columns.
  public var termNames: [String] {
    switch self {
    case .numeric(let feature): feature.termNames
    case .categorical(let feature): feature.termNames
    }
  }

  /// The number of its design columns.
  public var termCount: Int {
    switch self {
    case .numeric(let feature): feature.hasMissingTerm ? 2 : 1
    case .categorical(let feature): feature.groupCount - 1
    }
  }

  /// The type of value that it needs.
  public var inputType: InputType {
    switch self {
    case .numeric(let feature): feature.source == .number ? .number : .date
    case .categorical(let feature): feature.isBoolean ? .boolean : .text
    }
  }
}

/// A number, or a date as the days from it to a reference instant.
///
/// Design columns: the value (imputed with `center` where missing), then the missing indicator if training saw one.
public struct NumericFeature: Codable, Sendable, Equatable {
  /// The name of the input column.
  public let column: String
  /// How a value becomes a number.
  public let source: Source
  /// The training mean of the values present, and what a missing value is replaced by.
  public let center: Double
  /// The training standard deviation of the imputed column (divisor *n*), by which solvers and penalties scale it.
  public let scale: Double
  /// The range seen in training, rounded outwards so that it is no customer's value.
  public let lowest, highest: Double
  /// The share of rows that were missing in training; above 0 there is an indicator column.
  public let missingShare: Double
  /// How a number is bent; `center` and `scale` are those of bent numbers, the range is that of numbers as they are.
  public let curve: Curve

  /// How a value becomes a number.
  public enum Source: Codable, Sendable, Equatable {
    /// The value itself: a double or an integer.
    case number
    /// Days from a date or instant to `reference` (microseconds since 1970-01-01T00:00Z).
    case daysBefore(reference: Int64)
  }

  /// Joins what training measured.
  public init(
    column: String, source: Source, center: Double, scale: Double, lowest: Double, highest: Double,
    missingShare: Double, curve: Curve = .straight
  ) {
    self.column = column
    self.source = source
    self.center = center
    self.scale = scale
    self.lowest = lowest
    self.highest = highest
    self.missingShare = missingShare
    self.curve = curve
  }

  /// Whether a missing indicator is in the design.
  public var hasMissingTerm: Bool { missingShare > 0 }

  /// The names of its design columns.
  public var termNames: [String] { hasMissingTerm ? [column, "\(column)[missing]"] : [column] }
}

/// A text or truth value, treatment-coded: one design column a group except the first, the baseline.
///
/// A *group* is a level of its own, the pool of rare levels, or missing. Groups are ordered: `levels` (sorted by
/// Unicode scalar value), then the pool if there is one, then missing if training saw one.
public struct CategoricalFeature: Codable, Sendable, Equatable {
  /// The name of the input column.
  public let column: String
  /// Whether the column holds truth values (levels `false`, `true`) and not text.
  public let isBoolean: Bool
  /// The levels with a group of their own, sorted.
  public let levels: [String]
  /// Whether rare levels share a group, `other`, in which every level counts that is not in ``levels``.
  public let hasPool: Bool
  /// The rare levels by name, sorted, in models of format version 1; later ones keep no text of a rare level.
  public let pooled: [String]
  /// The share of training rows in every group, in group order.
  public let shares: [Double]
  /// Whether missing is a group.
  public let hasMissingGroup: Bool

  /// Joins what training measured. `shares` has one number a group; `pooled` is for pools of format version 1.
  public init(
    column: String, isBoolean: Bool, levels: [String], hasPool: Bool = false, pooled: [String] = [], shares: [Double],
    hasMissingGroup: Bool
  ) {
    self.column = column
    self.isBoolean = isBoolean
    self.levels = levels
    self.hasPool = hasPool || !pooled.isEmpty
    self.pooled = pooled
    self.shares = shares
    self.hasMissingGroup = hasMissingGroup
  }

  /// The number of groups, the baseline among them.
  public var groupCount: Int { levels.count + (hasPool ? 1 : 0) + (hasMissingGroup ? 1 : 0) }
  /// The group of pooled levels, if there is one.
  public var otherGroup: Int? { hasPool ? levels.count : nil }
  /// Whether the pool holds all levels that have no group of their own, as the rare ones are not known by name.
  var poolsTheRest: Bool { hasPool && pooled.isEmpty }
  /// The group of missing values, if there is one.
  public var missingGroup: Int? { hasMissingGroup ? groupCount - 1 : nil }

  /// The name of every group: the level, `other`, `missing`; in parentheses where a level is called so.
  public var groupNames: [String] {
    func unlikeLevels(_ name: String) -> String { levels.contains(name) ? unlikeLevels("(\(name))") : name }
    return levels + (hasPool ? [unlikeLevels("other")] : []) + (hasMissingGroup ? [unlikeLevels("missing")] : [])
  }

  /// The names of its design columns: every group but the first.
  public var termNames: [String] { groupNames.dropFirst().map { "\(column)[\($0)]" } }
}

/// Something that sets a segment apart.
package enum SegmentTrait: Sendable, Equatable {
  case number(NumberProfile)
  case level(LevelProfile)

  package var column: String {
    switch self {
    case .number(let profile): profile.column
    case .level(let profile): profile.column
    }
  }

  package var isUsed: Bool {
    switch self {
    case .number(let profile): profile.isUsed
    case .level(let profile): profile.isUsed
    }
  }

  /// The standardised difference against everyone else.
  package var difference: Estimate? {
    switch self {
    case .number(let profile): profile.difference
    case .level(let profile): profile.difference
    }
  }

  /// The size of the difference; 0 where its interval includes no difference, or where there is none.
  var strength: Double {
    guard let difference, let lower = difference.lower, let upper = difference.upper, lower > 0 || upper < 0 else {
      return 0
    }
    return difference.estimate.magnitude
  }

  /// Whether there is more of it here than elsewhere.
  package var isHigher: Bool { (difference?.estimate ?? 0) > 0 }
}

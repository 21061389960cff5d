import ClienteleScoring

/// What outliers are allowed: ψ(u) = u · weight(u) of a residual in units of the scale.
///
/// The tuning gives 95 % of least squares' efficiency where errors are normal. (Huber, *Robust Statistics*, 1981; Beaton and
/// Tukey, *Technometrics* 16, 1974.)
enum InfluenceFunction: Sendable {
  /// ψ is u up to 1.345 and constant beyond.
  case huber
  /// Tukey's bisquare: ψ falls back to 0 at 4.685.
  case bisquare

  private var tuning: Double { self == .huber ? 1.345 : 4.685 }

  /// ψ(u)/u.
  func weight(_ u: Double) -> Double {
    switch self {
    case .huber: return min(1, tuning / abs(u))
    case .bisquare:
      let t = min(1, abs(u / tuning))
      return (1 - t * t) * (1 - t * t)
    }
  }

  /// ψ'(u).
  func slope(_ u: Double) -> Double {
    switch self {
    case .huber: return abs(u) <= tuning ? 1 : 0
    case .bisquare:
      let t = (u / tuning) * (u / tuning)
      return t < 1 ? (1 - t) * (1 - 5 * t) : 0
    }
  }

  /// ∫ψ from 0 to u: u²/2 near 0.
  func loss(_ u: Double) -> Double {
    switch self {
    case .huber: return abs(u) <= tuning ? u * u / 2 : tuning * (abs(u) - tuning / 2)
    case .bisquare:
      let t = min(1, (u / tuning) * (u / tuning))
      return tuning * tuning / 6 * (1 - (1 - t) * (1 - t) * (1 - t))
    }
  }
}

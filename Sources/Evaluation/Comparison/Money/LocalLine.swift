#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The mean of a number among the rows at a cut of the ranking: a line in the rank, fitted to the rows around it by least
/// squares under Epanechnikov's kernel.
///
/// Source: J. Fan and I. Gijbels (1996), *Local Polynomial Modelling and Its Applications*, section 3.1.
struct LocalLine {
  private var ones = 0.0
  private var places = 0.0
  private var squares = 0.0
  private var values = 0.0
  private var products = 0.0

  /// The weight of rows on each side that are looked at: *r*^{4/5}, with *r* the weight above the cut, or that below if it
  /// is less.
  ///
  /// - Parameters:
  ///   - room: the weight above the cut, in rows.
  ///   - total: that of all rows.
  static func width(room: Double, total: Double) -> Double {
    let fewer = max(1, min(room, total - room))
    return min(max(pow(fewer, 0.8), 2), fewer)
  }

  /// The kernel at `place`, the distance to the cut in widths.
  static func height(_ place: Double) -> Double { max(0, 1 - place * place) }

  /// Adds rows of the weight `weight`.
  mutating func add(place: Double, weight: Double, value: Double) {
    ones += weight
    places += weight * place
    squares += weight * place * place
    values += weight * value
    products += weight * place * value
  }

  /// The line's slope, a width; 0 where all rows are at one place.
  var slope: Double {
    let spread = ones * squares - places * places
    return spread > 1e-9 * ones * ones ? (ones * products - places * values) / spread : 0
  }

  /// The line at the cut; the mean where all rows are at one place, 0 without rows.
  var atCut: Double {
    guard ones > 0 else { return 0 }
    let spread = ones * squares - places * places
    return spread > 1e-9 * ones * ones ? (squares * values - places * products) / spread : values / ones
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The population stability index of two distributions over the same bins.
///
/// Source: B. Yurdakul and J. Naranjo (2020), *Journal of Risk Model Validation* 14(4), for its distribution.
enum PopulationStability {
  /// Σ (*b* − *a*) log(*b*/*a*) with the shares *a* and *b* of the rows: 0 for equal distributions; by custom, 0.1 is
  /// moderate and 0.25 large. A bin that one side leaves empty counts as half a row there.
  ///
  /// - Parameter rows: the rows, or their weight, that the shares are of.
  static func index(_ a: [Double], _ b: [Double], rows: (before: Double, after: Double)) -> Double {
    var index = 0.0
    for (first, second) in zip(a, b) {
      // Two bins without a row are alike; shares that cancel to less than a millionth of a row have none.
      let isEmpty = (first < 1e-6 / rows.before, second < 1e-6 / rows.after)
      if isEmpty.0, isEmpty.1 { continue }
      let pair = (isEmpty.0 ? 0.5 / rows.before : first, isEmpty.1 ? 0.5 / rows.after : second)
      index += (pair.1 - pair.0) * log(pair.1 / pair.0)
    }
    return index
  }
}

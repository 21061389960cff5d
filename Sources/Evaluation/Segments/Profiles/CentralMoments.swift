/// The weight, the mean and the sums of powers about it of some rows; two sets of rows can be joined.
///
/// Source: P. Pébay (2008), *Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
/// statistical moments*, Sandia report SAND2008-6212.
struct CentralMoments: Sendable {
  /// W = Σ *w*ᵢ.
  var weight = 0.0
  /// Σ *w*ᵢ *x*ᵢ / W.
  var mean = 0.0
  /// Σ *w*ᵢ (*x*ᵢ − mean)ᵖ for *p* = 2, 3, 4.
  var second = 0.0, third = 0.0, fourth = 0.0

  /// Those of no row.
  init() {}

  /// Rows of a known mean, their powers yet to be added by ``add(_:weight:)``.
  init(weight: Double, mean: Double) {
    self.weight = weight
    self.mean = mean
  }

  /// Rows of which the share `p` is 1 and the others are 0.
  init(share p: Double, weight: Double) {
    self.weight = weight
    mean = p
    second = weight * p * (1 - p)
    third = second * (1 - 2 * p)
    fourth = second * (1 - 3 * p * (1 - p))
  }

  /// Adds the powers of one of the rows that ``weight`` and ``mean`` already count.
  @inline(__always)
  mutating func add(_ x: Double, weight w: Double) {
    let difference = x - mean
    let square = w * difference * difference
    second += square
    third += square * difference
    fourth += square * difference * difference
  }

  /// Those of the rows of both.
  func joined(with other: CentralMoments) -> CentralMoments {
    guard weight > 0 else { return other }
    guard other.weight > 0 else { return self }
    let total = weight + other.weight
    let (p, q) = (weight / total, other.weight / total)
    let delta = other.mean - mean
    let square = delta * delta
    let product = weight * q
    var joint = CentralMoments(weight: total, mean: mean + q * delta)
    joint.second = second + other.second + square * product
    joint.third = third + other.third + square * delta * product * (p - q) + 3 * delta * (p * other.second - q * second)
    joint.fourth =
      fourth + other.fourth + square * square * product * (p * p - p * q + q * q)
      + 6 * square * (p * p * other.second + q * q * second) + 4 * delta * (p * other.third - q * third)
    return joint
  }

  /// For each of `parts`, the rows of all others.
  ///
  /// - Complexity: O(parts). Nothing is subtracted, so that a part that holds nearly all of the sum loses no digit.
  static func elsewhere(_ parts: [CentralMoments]) -> [CentralMoments] {
    var after = [CentralMoments](repeating: CentralMoments(), count: parts.count + 1)
    for index in parts.indices.reversed() { after[index] = parts[index].joined(with: after[index + 1]) }
    var before = CentralMoments()
    return parts.indices.map { index in
      defer { before = before.joined(with: parts[index]) }
      return before.joined(with: after[index + 1])
    }
  }
}

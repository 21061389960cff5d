/// Why a score is what it is: `baseline` + Σ contributions of `listed` + `rest` = link.
public struct Reasons: Sendable, Hashable {
  /// The link of the average training row.
  public let baseline: Double
  /// The contributions of largest size, the largest first.
  public let listed: [Reason]
  /// The contributions that are not listed, and the offset.
  ///
  /// It closes the sum, added from left to right: to the bit wherever a double can do that, and always where it is at
  /// most half the link; else to a unit in the last place.
  public let rest: Double
}

/// One contribution to a score.
public struct Reason: Sendable, Hashable {
  /// The column.
  public let column: String
  /// Its value in this row, as text.
  public let value: String
  /// What it adds to the link, with respect to the average training row.
  public let contribution: Double
}

/// The positions of the `count` contributions of largest size, the largest first, ties in their order.
func largest(_ count: Int, of contributions: [Double]) -> [Int] {
  let order = contributions.indices.sorted { left, right in
    let (a, b) = (contributions[left].magnitude, contributions[right].magnitude)
    return a > b || (a == b && left < right)
  }
  return Array(order.prefix(max(0, count)))
}

/// What closes `baseline` + Σ `listed` + rest = `link`.
func remainder(of link: Double, baseline: Double, _ listed: [Double]) -> Double {
  remainder(of: link, from: listed.reduce(baseline, +))
}

/// The number that `sum` lacks to `link`: their difference, moved by up to two units in its last place where that makes
/// the sum exact.
@inline(__always)
func remainder(of link: Double, from sum: Double) -> Double {
  let difference = link - sum
  if sum + difference == link { return difference }
  for candidate in [difference.nextUp, difference.nextDown, difference.nextUp.nextUp, difference.nextDown.nextDown]
  where sum + candidate == link {
    return candidate
  }
  return difference
}

/// ⌊x⌋ of a number ≥ 0 that rounding may have put a few ulps from where it belongs: one within 4 ulps of a whole number is
/// that number. 0.29 · 100 is 28.999999999999996, and 29 rows are meant.
@inline(__always)
func wholePart(_ x: Double) -> Double {
  let nearest = x.rounded()
  return abs(x - nearest) <= 4 * x.ulp ? nearest : x.rounded(.down)
}

/// eˣ, the same bits on every platform.
///
/// No library function and no fused operation is used, only additions, multiplications and comparisons that IEEE 754
/// defines to the bit, in one order. A loop over this function vectorises: there is no branch and no table.
///
/// With *k* the integer nearest to *x*/ln 2 and ln 2 split in two so that *k*·ln2High is exact,
///
///     r = (x − k·ln2High) − k·ln2Low,  |r| ≤ ln2/2
///     eˣ = 2ᵏ · (1 + r + r²/2 + r³·P(r))
///
/// where 1 + r is added without loss (its rounding error is carried along) and *P* is the minimax polynomial of degree 9
/// (error 3e-19 of eʳ). 2ᵏ is applied in two factors, so that results below the normal range are rounded once.
///
/// At most 1 ulp from the exact value over the whole range, subnormal results included. NaN gives NaN, what is too large
/// gives infinity, what is too small 0.
@inline(__always)
package func exponential(_ x: Double) -> Double {
  let bounded = x > 710 ? 710 : (x < -746 ? -746 : x)
  // Adding 1.5·2⁵² rounds to an integer and leaves it in the low bits.
  let shifter = 0x1.8p52
  let k = (bounded * 0x1.71547652b82fep+0 + shifter) - shifter
  let high = bounded - k * 0x1.62e42fefa3800p-1
  let low = k * 0x1.ef35793c76730p-45
  let r = high - low
  let rError = (high - r) - low

  let r2 = r * r
  let r4 = r2 * r2
  let p01 = 0x1.5555555555558p-3 + r * 0x1.5555555555534p-5
  let p23 = 0x1.111111110f8d8p-7 + r * 0x1.6c16c16c26bbcp-10
  let p45 = 0x1.a01a01af688d1p-13 + r * 0x1.a01a014f8ad80p-16
  let p67 = 0x1.71ddf90008f1dp-19 + r * 0x1.27e599db5b24bp-22
  let p89 = 0x1.af5e31884d512p-26 + r * 0x1.1e4bb51e59d26p-29
  let p = (p01 + r2 * p23) + r4 * ((p45 + r2 * p67) + r4 * p89)

  let sum = 1 + r
  let sumError = r - (sum - 1)
  let y = sum + (sumError + (rError + r2 * (0.5 + r * p)))

  let half = k * 0.5 + shifter
  let rest = (k - (half - shifter)) + shifter
  return (y * powerOfTwo(half)) * powerOfTwo(rest)
}

/// 2ⁿ, where the low bits of `shifted` hold *n*.
@inline(__always)
func powerOfTwo(_ shifted: Double) -> Double {
  Double(bitPattern: (shifted.bitPattern &<< 52) &+ 0x3FF0_0000_0000_0000)
}

/// The inverse of the logit link, 1 / (1 + e⁻ˣ), without loss in either tail.
///
/// For negative *x* it is computed as eˣ / (1 + eˣ), so that small probabilities keep full relative accuracy.
@inline(__always)
package func inverseLogit(_ x: Double) -> Double {
  let e = exponential(-x.magnitude)
  return (x < 0 ? e : 1) / (1 + e)
}

/// Φ(*x*), the standard normal distribution function, by additions, multiplications and divisions in one order.
///
/// With φ the density, Φ(x) = ½ + φ(x)(x + x³/3 + x⁵/(3·5) + …) near the middle, and in the lower tail Laplace's continued
/// fraction Φ(−x) = φ(x)/(x + 1/(x + 2/(x + 3/(x + …)))). (Abramowitz and Stegun, *Handbook of Mathematical Functions*,
/// 26.2.11 and 26.2.14.) Relative error below 10⁻¹³.
func normalCumulative(_ x: Double) -> Double {
  if x.isNaN { return x }
  let distance = x.magnitude
  if distance > 38.6 { return x < 0 ? 0 : 1 }
  let density = exponential(-0.5 * distance * distance) * 0.3989422804014327
  if distance > 2.5 {
    var fraction = distance
    var k = 90.0
    while k > 0 {
      fraction = distance + k / fraction
      k -= 1
    }
    let tail = density / fraction
    return x < 0 ? tail : 1 - tail
  }
  var term = distance
  var sum = distance
  var odd = 3.0
  while term > 1e-17 * sum {
    term *= distance * distance / odd
    sum += term
    odd += 2
  }
  return x < 0 ? 0.5 - density * sum : 0.5 + density * sum
}

/// 1 − e⁻ᵗ for *t* ≥ 0 without cancellation where *t* is small.
func oneMinusExponential(ofMinus t: Double) -> Double {
  if !(t < 0.25) { return 1 - exponential(-t) }
  // Σ (−1)ᵏ tᵏ⁺¹/(k+1)! up to the term that is below the rounding of the first.
  var term = t
  var sum = t
  var k = 2.0
  while term.magnitude > 1e-18 * sum {
    term *= -t / k
    sum += term
    k += 1
  }
  return sum
}

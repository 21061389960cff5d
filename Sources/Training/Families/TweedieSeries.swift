import Distributions

/// The factor of a Tweedie density that does not depend on the mean, 1 < p < 2, y > 0: log (1/y Σⱼ Wⱼ).
///
/// With α = (2 − p)/(1 − p), log Wⱼ = j log z − log Γ(j + 1) − log Γ(−αj),
/// log z = −α log y + α log(p − 1) − (1 − α) log φ − log(2 − p). The terms rise to j ≈ y²⁻ᵖ/(φ(2 − p)) and fall beyond; they are
/// summed outwards from there until they are below e⁻³⁷ of the largest. (Dunn and Smyth, *Statistics and Computing* 15, 2005.)
/// They fall like a bell of the standard deviation √(j/(1 + |α|)); where that is wide, every few terms tell the sum, as the trapezoidal rule
/// tells the integral of a bell to rounding at steps of a quarter of its standard deviation. Where the largest term has the index 10⁷ or more, the terms'
/// own rounding would be worse than that of the saddlepoint approximation (Jørgensen, *The Theory of Dispersion Models*, 1997),
/// which is off by about 1/j.
struct TweedieSeries {
  let power: Double
  let dispersion: Double

  func logSum(_ y: Double) -> Double {
    let alpha = (2 - power) / (1 - power)
    let logY = Elementary.log(y)
    let logZ =
      -alpha * logY + alpha * Elementary.log(power - 1) - (1 - alpha) * Elementary.log(dispersion)
      - Elementary.log(2 - power)
    func term(_ j: Double) -> Double { j * logZ - logGamma(j + 1) - logGamma(-alpha * j) }
    let mode = Elementary.exp((2 - power) * logY) / (dispersion * (2 - power))
    if !(mode < 1e7) {
      let saturated = Family.tweedie(power: power).saturated(y, logY: logY)
      return -0.5 * (Elementary.log(2 * .pi * dispersion) + power * logY) - saturated / dispersion
    }
    let middle = max(1, mode.rounded())
    let step = max(1, ((middle / (1 - alpha)).squareRoot() / 4).rounded(.down))
    let largest = term(middle)
    var sum = 1.0
    for direction in [step, -step] {
      var j = middle + direction
      while j >= 1 {
        let next = term(j) - largest
        if next < -37 { break }
        sum += Elementary.exp(next)
        j += direction
      }
    }
    return largest + Elementary.log(sum * step) - logY
  }
}

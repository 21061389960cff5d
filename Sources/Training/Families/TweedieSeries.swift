import Distributions

/// The factor of a Tweedie density that does not depend on the mean, 1 < p < 2, y > 0: log (1/y Σⱼ Wⱼ).
///
/// With α = (2 − p)/(1 − p), log Wⱼ = j log z − log Γ(j + 1) − log Γ(−αj),
/// log z = −α log y + α log(p − 1) − (1 − α) log φ − log(2 − p). The terms rise to j ≈ y²⁻ᵖ/(φ(2 − p)) and fall beyond; they are
/// summed outwards from there until they are below e⁻³⁷ of the largest. (Dunn and Smyth, *Statistics and Computing* 15, 2005.)
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
    let middle = min(max(1, mode.rounded()), 1e9)
    let largest = term(middle)
    var sum = 1.0
    var j = middle + 1
    while j < middle + 1e6 {
      let next = term(j) - largest
      if next < -37 { break }
      sum += Elementary.exp(next)
      j += 1
    }
    j = middle - 1
    while j >= 1 {
      let next = term(j) - largest
      if next < -37 { break }
      sum += Elementary.exp(next)
      j -= 1
    }
    return largest + Elementary.log(sum) - logY
  }
}

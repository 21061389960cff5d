#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Ranking {
  /// Average precision, the area under the precision–recall curve as scikit-learn defines it: Σ (Rₖ − Rₖ₋₁) Pₖ over
  /// the thresholds from the highest score down, without interpolation; rows of equal score pass together.
  ///
  /// The interval is symmetric on the logit scale: with *m* outcomes 1 and η = log(AP/(1 − AP)), it is
  /// η ± 1.96/√(*m* AP (1 − AP)), taken back. There is none where AP = 1.
  ///
  /// Source: K. Boyd, K. Eng and C. Page (2013), *Area under the precision-recall curve: point estimates and confidence
  /// intervals*, ECML PKDD, section 3.2.
  package func averagePrecision() -> Estimate {
    var passed = (positives: 0.0, all: 0.0)
    var sum = 0.0
    for group in positives.indices {
      passed.positives += positives[group]
      passed.all += positives[group] + negatives[group]
      sum += positives[group] * (passed.positives / passed.all)
    }
    let precision = min(1, sum / positiveWeight)
    guard precision < 1 else { return Estimate(1, standardError: nil) }
    let spread = precision * (1 - precision)
    let margin = Estimate.quantile * (unit / (positiveWeight * spread)).squareRoot()
    let odds = precision / (1 - precision)
    return Estimate(
      estimate: precision,
      lower: odds / (odds + exp(margin)),
      upper: odds / (odds + exp(-margin)),
      standardError: (unit * spread / positiveWeight).squareRoot())
  }
}

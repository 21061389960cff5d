/// A duration in seconds, to a tenth of a millisecond.
func seconds(_ duration: Duration) -> Double {
  let parts = duration.components
  return ((Double(parts.seconds) + Double(parts.attoseconds) * 1e-18) * 1e4).rounded() / 1e4
}

/// How probabilities are calibrated: which curve is fitted to log-odds that the model gave to rows it had not seen.
package enum CalibrationMethod: String, Sendable, CaseIterable {
  /// Two numbers, with targets smoothed.
  case platt
  /// A curve that never falls, and nothing else.
  case isotonic
  /// Three numbers; it can be the identity.
  case beta
}

/// Whether something speaks for or against; always shown by a sign and a word beside its colour.
package enum Standing: String, Sendable, Codable, Equatable, CaseIterable {
  /// It is in order, or better.
  case good
  /// It cannot be told, or calls for a look.
  case unsure
  /// It is not in order, or worse.
  case bad
}

/// Which way of a number is the better one.
package enum Direction: String, Sendable, Codable, Equatable, CaseIterable {
  /// More is better, as of AUC.
  case higher
  /// Less is better, as of log loss.
  case lower
  /// Neither.
  case neither
}

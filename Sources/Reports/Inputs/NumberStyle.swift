/// How a number is written.
package enum NumberStyle: Sendable, Codable, Equatable {
  /// As it is.
  case number
  /// A share, in per cent.
  case percent
  /// Whole, with its thousands apart.
  case count
  /// An amount of a currency: its sign (`€`) or code (`EUR`).
  case money(String)
}

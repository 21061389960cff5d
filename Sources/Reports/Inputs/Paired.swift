/// What two models are compared by: the one in place, and the one that may replace it.
package struct Paired<Value: Sendable & Codable & Equatable>: Sendable, Codable, Equatable {
  /// Of the champion.
  package var a: Value
  /// Of the challenger.
  package var b: Value

  /// Joins its parts.
  package init(a: Value, b: Value) {
    self.a = a
    self.b = b
  }
}

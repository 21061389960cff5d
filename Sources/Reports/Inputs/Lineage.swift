/// Where a model comes from.
package struct Lineage: Sendable, Codable, Equatable {
  /// The hash of its content.
  package var hash: String?
  /// Data fingerprint, parent, seed, version of the tool.
  package var facts: [Fact]

  /// Joins its parts; what is left out stays out of the page.
  package init(hash: String? = nil, facts: [Fact] = []) {
    self.hash = hash
    self.facts = facts
  }
}

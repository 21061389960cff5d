/// A sentence that speaks for or against.
package struct Statement: Sendable, Codable, Equatable {
  /// What it speaks for.
  package var standing: Standing
  /// The sentence.
  package var text: String

  /// Joins its parts.
  package init(standing: Standing, text: String) {
    self.standing = standing
    self.text = text
  }
}

/// A number at the head of the page.
package struct Highlight: Sendable, Codable, Equatable {
  /// What it is.
  package var label: String
  /// The number.
  package var value: Ranged
  /// How it is written.
  package var style: NumberStyle
  /// A few words below it.
  package var note: String?
  /// Whether a plus is written: for differences.
  package var isSigned: Bool

  /// Joins its parts; what is left out stays out of the page.
  package init(
    label: String, value: Ranged, style: NumberStyle = .number, note: String? = nil, isSigned: Bool = false
  ) {
    self.label = label
    self.value = value
    self.style = style
    self.note = note
    self.isSigned = isSigned
  }
}

/// A name and what stands behind it.
package struct Fact: Sendable, Codable, Equatable {
  /// The name.
  package var name: String
  /// What stands behind it.
  package var text: String

  /// Joins its parts.
  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

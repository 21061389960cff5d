/// A column that a model needs.
public struct ModelInput: Sendable, Hashable {
  /// The name of the column.
  public let column: String
  /// The type of its values.
  public let type: InputType
}

/// The type of value that a model needs in a column.
public enum InputType: String, Sendable, CaseIterable {
  /// A number: doubles and integers.
  case number
  /// A calendar day or an instant.
  case date
  /// A text; numbers and truth values count as the text they are written as.
  case text
  /// A truth value.
  case boolean

  /// A value of this type in words.
  var noun: String {
    switch self {
    case .number: "a number"
    case .date: "a date"
    case .text: "a text"
    case .boolean: "true or false"
    }
  }
}

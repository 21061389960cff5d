/// A JSON value. Numbers keep the text they were written as, so that every one of them is exact.
package enum JSON: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object([String: JSON])
}

extension JSON {
  /// A whole number.
  package static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

  /// A double in the shortest text that reads back as the same bits. What JSON has no number for becomes a string:
  /// `"inf"`, `"-inf"`, `"nan"`.
  package static func double(_ value: Double) -> JSON {
    value.isFinite ? .number(value.description) : .string(value.description)
  }

  /// A value or null.
  package static func optional<T>(_ value: T?, _ json: (T) -> JSON) -> JSON { value.map(json) ?? .null }

  /// Texts.
  package static func strings(_ values: [String]) -> JSON { .array(values.map(JSON.string)) }
}

/// A JSON object whose members are read with a type; an error names the member.
struct JSONObject {
  private let members: [String: JSON]
  private let place: String

  init(value json: JSON, _ place: String) throws(ModelFileError) {
    guard case .object(let members) = json else { throw .inconsistent("\(place) is not an object") }
    self.members = members
    self.place = place
  }

  /// The value of a member.
  subscript(key: String) -> JSON {
    get throws(ModelFileError) {
      guard let value = members[key] else { throw .inconsistent("\(place) has no \(key)") }
      return value
    }
  }

  func string(_ key: String) throws(ModelFileError) -> String {
    guard case .string(let value) = try self[key] else { throw wrong(key, "a text") }
    return value
  }

  func boolean(_ key: String) throws(ModelFileError) -> Bool {
    guard case .boolean(let value) = try self[key] else { throw wrong(key, "true or false") }
    return value
  }

  func integer<T: FixedWidthInteger>(_ key: String, as type: T.Type = T.self) throws(ModelFileError) -> T {
    guard case .number(let text) = try self[key], let value = T(text) else { throw wrong(key, "an integer in range") }
    return value
  }

  func double(_ key: String) throws(ModelFileError) -> Double {
    switch try self[key] {
    case .number(let text): if let value = Double(text), value.isFinite { return value }
    case .string("inf"): return .infinity
    case .string("-inf"): return -.infinity
    case .string("nan"): return .nan
    default: break
    }
    throw wrong(key, "a number")
  }

  func array(_ key: String) throws(ModelFileError) -> [JSON] {
    guard case .array(let values) = try self[key] else { throw wrong(key, "a list") }
    return values
  }

  func strings(_ key: String) throws(ModelFileError) -> [String] {
    var texts: [String] = []
    for value in try array(key) {
      guard case .string(let text) = value else { throw wrong(key, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  func doubles(_ key: String) throws(ModelFileError) -> [Double] {
    var numbers: [Double] = []
    for value in try array(key) {
      guard case .number(let text) = value, let number = Double(text), number.isFinite else {
        throw wrong(key, "a list of numbers")
      }
      numbers.append(number)
    }
    return numbers
  }

  func integers(_ key: String) throws(ModelFileError) -> [Int] {
    var numbers: [Int] = []
    for value in try array(key) {
      guard case .number(let text) = value, let number = Int(text) else { throw wrong(key, "a list of integers") }
      numbers.append(number)
    }
    return numbers
  }

  func object(_ key: String) throws(ModelFileError) -> JSONObject {
    try JSONObject(value: self[key], "\(place).\(key)")
  }

  /// One of the texts of an enumeration.
  func choice<T: RawRepresentable<String>>(_ key: String, as type: T.Type = T.self) throws(ModelFileError) -> T {
    guard let value = T(rawValue: try string(key)) else { throw wrong(key, "a value that this version knows") }
    return value
  }

  /// What `read` makes of a member, nil when it is null or absent.
  func optional<T>(
    _ key: String, _ read: (String) throws(ModelFileError) -> T
  ) throws(ModelFileError) -> T? {
    switch members[key] {
    case nil, .null: nil
    default: try read(key)
    }
  }

  private func wrong(_ key: String, _ expected: String) -> ModelFileError {
    .inconsistent("\(place).\(key) is not \(expected)")
  }
}

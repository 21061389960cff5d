/// Why a text is not JSON.
package struct JSONError: Error, Equatable {
  /// What is wrong.
  package let reason: String
  /// The offset of the byte where it shows.
  package let offset: Int

  package init(reason: String, offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

/// A strict reader of JSON (RFC 8259) for input that nobody vouches for.
///
/// Nesting and the number of values are bounded, a key that occurs twice is an error, and UTF-8 is checked.
///
/// - Complexity: O(*n*) in the number of bytes.
package struct JSONParser {
  /// The deepest nesting of arrays and objects.
  package static let depthLimit = 32

  /// The most values in one text. A value takes more memory than the two bytes that it may be written in.
  package static let valueLimit = 2_000_000

  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var values = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads one value that fills `bytes`, but for white space around it.
  package static func parse(_ bytes: some Sequence<UInt8>) throws(JSONError) -> JSON {
    let copy = ContiguousArray(bytes)
    let result = copy.withUnsafeBufferPointer { buffer -> Result<JSON, JSONError> in
      var parser = JSONParser(buffer)
      do throws(JSONError) {
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.offset == buffer.count else { throw parser.error("something follows the end") }
        return .success(value)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func error(_ reason: String) -> JSONError { JSONError(reason: reason, offset: offset) }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    guard depth < Self.depthLimit else { throw error("nested too deeply") }
    values += 1
    guard values <= Self.valueLimit else { throw error("too many values") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let end = offset + word.utf8CodeUnitCount
    guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[offset..<end]) }) else {
      throw error("unexpected character")
    }
    offset = end
    return value
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSON {
    offset += 1
    var values: [JSON] = []
    skipSpace()
    if take("]") { return .array(values) }
    repeat {
      values.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw error("expected , or ]") }
    return .array(values)
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSON {
    offset += 1
    var members: [String: JSON] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw error("expected a key") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw error("expected :") }
      guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
        throw error("a key occurs twice")
      }
      skipSpace()
    } while take(",")
    guard take("}") else { throw error("expected , or }") }
    return .object(members)
  }

  private mutating func digits() -> Int {
    let start = offset
    while let byte = next, byte &- 0x30 < 10 { offset += 1 }
    return offset - start
  }

  private mutating func number() throws(JSONError) -> JSON {
    let start = offset
    _ = take("-")
    let leadingZero = next == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0 else { throw error("unexpected character") }
    guard whole == 1 || !leadingZero else { throw error("a number starts with 0") }
    if take(".") {
      guard digits() > 0 else { throw error("a number ends in its point") }
    }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard digits() > 0 else { throw error("a number has no exponent") }
    }
    return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { offset += 1 }
    if next == UInt8(ascii: "\"") {
      defer { offset += 1 }
      return try text(bytes[start..<offset])
    }
    var unescaped = Array(bytes[start..<offset])
    while let byte = next, byte >= 0x20 {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return try text(unescaped)
      case UInt8(ascii: "\\"): try escape(&unescaped)
      default: unescaped.append(byte)
      }
    }
    throw error(next == nil ? "a text does not end" : "a control character in a text")
  }

  private func text(_ utf8: some Collection<UInt8>) throws(JSONError) -> String {
    let text = String(decoding: utf8, as: UTF8.self)
    // Decoding repairs what is not UTF-8; a repair changes the bytes.
    guard text.utf8.elementsEqual(utf8) else { throw error("a text is not UTF-8") }
    return text
  }

  private mutating func escape(_ unescaped: inout [UInt8]) throws(JSONError) {
    guard let byte = next else { throw error("a text does not end") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"): unescaped.append(contentsOf: String(Character(try scalar())).utf8)
    default: throw error("an unknown escape")
    }
  }

  private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
    let high = try codeUnit()
    guard UTF16.isLeadSurrogate(high) else {
      guard let scalar = Unicode.Scalar(high) else { throw error("half a surrogate pair") }
      return scalar
    }
    guard take("\\"), take("u") else { throw error("half a surrogate pair") }
    let low = try codeUnit()
    guard UTF16.isTrailSurrogate(low) else { throw error("half a surrogate pair") }
    return UTF16.decode(UTF16.EncodedScalar([high, low]))
  }

  private mutating func codeUnit() throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = hexadecimalValue(byte) else { throw error("expected four hexadecimal digits") }
      unit = unit << 4 | UInt16(digit)
      offset += 1
    }
    return unit
  }
}

/// The value of a hexadecimal digit.
private func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

import ClienteleScoring
import Testing

@Suite("JSON")
struct JSONTests {
  @Test(
    "what is JSON is read",
    arguments: [
      ("null", JSON.null), (" [ ] ", .array([])), ("{}", .object([:])), ("-0.5e-7", .number("-0.5e-7")),
      (#""a\"\\\/\b\f\n\r\té\ud83d\ude00""#, .string("a\"\\/\u{8}\u{C}\n\r\té😀")),
      (
        #"{"a":[1,true],"b":{"c":"x"}}"#,
        .object(["a": .array([.number("1"), .boolean(true)]), "b": .object(["c": .string("x")])])
      ),
    ])
  func accepted(text: String, value: JSON) throws {
    #expect(try JSONParser.parse(text.utf8) == value)
  }

  @Test(
    "what is not is refused",
    arguments: [
      "", "nul", "01", "1.", ".5", "+1", "1e", "-", "[1,]", "[1", "[1 2]", "{\"a\"}", "{\"a\":1,}", "{a:1}", "{\"a\":1",
      "{\"a\":1,\"a\":2}", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
      "\"\u{1}\"",
      "1 2", "tru", "NaN", "{\"\\u0061\":1,\"a\":2}",
    ])
  func refused(text: String) {
    #expect(throws: JSONError.self) { try JSONParser.parse(text.utf8) }
  }

  @Test("nesting and values are bounded, and text must be UTF-8")
  func limits() {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONError(reason: "nested too deeply", offset: 32)) { try JSONParser.parse(deep.utf8) }
    let many = "[" + String(repeating: "0,", count: JSONParser.valueLimit) + "0]"
    #expect(throws: JSONError(reason: "too many values", offset: 2 * JSONParser.valueLimit - 1)) {
      try JSONParser.parse(many.utf8)
    }
    #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xC3, 0x28, 0x22]) }
    #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test("what is written reads back, to the bit, with sorted keys")
  func roundTrip() throws {
    var random = SplitMix64(seed: 4)
    let doubles = (0..<2000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite) + [0.1, -0.0, 5e-324]
    for double in doubles {
      guard case .number(let text) = try JSONParser.parse(JSON.double(double).text.utf8) else {
        Issue.record("\(double) is no number")
        continue
      }
      #expect(Double(text)?.bitPattern == double.bitPattern, "\(double)")
    }
    let value = JSON.object([
      "b": .string("\u{0}\u{1F}\"\\é😀"), "a": .array([.null, .integer(Int64.min)]), "é": .boolean(false),
    ])
    #expect(value.text == #"{"a":[null,-9223372036854775808],"b":"\u0000\u001f\"\\é😀","é":false}"#)
    #expect(try JSONParser.parse(value.text.utf8) == value)
  }
}

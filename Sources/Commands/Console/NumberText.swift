#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Numbers as people read them.
enum NumberText {
  /// A number with `digits` significant digits, in plain or exponent form.
  static func significant(_ value: Double, _ digits: Int = 5) -> String {
    format("%.*g", digits, value == 0 ? 0 : value)  // no minus before a zero
  }

  /// A number with `digits` digits behind the point.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    let text = format("%.*f", digits, value)
    let isZero = text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) }
    return isZero ? String(text.dropFirst()) : text
  }

  /// A whole number with its thousands apart.
  static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var grouped = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return (value < 0 ? "-" : "") + grouped
  }

  /// A number of things: `1 row`, `1,408 rows`.
  static func count(_ value: Int, _ thing: String) -> String { "\(count(value)) \(thing)\(value == 1 ? "" : "s")" }

  /// A *p*-value: three digits, or that it is below a thousandth.
  static func probability(_ value: Double) -> String { value < 0.001 ? "<0.001" : fixed(value, 3) }

  private static func format(_ pattern: String, _ digits: Int, _ value: Double) -> String {
    if !value.isFinite { return "–" }
    var buffer = [CChar](repeating: 0, count: 400)
    let written = withVaList([Int32(clamping: digits), value]) { vsnprintf(&buffer, buffer.count, pattern, $0) }
    let length = min(max(0, Int(written)), buffer.count - 1)
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

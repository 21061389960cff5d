import Reports

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Numbers as people read them, on pages and in the terminal.
typealias NumberText = Reports.NumberText

extension NumberText {
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

  private static func format(_ pattern: String, _ digits: Int, _ value: Double) -> String {
    if !value.isFinite { return none }
    var buffer = [CChar](repeating: 0, count: 400)
    let written = withVaList([Int32(clamping: digits), value]) { vsnprintf(&buffer, buffer.count, pattern, $0) }
    let length = min(max(0, Int(written)), buffer.count - 1)
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

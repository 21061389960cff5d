/// A double as the shortest decimal that names it, for rounding in tens without a C library.
///
/// The value is 0.d₁d₂d₃… × 10^`exponent`. Digits come from `Double.description`, which is the same on every platform;
/// rounding is half away from zero on those digits, as a person would round what they read.
struct Decimal {
  /// Whether it is below zero.
  let isNegative: Bool
  /// The digits, the first of which is not 0; empty for zero.
  private(set) var digits: [UInt8]
  /// The power of ten in front of them.
  private(set) var exponent: Int

  /// The digits of a finite number; nil for the others.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    isNegative = value < 0
    var digits: [UInt8] = []
    var exponent = 0
    var power = 0
    var isBehindPoint = false
    var text = value.magnitude.description[...]
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      power = Int(text[text.index(after: mark)...]) ?? 0
      text = text[..<mark]
    }
    for character in text.utf8 {
      if character == UInt8(ascii: ".") {
        isBehindPoint = true
      } else {
        digits.append(character - UInt8(ascii: "0"))
        if !isBehindPoint { exponent += 1 }
      }
    }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent - zeros + power
  }

  /// Zero is.
  var isZero: Bool { digits.isEmpty }

  /// The same with `decimals` digits behind the point; fewer than none round in front of it.
  func rounded(decimals: Int) -> Decimal {
    let kept = exponent + decimals
    guard kept < digits.count else { return self }
    var result = self
    guard kept >= 0 else { return result.cleared() }
    let roundsUp = digits[kept] >= 5
    result.digits = Array(digits[..<kept])
    if roundsUp { result.increment() }
    while result.digits.last == 0 { result.digits.removeLast() }
    return result.digits.isEmpty ? result.cleared() : result
  }

  /// The same with `count` digits that matter.
  func rounded(significant count: Int) -> Decimal { rounded(decimals: count - exponent) }

  /// The text with exactly `decimals` digits behind the point and commas between thousands; no minus before a zero.
  func text(decimals: Int) -> String {
    let rounded = rounded(decimals: decimals)
    func digit(_ place: Int) -> Character {
      let index = rounded.exponent - 1 - place
      guard rounded.digits.indices.contains(index) else { return "0" }
      return Character(Unicode.Scalar(UInt8(ascii: "0") + rounded.digits[index]))
    }
    var text = rounded.isNegative && !rounded.isZero ? "\u{2212}" : ""
    for place in stride(from: max(0, rounded.exponent - 1), through: 0, by: -1) {
      text.append(digit(place))
      if place > 0, place.isMultiple(of: 3) { text.append(",") }
    }
    if decimals > 0 {
      text.append(".")
      for place in 1...decimals { text.append(digit(-place)) }
    }
    return text
  }

  /// The text as `1.8e−13`, with `count` digits that matter.
  func scientific(significant count: Int) -> String {
    let rounded = rounded(significant: count)
    let digits = (0..<count).map { rounded.digits.indices.contains($0) ? rounded.digits[$0] : 0 }
    var text = rounded.isNegative ? "\u{2212}" : ""
    for (index, digit) in digits.enumerated() {
      if index == 1 { text.append(".") }
      text.append(Character(Unicode.Scalar(UInt8(ascii: "0") + digit)))
    }
    let power = rounded.exponent - 1
    return text + "e" + (power < 0 ? "\u{2212}" : "") + "\(power.magnitude)"
  }

  private func cleared() -> Decimal {
    var result = self
    result.digits = []
    result.exponent = 0
    return result
  }

  private mutating func increment() {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    exponent += 1
  }
}

/// One cell of a row to be scored.
///
/// Literals make rows easy to write: `["tenure": 12, "contract": "Month-to-month", "partner": true, "income": nil]`.
public enum Value: Sendable, Hashable {
  /// Nothing is known. A NaN number is missing, too.
  case missing
  /// A number, whole or not.
  case number(Double)
  /// A text.
  case text(String)
  /// A truth value.
  case boolean(Bool)
  /// A calendar day, counted from 1970-01-01.
  case date(daysSince1970: Int32)
  /// An instant, in microseconds since 1970-01-01T00:00:00Z.
  case instant(microsecondsSince1970: Int64)
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// A number.
  public init(integerLiteral value: Int64) { self = .number(Double(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// Missing.
  public init(nilLiteral: ()) { self = .missing }
}

extension Value {
  /// What kind of value this is, as messages call it.
  var typeName: String {
    switch self {
    case .missing: "missing"
    case .number: "number"
    case .text: "text"
    case .boolean: "boolean"
    case .date: "date"
    case .instant: "instant"
    }
  }
}

extension Value: CustomStringConvertible {
  /// The value as text: numbers in their shortest exact form, instants in ISO 8601, `missing`.
  public var description: String {
    switch self {
    case .missing: "missing"
    case .number(let number): number.isNaN ? "missing" : canonicalText(number)
    case .text(let text): text
    case .boolean(let boolean): boolean ? "true" : "false"
    case .date(let day): isoDate(daysSince1970: Int(day))
    case .instant(let instant): isoInstant(microsecondsSince1970: instant)
    }
  }
}

/// The text by which a number is a level: `415`, `4.5`. It is the shortest that reads back as the same number, and an
/// integer below 2⁵³ has neither point nor exponent.
package func canonicalText(_ number: Double) -> String {
  number.magnitude < 0x1p53 && number.rounded(.towardZero) == number ? String(Int64(number)) : number.description
}

/// `2024-02-29`, in the proleptic Gregorian calendar.
func isoDate(daysSince1970: Int) -> String {
  // Years start in March, so that the leap day is the last of its year; 400 years are 146,097 days.
  let shifted = daysSince1970 + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
}

/// `2024-02-29T23:59:59Z`, with microseconds where there are any.
func isoInstant(microsecondsSince1970 instant: Int64) -> String {
  let microsecondsADay = 86_400_000_000
  var (day, time) = Int(instant).quotientAndRemainder(dividingBy: microsecondsADay)
  if time < 0 {
    day -= 1
    time += microsecondsADay
  }
  let (seconds, microseconds) = time.quotientAndRemainder(dividingBy: 1_000_000)
  let clock = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
  let fraction = microseconds == 0 ? "" : ".\(padded(microseconds, 6))"
  return "\(isoDate(daysSince1970: day))T\(clock)\(fraction)Z"
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number.magnitude)
  return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}

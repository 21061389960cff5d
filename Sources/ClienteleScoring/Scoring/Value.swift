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

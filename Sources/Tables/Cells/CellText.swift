/// The text by which a number is a level: `415`, `4.5`. It is the shortest that reads back as the same number, and an
/// integer below 2⁵³ has neither point nor exponent.
package func canonicalText(_ number: Double) -> String {
  number.magnitude < 0x1p53 && number.rounded(.towardZero) == number ? String(Int64(number)) : number.description
}

/// `2024-02-29`, in the proleptic Gregorian calendar.
package func isoDate(daysSince1970 day: Int) -> String {
  var buffer = ByteBuffer(capacity: 16)
  buffer.append(day: day)
  return String(decoding: buffer.bytes, as: UTF8.self)
}

/// `2024-02-29T23:59:59Z`, with microseconds where there are any.
package func isoInstant(microsecondsSince1970 instant: Int64) -> String {
  var buffer = ByteBuffer(capacity: 32)
  buffer.append(instant: instant)
  return String(decoding: buffer.bytes, as: UTF8.self)
}

extension ColumnValues {
  /// The value of a row as text, nil where it is missing: numbers in their shortest exact form, whole ones without a
  /// point, days and instants in ISO 8601.
  package func cellText(_ row: Int) -> String? {
    switch self {
    case .double(let values): values[row].isNaN ? nil : canonicalText(values[row])
    case .integer(let values): values[row] == Self.missingInteger ? nil : String(values[row])
    case .boolean(let values):
      values[row] == Self.missingBoolean ? nil : values[row] == 1 ? "true" : "false"
    case .text(let values): values[row]
    case .date(let values): values[row] == Self.missingDay ? nil : isoDate(daysSince1970: Int(values[row]))
    case .dateTime(let values):
      values[row] == Self.missingInteger ? nil : isoInstant(microsecondsSince1970: values[row])
    }
  }
}

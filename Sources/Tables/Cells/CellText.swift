/// The text by which a number is a level: `415`, `4.5`. It is the shortest that reads back as the same number, and an
/// integer below 2⁵³ has neither point nor exponent.
package func canonicalText(_ number: Double) -> String {
  number.magnitude < 0x1p53 && number.rounded(.towardZero) == number ? String(Int64(number)) : number.description
}

/// `2024-02-29`, in the proleptic Gregorian calendar.
package func isoDate(daysSince1970: Int) -> String {
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
package func isoInstant(microsecondsSince1970 instant: Int64) -> String {
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

import Tables

/// A way of writing numbers or dates that is not read as such.
enum TextForm: Equatable {
  case decimalComma, thousands, currency, percent, date

  /// What it is, and what to do.
  var advice: String {
    switch self {
    case .decimalComma: "numbers with a decimal comma: write them with a point"
    case .thousands: "numbers with their thousands apart: write bare digits"
    case .currency: "amounts with a currency sign: write bare numbers"
    case .percent: "numbers with a percent sign: write bare numbers"
    case .date: "dates of another form: write them as YYYY-MM-DD"
    }
  }

  /// The form that nearly all values of a column have, by its first levels; nil where there is none.
  static func most(of text: TextValues) -> TextForm? {
    let forms = text.levels.prefix(500).compactMap(TextForm.init)
    guard let first = forms.first, forms.count * 10 >= min(text.levels.count, 500) * 9 else { return nil }
    // Of 1,234 and 12,5 the second tells.
    return forms.contains(.decimalComma) ? .decimalComma : first
  }

  /// The form of one text.
  init?(_ text: String) {
    let trimmed = text.drop { $0 == " " }
    let parts = trimmed.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
    if parts.count == 3, parts.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }),
      parts.count(where: { $0.count > 2 }) <= 1, !parts.contains(where: { $0.count == 3 })
    {
      self = .date
      return
    }
    let bare = trimmed.filter { !"$€£¥% +-".contains($0) }
    guard let first = bare.first, first.isASCIIDigit, bare.allSatisfy({ $0.isASCIIDigit || $0 == "," || $0 == "." })
    else { return nil }
    if trimmed.contains("%") {
      self = .percent
    } else if trimmed.contains(where: { "$€£¥".contains($0) }) {
      self = .currency
    } else if let comma = bare.lastIndex(of: ",") {
      let groups = bare.split(separator: ".", maxSplits: 1)[0].split(separator: ",", omittingEmptySubsequences: false)
      let areThousands = groups.count > 1 && groups.dropFirst().allSatisfy { $0.count == 3 }
      let isLast = !bare[comma...].contains(".") && bare.count(where: { $0 == "," }) == 1
      if areThousands { self = .thousands } else if isLast { self = .decimalComma } else { return nil }
    } else {
      return nil
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

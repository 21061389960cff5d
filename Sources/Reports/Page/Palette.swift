/// The colours of a page, by what they are for.
///
/// Two models differ in blue and orange, which all kinds of colour vision tell apart; good and bad are blue-green and
/// red. Wherever a colour tells something, a sign, a dash pattern or a word tells it too.
package enum PageColor: String, Sendable, CaseIterable {
  /// The ground, and a shade on it.
  case paper, shade
  /// Text, and text of less weight.
  case ink, muted
  /// Lines between things, lines within a chart, and the fill of bars.
  case rule, grid, fill
  /// The champion, the challenger (or the only model).
  case a, b
  /// What is in order, what cannot be told, what is not in order; and grounds for them.
  case good, unsure, bad
  /// The grounds of the three above.
  case goodGround = "good-ground"
  case unsureGround = "unsure-ground"
  case badGround = "bad-ground"
  /// The marks of segments.
  case m1, m2, m3, m4, m5, m6
}

/// A set of colours.
package enum Palette: Sendable, CaseIterable {
  /// Dark on light.
  case light
  /// Light on dark.
  case dark

  /// Red, green and blue, eight bits each.
  package func rgb(_ color: PageColor) -> UInt32 {
    switch self {
    case .light: Self.light(color)
    case .dark: Self.dark(color)
    }
  }

  /// Which colours text has, and on which grounds.
  package static let texts: [(text: PageColor, ground: PageColor)] =
    [PageColor.ink, .muted, .a, .b, .good, .unsure, .bad].flatMap { [($0, .paper), ($0, .shade)] } + [
      (.good, .goodGround), (.unsure, .unsureGround), (.bad, .badGround),
      (.ink, .goodGround), (.ink, .unsureGround), (.ink, .badGround),
    ]

  /// The declarations of the custom properties.
  var declarations: String {
    PageColor.allCases.map { color in
      let digits = String(rgb(color), radix: 16)
      return "--\(color.rawValue):#" + String(repeating: "0", count: 6 - digits.count) + digits
    }.joined(separator: ";")
  }

  private static func light(_ color: PageColor) -> UInt32 {
    switch color {
    case .paper: 0xFFFFFF
    case .shade: 0xF4F5F7
    case .ink: 0x1B2027
    case .muted: 0x586170
    case .rule: 0xD3D7DD
    case .grid: 0xE6E9ED
    case .fill: 0xBFD7EA
    case .a: 0xA94E00
    case .b: 0x00619E
    case .good: 0x00626B
    case .unsure: 0x6A5500
    case .bad: 0xAF2E14
    case .goodGround: 0xE6F4F4
    case .unsureGround: 0xFBF4DC
    case .badGround: 0xFDEEEA
    case .m1: 0x0067B0
    case .m2: 0xC44A00
    case .m3: 0x00806A
    case .m4: 0xA03C92
    case .m5: 0x8F6A00
    case .m6: 0x4D5766
    }
  }

  private static func dark(_ color: PageColor) -> UInt32 {
    switch color {
    case .paper: 0x13171C
    case .shade: 0x1D2329
    case .ink: 0xE8EBEF
    case .muted: 0xA5AFBC
    case .rule: 0x3A434D
    case .grid: 0x29313A
    case .fill: 0x2B4C66
    case .a: 0xF2A65E
    case .b: 0x74BCF7
    case .good: 0x62CFC9
    case .unsure: 0xDCC264
    case .bad: 0xFF9B82
    case .goodGround: 0x10302F
    case .unsureGround: 0x332C12
    case .badGround: 0x3B1D17
    case .m1: 0x5FB0F5
    case .m2: 0xFF9A57
    case .m3: 0x49CFA8
    case .m4: 0xE895D6
    case .m5: 0xE3C34D
    case .m6: 0xB9C3D0
    }
  }
}

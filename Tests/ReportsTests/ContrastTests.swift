import Reports
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Contrast as WCAG 2.2 defines it.
@Suite struct ContrastTests {
  /// Relative luminance.
  private func luminance(_ rgb: UInt32) -> Double {
    func linear(_ shift: UInt32) -> Double {
      let share = Double((rgb >> shift) & 0xFF) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }

  private func contrast(_ one: UInt32, _ other: UInt32) -> Double {
    let pair = [luminance(one), luminance(other)].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  @Test func theFormulaIsThatOfTheStandard() {
    #expect(contrast(0x000000, 0xFFFFFF) == 21)
    // WCAG's own example of the least grey on white that passes.
    #expect(contrast(0x767676, 0xFFFFFF) > 4.5 && contrast(0x777777, 0xFFFFFF) < 4.5)
  }

  @Test func textsStandOut() {
    for palette in Palette.allCases {
      for pair in Palette.texts {
        let value = contrast(palette.rgb(pair.text), palette.rgb(pair.ground))
        #expect(value >= 4.5, "\(palette) \(pair.text) on \(pair.ground): \(value)")
      }
    }
  }

  @Test func marksStandOut() {
    for palette in Palette.allCases {
      for mark in [PageColor.a, .b, .good, .unsure, .bad, .muted, .m1, .m2, .m3, .m4, .m5, .m6] {
        let value = contrast(palette.rgb(mark), palette.rgb(.paper))
        #expect(value >= 3, "\(palette) \(mark): \(value)")
      }
    }
  }

  /// The marks of a map let what is under them through: 15 % of it, as the style sheet says.
  @Test func marksOfMapsStandOut() throws {
    #expect(try Markup(SampleSegments.two.html()).all("style").map(\.text).joined().contains(".spot{fill-opacity:.85}"))
    for palette in Palette.allCases {
      for mark in [PageColor.m1, .m2, .m3, .m4, .m5, .m6] {
        let blended = [16, 8, 0].reduce(UInt32(0)) { color, shift in
          let parts = [palette.rgb(mark), palette.rgb(.paper)].map { Double(($0 >> UInt32(shift)) & 0xFF) }
          return color | UInt32(0.85 * parts[0] + 0.15 * parts[1]) << UInt32(shift)
        }
        let value = contrast(blended, palette.rgb(.paper))
        #expect(value >= 3, "\(palette) \(mark): \(value)")
      }
    }
  }

  @Test func everyColourOfThePageIsOneOfThePalette() throws {
    let style = try Markup(SampleModels.churn.html()).all("style").map(\.text).joined()
    for palette in Palette.allCases {
      for color in PageColor.allCases {
        let digits = String(palette.rgb(color), radix: 16)
        #expect(style.contains("--\(color.rawValue):#" + String(repeating: "0", count: 6 - digits.count) + digits))
      }
    }
    let named = style.split(separator: "#").dropFirst().count
    #expect(named == 2 * PageColor.allCases.count, "no colour besides")
    for part in style.split(separator: "var(--").dropFirst() {
      #expect(PageColor(rawValue: String(part.prefix { $0 != ")" })) != nil)
    }
  }
}

import Reports
import Testing

@Suite struct EscapingTests {
  private let pages = [
    SampleHostile.model.html(), SampleHostile.verdict.html(), SampleHostile.segments.html(),
  ]

  @Test func textsStayTexts() throws {
    for html in pages {
      let markup = try Markup(html)
      let names = Set(markup.elements.map(\.name))
      #expect(!names.contains("script") && !names.contains("img") && !names.contains("b"))
      #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(html.contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"))
      #expect(html.contains("&amp;lt;&amp;#0;&amp;"))
    }
  }

  @Test func controlAndDirectionCharactersAreReplaced() {
    for html in pages {
      for scalar in html.unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value), "U+\(String(scalar.value, radix: 16))")
        #expect(!(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
        #expect(scalar.value & 0xFFFE != 0xFFFE && !(0xFDD0...0xFDEF).contains(scalar.value))
      }
      #expect(html.contains("\u{FFFD}gnp.exe\u{FFFD}"))
    }
  }

  @Test func namesOfOtherScriptsStayAndAreIsolated() {
    for html in pages {
      #expect(html.contains("<bdi>שלום עולם</bdi>"))
      #expect(html.contains("𝛽 🧑‍🤝‍🧑 naïve"))
    }
  }

  @Test func longNamesAreCut() {
    for html in pages { #expect(!html.contains(String(repeating: "long ", count: 250))) }
  }

  /// Numbers that cannot be drawn are left out of drawings and are a dash or a sign in tables.
  @Test func placesAreNumbers() throws {
    let places: Set = ["x", "y", "cx", "cy", "r", "width", "height", "d"]
    for html in pages {
      for element in try Markup(html).elements {
        for (key, value) in element.attributes where places.contains(key) {
          #expect(value.allSatisfy { $0.isNumber || " .-MLHVamlhvz".contains($0) }, "\(key)=\(value)")
        }
      }
      #expect(!html.contains("nan") && !html.contains("inf\"") && !html.contains(">inf"))
    }
  }
}

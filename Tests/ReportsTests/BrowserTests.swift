import Foundation
import Reports
import Testing

/// The pages in a real browser. Set `CLIENTELE_SCREENSHOTS` to a folder to keep the pictures and look at them.
@Suite(.serialized, .enabled(if: Browser.path != nil, "no Chromium here: scripts/setup.sh browser installs it"))
struct BrowserTests {
  /// What the probe tells of a page in a frame.
  private struct Findings: Decodable {
    let width, innerWidth, scrollWidth, scrolled, drawn, requests: Int
    let isDark: Bool
    let ground: String
    let outside: [String]
  }

  private static let widths = [360, 768, 1_600]

  /// Frames of several widths, and what is in them: whether the page can be scrolled sideways, whether a text reaches
  /// out of its page or its scrolling container, and what was loaded besides the page itself.
  private static func probe(_ page: String) -> String {
    """
    <!DOCTYPE html><html><body>\(widths.map { "<iframe src=\"\(page)\" style=\"width:\($0)px;height:900px;border:0\"></iframe>" }.joined())
    <script>
    window.onload = () => {
      const found = [...document.querySelectorAll('iframe')].map(frame => {
        const w = frame.contentWindow, d = w.document, root = d.documentElement;
        w.scrollTo(1000, 0);
        const outside = [...d.querySelectorAll('h1,h2,h3,p,li,dt,dd,summary,svg.chart,svg.chart text,.scroll')]
          .filter(e => { const b = e.getBoundingClientRect();
            return b.width > 0 && !e.closest('.skip') && (b.left < -0.5 || b.right > w.innerWidth + 0.5); })
          .map(e => e.tagName + ' ' + e.textContent.slice(0, 40));
        return {width: frame.clientWidth, innerWidth: w.innerWidth, scrollWidth: root.scrollWidth,
          scrolled: Math.round(w.scrollX), isDark: w.matchMedia('(prefers-color-scheme:dark)').matches,
          ground: w.getComputedStyle(d.body).backgroundColor, outside,
          drawn: [...d.querySelectorAll('svg.chart')].filter(e => e.getBoundingClientRect().height > 50).length,
          requests: w.performance.getEntriesByType('resource').filter(e => !e.name.startsWith('data:')).length};
      });
      document.body.textContent = 'FOUND' + JSON.stringify(found) + 'END';
    };
    </script></body></html>
    """
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test(arguments: [false, true]) func pagesFitSaySilentAndLoadNothing(isDark: Bool) throws {
    try withFolder { folder in
      for (index, page) in SamplePages.all.enumerated() {
        try Data(page.html.utf8).write(to: folder.appending(path: "page\(index).html"))
        let probe = folder.appending(path: "probe\(index).html")
        try Data(Self.probe("page\(index).html").utf8).write(to: probe)
        let log = folder.appending(path: "net\(index).json")
        let run = try Browser.run(probe, in: folder, isDark: isDark, ["--dump-dom", "--log-net-log=\(log.path)"])
        #expect(run.console.isEmpty, "\(page.name)")
        // No page began a request: those of the browser itself have no page as initiator.
        let net = try String(contentsOf: log, encoding: .utf8)
        #expect(
          net.contains("constants") && !net.contains("\"initiator\":\"file:") && !net.contains("\"initiator\":\"null"))

        let text = run.output.components(separatedBy: "FOUND").last?.components(separatedBy: "END").first ?? ""
        let decoded = text.replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
          .replacingOccurrences(of: "&amp;", with: "&")
        let findings = try JSONDecoder().decode([Findings].self, from: Data(decoded.utf8))
        #expect(findings.map(\.innerWidth) == Self.widths)
        for found in findings {
          let place: Comment = "\(page.name) at \(found.width) px"
          #expect(found.scrollWidth <= found.innerWidth && found.scrolled == 0, place)
          #expect(found.outside.isEmpty, place)
          #expect(found.requests == 0, place)
          #expect(found.isDark == isDark)
          #expect(found.ground == (isDark ? "rgb(19, 23, 28)" : "rgb(255, 255, 255)"), place)
          #expect(found.drawn > 0 || page.name.contains("bare"), place)
        }
      }
    }
  }

  @Test(
    arguments: [
      ("model", 360), ("model", 1_600), ("verdict", 360), ("verdict", 1_600), ("segments", 360), ("segments", 1_600),
      ("twelve segments", 768),
    ], [false, true])
  func pagesCanBePictured(page: (name: String, width: Int), isDark: Bool) throws {
    try withFolder { folder in
      let html = try #require(SamplePages.all.first { $0.name == page.name }).html
      let file = folder.appending(path: "page.html")
      try Data(html.utf8).write(to: file)
      let name = "\(page.name)-\(page.width)-\(isDark ? "dark" : "light").png"
      let kept = ProcessInfo.processInfo.environment["CLIENTELE_SCREENSHOTS"].map { URL(filePath: $0) } ?? folder
      let picture = kept.appending(path: name)
      let height = page.width < 1_000 ? 10_400 : 7_000
      let run = try Browser.run(
        file, in: folder, isDark: isDark,
        ["--window-size=\(page.width),\(height)", "--screenshot=\(picture.path)"])
      #expect(run.console.isEmpty)
      let bytes = [UInt8](try Data(contentsOf: picture))
      // A PNG says its width and height in bytes 16 to 23.
      #expect(bytes.count > 20_000 && bytes.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
      #expect(bytes[16..<20].reduce(0) { $0 << 8 | Int($1) } == page.width)
    }
  }
}

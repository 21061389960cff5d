import Reports
import Testing

/// The pages that the tests look at.
enum SamplePages {
  static let all: [(name: String, html: String)] = [
    ("model", SampleModels.churn.html()), ("amount", SampleModels.spend.html()),
    ("verdict", SampleVerdicts.churn.html()), ("bare model", ModelReport(title: "bare").html()),
    ("hostile model", SampleHostile.model.html()), ("hostile verdict", SampleHostile.verdict.html()),
    ("segments", SampleSegments.six.html()), ("two segments", SampleSegments.two.html()),
    ("twelve segments", SampleSegments.twelve.html()), ("bare segments", SegmentReport(title: "bare").html()),
    ("hostile segments", SampleHostile.segments.html()),
  ]
}

@Suite struct StructureTests {
  @Test func headingsAreInOrder() throws {
    for page in SamplePages.all {
      let markup = try Markup(page.html)
      let levels = markup.elements.compactMap { ["h1": 1, "h2": 2, "h3": 3][$0.name] }
      #expect(levels.first == 1 && levels.filter { $0 == 1 }.count == 1, "\(page.name)")
      for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1, "\(page.name)") }
      #expect(markup.all("main").count == 1 && markup.all("header").count == 1 && markup.all("footer").count == 1)
    }
  }

  @Test func idsAreUniqueAndReferencesMeetThem() throws {
    for page in SamplePages.all {
      let markup = try Markup(page.html)
      let ids = markup.elements.compactMap { $0["id"] }
      #expect(Set(ids).count == ids.count, "\(page.name)")
      for element in markup.elements {
        for id in (element["aria-labelledby"] ?? "").split(separator: " ") {
          #expect(ids.contains(String(id)), "\(page.name): \(id)")
        }
        if let target = element["href"], target.hasPrefix("#") {
          #expect(ids.contains(String(target.dropFirst())), "\(page.name): \(target)")
        }
      }
    }
  }

  @Test func everyDrawingHasAnImageRoleATitleADescriptionAndATable() throws {
    for page in SamplePages.all {
      let markup = try Markup(page.html)
      var count = 0
      for (index, element) in markup.elements.enumerated() where element.name == "svg" && element["aria-hidden"] == nil
      {
        count += 1
        #expect(element["role"] == "img" && element["viewBox"] != nil)
        let inside = markup.within(index)
        for part in ["title", "desc"] {
          let found = inside.filter { $0.name == part }
          #expect(found.count == 1 && found.first?.text.isEmpty == false, "\(page.name)")
          #expect(element["aria-labelledby"]?.contains(found.first?["id"] ?? "?") == true)
        }
        let figure = try #require(element.ancestors.last { markup.elements[$0].name == "figure" })
        let names = markup.within(figure).filter { $0["aria-hidden"] == nil }.map(\.name)
        let drawing = try #require(names.lastIndex(of: "svg")), details = try #require(names.firstIndex(of: "details"))
        #expect(details > drawing && names[details...].contains("table"), "\(page.name)")
      }
      #expect(page.name.contains("bare") || count > 1, "\(page.name) has drawings")
    }
  }

  @Test func tablesScrollInRegionsThatTheKeyboardReaches() throws {
    for page in SamplePages.all {
      let markup = try Markup(page.html)
      for table in markup.all("table") {
        let region = markup.elements[try #require(table.ancestors.last)]
        #expect(region["role"] == "region" && region["tabindex"] == "0" && region["aria-label"]?.isEmpty == false)
      }
      for (index, table) in markup.elements.enumerated() where table.name == "table" {
        #expect(markup.within(index).first?.name == "caption", "every table says what it is")
      }
      for (index, row) in markup.elements.enumerated() where row.name == "tr" {
        #expect(["th"] == markup.within(index).first.map { [$0.name] }, "every row and column has a head")
      }
    }
  }

  @Test func pagesNeedNothingElse() throws {
    for page in SamplePages.all {
      let markup = try Markup(page.html)
      #expect(markup.all("html").first?["lang"] == "en")
      #expect(
        markup.all("meta").contains {
          $0["name"] == "viewport" && $0["content"]?.contains("width=device-width") == true
        })
      #expect(markup.all("title").first?.text.isEmpty == false)
      let allowed: Set = ["script", "iframe", "object", "embed", "img", "image", "form", "base", "audio", "video"]
      #expect(markup.elements.allSatisfy { !allowed.contains($0.name) }, "\(page.name)")
      for element in markup.elements {
        #expect(element["src"] == nil && !element.attributes.keys.contains { $0.hasPrefix("on") })
        if let target = element["href"] { #expect(target.hasPrefix("#") || target == "data:,") }
      }
      let style = markup.all("style").map(\.text).joined()
      #expect(!style.contains("url(") && !style.contains("@import") && !style.contains("http"))
      #expect(style.contains("prefers-color-scheme:dark") && style.contains("@media print"))
    }
  }

  @Test func theFirstLinkSkipsToTheContent() throws {
    for page in SamplePages.all {
      let markup = try Markup(page.html)
      #expect(markup.all("a").first?["href"] == "#main" && markup.all("main").first?["id"] == "main")
    }
  }

  @Test func missingPartsLeaveTheirSectionsOut() throws {
    func sections(_ report: ModelReport) throws -> [String] {
      try Markup(report.html()).all("section").compactMap { $0["id"] }
    }
    #expect(try sections(ModelReport(title: "t")) == [])
    #expect(try sections(ModelReport(title: "t", certificate: FitCertificate(converged: false))) == ["fit"])
    #expect(try sections(ModelReport(title: "t", roc: SampleCurves.roc(power: 2))) == ["ranking"])
    #expect(try sections(ModelReport(title: "t", tenths: SampleCurves.tenths)) == ["contact"])
    #expect(try sections(ModelReport(title: "t", scores: SampleCurves.scores)) == ["scores"])
    #expect(try sections(SampleModels.spend) == ["metrics", "amounts", "lineage"])
    #expect(
      try sections(SampleModels.churn) == [
        "metrics", "ranking", "contact", "scores", "terms", "fit", "data", "lineage",
      ])
    func parts(_ report: SegmentReport) throws -> [String] {
      try Markup(report.html()).all("section").compactMap { $0["id"] }
    }
    #expect(try parts(SegmentReport(title: "t")) == [])
    #expect(
      try parts(SegmentReport(title: "t", segments: [SegmentPortrait(number: 0, name: "n", rows: 9)]))
        == ["segments", "traits"])
    #expect(
      try parts(SampleSegments.six) == [
        "choice", "segments", "map", "traits", "side-by-side", "stability", "typical", "starts", "columns", "lineage",
      ])
    let bare = VerdictReport(
      title: "t", verdict: .worse, headline: "h", a: ComparedModel(name: "a"), b: ComparedModel(name: "b"))
    #expect(try Markup(bare.html()).all("section").compactMap { $0["id"] } == ["why"])
  }

  @Test func theVerdictIsAWordASignAndAColour() throws {
    for verdict in Verdict.allCases {
      var report = SampleVerdicts.churn
      report.verdict = verdict
      let html = report.html()
      let (word, sign) =
        switch verdict {
        case .better: ("Better: the challenger may replace the champion", "good")
        case .notShown: ("Not shown: keep the champion", "unsure")
        case .worse: ("Worse: keep the champion", "bad")
        }
      #expect(html.contains("<strong>\(word)</strong>"))
      #expect(
        html.contains(
          "class=\"verdict is-\(sign)\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"#sign-\(sign)\"/>"))
    }
  }
}

import Tables
import Testing

/// Names and numbers in sentences.
@Suite struct WordsTests {
  @Test func names() {
    #expect(Words.name("tenure") == "tenure")
    #expect(Words.name("a\u{1B}[31mb\nc") == "a\\u{1b}[31mb\\u{a}c")
    #expect(Words.name("\u{202E}x") == "\\u{202e}x")
    #expect(Words.name(" tenure") == "“ tenure”" && Words.name("") == "“”")
    #expect(Words.name(String(repeating: "x", count: 1_000)) == String(repeating: "x", count: 80) + "…")
    #expect(Words.list((0..<40).map { "n\($0)" }).hasSuffix("n11, … (40)"))
  }

  @Test func counts() {
    #expect(["row", "class"].map { Words.count(1, $0) } == ["1 row", "1 class"])
    #expect(["row", "class"].map { Words.count(0, $0) } == ["0 rows", "0 classes"])
  }

  @Test func nearestName() {
    let names = ["tenure", "contract", "total_charges", "x1", "x2"]
    #expect(Words.nearest(to: "tenur", in: names) == "tenure")
    #expect(Words.nearest(to: "Contract", in: names) == "contract")
    #expect(Words.nearest(to: "total charge", in: names) == "total_charges")
    #expect(Words.nearest(to: "gender", in: names) == nil)
    #expect(Words.nearest(to: "x3", in: names) == nil, "of two letters any two are near")
  }

  @Test func absentColumns() {
    #expect(AbsentColumn.hint("age", available: ["a;b;c"]).contains("--delimiter"))
    #expect(AbsentColumn.hint("aged", available: ["age", "b"]) == "; did you mean age? the columns are age, b")
    for value in ["34", "29.85", "true", "2023-04-01", "4/1/2023"] {
      let hint = AbsentColumn.hint("age", available: ["s3cret", value])
      #expect(hint.contains("header") && !hint.contains("s3cret"), "\(value)")
    }
    for name in ["No", "x1", "weeks 40-78", "first.last.name"] {
      #expect(!AbsentColumn.looksLikeValue(name), "\(name)")
    }
  }

  /// Without a header line the names are values of a customer.
  @Test func noHeader() {
    let error = #expect(throws: CSVError.self) { try CSVReader().read(bytes: Array("s3cret,No,No,34\n".utf8)) }
    #expect(error?.problem == .noHeader)
    let stray = #expect(throws: CSVError.self) { try CSVReader().read(bytes: Array("s,34\na,b\"c\n".utf8)) }
    #expect(stray?.description.contains("column 2:") == true, "\(String(describing: stray))")
  }
}

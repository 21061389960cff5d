import Registry
import Testing

@Suite struct NameTests {
  @Test(arguments: ["churn", "churn-2", "a", "Spend_40.78", "3months"])
  func names(text: String) throws { #expect(try ModelName(text).text == text) }

  @Test(arguments: [
    "", ".", "..", "../churn", "a/b", "a\\b", "-churn", ".churn", "a..b", "chürn", "a b", "a\u{0}", "a\n",
    String(repeating: "a", count: 65),
  ])
  func noNames(text: String) { #expect(throws: RegistryError.badName(text)) { try ModelName(text) } }

  @Test func references() throws {
    #expect(try ModelReference("churn.model") == nil)
    let plain = try #require(try ModelReference("churn@12"))
    #expect(plain.root == nil && plain.name.text == "churn" && plain.selector == .version(12))
    let deep = try #require(try ModelReference("/srv/a@b/models/churn@champion"))
    #expect(deep.root == "/srv/a@b/models" && deep.name.text == "churn" && deep.selector == .champion)
    #expect(try ModelReference("/churn@1")?.root == "/")
  }

  @Test(arguments: ["0", "-1", "01", "+1", "1.0", "Champion", "", "99999999999999999999"])
  func noSelectors(text: String) {
    #expect(throws: RegistryError.badSelector(text, name: "churn")) { try ModelReference("churn@\(text)") }
  }

  @Test(arguments: ["a/../@1", "models/..@1", "@1", "models/@champion"])
  func noReferences(text: String) { #expect(throws: RegistryError.self) { try ModelReference(text) } }
}

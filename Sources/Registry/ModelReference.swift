/// What names one version of a registered model: `churn@3`, `churn@champion`, `models/churn@3`.
package struct ModelReference: Sendable, Hashable {
  /// Which version is meant.
  package enum Selector: Sendable, Hashable {
    /// The one that was promoted last.
    case champion
    /// The one of this number.
    case version(Int)
  }

  /// The folder of the registry, if the reference names it.
  package let root: String?
  /// The model.
  package let name: ModelName
  /// The version.
  package let selector: Selector

  /// Reads `[FOLDER/]NAME@champion` or `[FOLDER/]NAME@NUMBER`; nil where there is no `@`, so that it is a path.
  package init?(_ text: String) throws(RegistryError) {
    guard let at = text.lastIndex(of: "@") else { return nil }
    let path = text[..<at]
    let slash = path.lastIndex(of: "/")
    root = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
    name = try ModelName(String(slash.map { path[path.index(after: $0)...] } ?? path))
    let selector = text[text.index(after: at)...]
    if selector == "champion" {
      self.selector = .champion
    } else if let number = Int(selector), number > 0, String(number) == selector {
      self.selector = .version(number)
    } else {
      throw .badSelector(String(selector), name: name.text)
    }
  }
}

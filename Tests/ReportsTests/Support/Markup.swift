/// A page taken apart, strictly: every element closed in order, every attribute quoted.
struct Markup {
  /// An element, with the numbers of those around it.
  struct Element {
    let name: String
    let attributes: [String: String]
    let ancestors: [Int]
    var text = ""

    subscript(attribute: String) -> String? { attributes[attribute] }
  }

  struct Malformed: Error { let what: String }

  /// In the order of their opening tags.
  private(set) var elements: [Element] = []

  private static let void: Set<String> = ["meta", "link", "br", "wbr"]

  init(_ html: String) throws {
    var rest = html[...]
    guard rest.hasPrefix("<!DOCTYPE html>\n") else { throw Malformed(what: "no doctype") }
    rest = rest.dropFirst(16)
    var open: [Int] = []
    while let start = rest.firstIndex(of: "<") {
      if let last = open.last { elements[last].text += rest[..<start] }
      guard let end = rest[start...].firstIndex(of: ">") else { throw Malformed(what: "open tag at the end") }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard let last = open.popLast(), elements[last].name == tag.dropFirst() else {
          throw Malformed(what: "<\(tag)>")
        }
      } else {
        let isClosed = tag.hasSuffix("/")
        let element = try Self.element(isClosed ? tag.dropLast() : tag, ancestors: open)
        elements.append(element)
        if !isClosed, !Self.void.contains(element.name) { open.append(elements.count - 1) }
      }
    }
    guard open.isEmpty else { throw Malformed(what: "\(open.count) elements not closed") }
  }

  /// The elements of a name.
  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// The numbers of the elements within another.
  func within(_ index: Int) -> [Element] { elements.filter { $0.ancestors.contains(index) } }

  private static func element(_ tag: Substring, ancestors: [Int]) throws -> Element {
    let name = tag.prefix { $0 != " " }
    var attributes: [String: String] = [:]
    var rest = tag.dropFirst(name.count).drop { $0 == " " }
    while !rest.isEmpty {
      let key = rest.prefix { $0 != "=" && $0 != " " }
      rest = rest.dropFirst(key.count)
      var value = ""
      if rest.hasPrefix("=\"") {
        rest = rest.dropFirst(2)
        guard let end = rest.firstIndex(of: "\"") else { throw Malformed(what: "<\(tag)>") }
        value = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
      } else if rest.hasPrefix("=") {
        throw Malformed(what: "no quotes in <\(tag)>")
      }
      guard attributes.updateValue(value, forKey: String(key)) == nil else { throw Malformed(what: "twice \(key)") }
      rest = rest.drop { $0 == " " }
    }
    return Element(name: String(name), attributes: attributes, ancestors: ancestors)
  }
}

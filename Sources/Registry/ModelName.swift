/// The name of a model in a registry, which is also the name of its folder.
package struct ModelName: Sendable, Hashable, CustomStringConvertible {
  /// The name.
  package let text: String

  /// Takes 1 to 64 ASCII letters, digits, `_`, `-` and single dots, the first of them a letter or digit.
  package init(_ text: String) throws(RegistryError) {
    let bytes = Array(text.utf8)
    func isPlain(_ byte: UInt8) -> Bool {
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a)
    }
    let isName =
      (1...64).contains(bytes.count) && isPlain(bytes[0])
      && bytes.allSatisfy { isPlain($0) || $0 == 0x5f || $0 == 0x2d || $0 == 0x2e } && !text.contains("..")
    guard isName else { throw .badName(text) }
    self.text = text
  }

  package var description: String { text }
}

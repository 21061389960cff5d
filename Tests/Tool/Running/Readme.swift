import Foundation

/// The commands that README.md shows, and what it says that they print.
enum Readme {
  /// A command line behind `$ ` in a block of code, and the lines below it up to the next.
  struct Example {
    /// The words of the command, without continuation marks.
    let words: [String]
    /// What is shown of its output; `…` stands for any text.
    let output: String
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func text() throws -> String {
    try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// The blocks of code, which are indented by four blanks, without the indentation.
  static func blocks() throws -> [String] {
    var blocks: [[Substring]] = [[]]
    for line in try text().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("    ") {
        blocks[blocks.count - 1].append(line.dropFirst(4))
      } else if line.isEmpty {
        blocks[blocks.count - 1].append("")
      } else if blocks.last?.isEmpty == false {
        blocks.append([])
      }
    }
    return blocks.map { trimmed($0.joined(separator: "\n")) }.filter { !$0.isEmpty }
  }

  /// All examples, in their order.
  static func examples() throws -> [Example] {
    try blocks().filter { $0.hasPrefix("$ ") }.flatMap { block in
      "\n\(block)".components(separatedBy: "\n$ ").dropFirst().map { example in
        let lines = example.replacingOccurrences(of: "\\\n", with: " ").split(
          separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return Example(
          words: lines[0].split(separator: " ").map(String.init), output: lines.count > 1 ? trimmed(lines[1]) : "")
      }
    }
  }

  /// The first part of `shown` between two `…` that `printed` has not, or not there; nil if it has all.
  static func difference(_ shown: String, _ printed: String) -> String? {
    func ended(_ text: String) -> String { "\u{2}\(trimmed(text))\u{3}" }  // so that no text precedes or follows
    var rest = ended(printed)[...]
    for part in ended(shown).components(separatedBy: "…") {
      guard let place = rest.range(of: part) else { return part }
      rest = rest[place.upperBound...]
    }
    return nil
  }

  /// Without line ends around it.
  private static func trimmed(_ text: some StringProtocol) -> String {
    text.trimmingCharacters(in: .newlines)
  }
}

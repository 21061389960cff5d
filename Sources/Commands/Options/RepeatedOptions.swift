import ArgumentParser

/// The options of a command line that are given more than once. The parser takes the last one without a word, and the
/// first would be lost.
enum RepeatedOptions {
  static func check(_ arguments: [String] = CommandLine.arguments) throws {
    var seen: Set<String> = []
    for argument in arguments.dropFirst().prefix(while: { $0 != "--" }) where argument.hasPrefix("-") {
      var name = String(argument.prefix { $0 != "=" })
      if name == "-o" { name = "--output" }
      guard name.hasPrefix("--") else { continue }
      guard seen.insert(name).inserted else {
        throw ValidationError("\(name) is given more than once: give it once, lists with commas between their parts")
      }
    }
  }
}

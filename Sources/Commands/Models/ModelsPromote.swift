import ArgumentParser
import Registry

struct ModelsPromote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote", abstract: "Make a version the champion of its model, after verifying it.")

  @Argument(help: ArgumentHelp("The version.", valueName: "name@number"))
  var version: String

  @OptionGroup var place: RegistryOptions

  @OptionGroup var speech: OutputOptions

  func run() throws {
    let found = try place.locate(version)
    let champion = try found.registry.promote(found.name, version: found.version, time: Timestamp.now)
    let report = Promotion(
      name: found.name.text, version: champion.version, previous: .init(champion.previous), promoted: champion.promoted)
    try speech.show(report) {
      let before = champion.previous.map { ", after \(found.name)@\($0)" } ?? ""
      return "\(found.label) is the champion\(before)"
    }
  }
}

/// What `models promote --json` prints.
struct Promotion: Encodable {
  let name: String
  let version: Int
  let previous: Nullable<Int>
  let promoted: String
}

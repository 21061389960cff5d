import ArgumentParser
import Registry

struct ModelsPromote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Make a version the champion of its model, after verifying it.",
    discussion: """
      With --if-better it is compared with the champion first, on the table of --data, and promoted only if it is better; \
      exit codes are then those of `compare`.
      """)

  @Argument(help: ArgumentHelp("The version.", valueName: "name@number"))
  var version: String

  @OptionGroup var place: RegistryOptions

  @Flag(name: .customLong("if-better"), help: "Promote only what is better than the champion.")
  var ifBetter = false

  @Option(help: ArgumentHelp("The table to compare on: a CSV file, plain or gzipped.", valueName: "file"))
  var data: String?

  @OptionGroup(title: "Comparison") var options: CompareOptions

  @OptionGroup var speech: OutputOptions

  func validate() throws {
    if ifBetter != (data != nil) { throw ValidationError("--if-better needs --data, and --data needs --if-better") }
  }

  func run() throws {
    let found = try place.locate(version)
    if let data { try requireBetter(found, on: data) }
    let champion = try found.registry.promote(found.name, version: found.version, time: Timestamp.now)
    let report = Promotion(
      name: found.name.text, version: champion.version, previous: .init(champion.previous), promoted: champion.promoted)
    try speech.show(report) {
      let before = champion.previous.map { ", after \(found.name)@\($0)" } ?? ""
      return "\(found.label) is the champion\(before)"
    }
  }
}

extension ModelsPromote {
  /// Ends with the exit code of the verdict unless `found` is better than the champion.
  private func requireBetter(_ found: RegisteredVersion, on data: String) throws {
    guard let champion = try found.registry.champion(of: found.name)?.version else {
      throw CompareError.noChampion(found.name.text)
    }
    let before = RegisteredVersion(registry: found.registry, name: found.name, version: champion)
    let table = try TableOptions.parse(["--data", data])
    let run = try ComparisonRun(
      ComparedPlace(before.place), ComparedPlace(found.place), table: table, options: options)
    for remark in run.remarks { speech.warn(remark) }
    guard let code = run.result.verdict.verdict.exitCode else { return }
    try speech.show(ComparisonReport(run, report: nil, page: nil, seconds: 0)) { ComparisonText(run, report: nil).text }
    throw code
  }
}

/// What `models promote --json` prints.
struct Promotion: Encodable {
  let name: String
  let version: Int
  let previous: Nullable<Int>
  let promoted: String
}

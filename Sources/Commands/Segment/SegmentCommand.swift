import ArgumentParser
import ClienteleScoring
import Registry
import Tables
import Training

struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Find segments of customers, choose how many, and say what sets each apart.",
    discussion: """
      Every column without another part tells customers apart. Numbers are measured in standard deviations; texts and \
      truth values count where they differ. A segment's number goes by its size, and the rule by which a customer belongs \
      to it is frozen in the model: score assigns new customers.
      """)

  @Argument(help: "The table: a CSV file, plain or gzipped; - is standard input.")
  var data: String

  @OptionGroup var reading: ReadingOptions

  @Option(
    help: ArgumentHelp(
      "kmeans, gaussian-mixture, k-prototypes or ward (default: k-prototypes where there are texts or truth values, else kmeans).",
      valueName: "kind"))
  var model: SegmentKind?

  @OptionGroup var points: PointOptions

  @Option(help: ArgumentHelp("The column that names the customer; it tells nothing apart.", valueName: "column"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      "Columns that tell nothing apart; segments are described by them all the same.", valueName: "column,..."))
  var drop: String?

  @Option(help: ArgumentHelp("A column of row weights; 2 counts as two equal rows.", valueName: "column"))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "A column of which every segment's share is told, as revenue; it tells nothing apart.", valueName: "column"))
  var value: String?

  @Option(
    name: [.short, .customLong("output")], help: ArgumentHelp("The model file to write.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Write a page about the segments.", valueName: "file"))
  var report: String?

  @Flag(name: .customLong("show-ids"), help: "Name the typical customers of every segment by their id.")
  var showIds = false

  @Option(help: ArgumentHelp("Register the model under this name, as its next version.", valueName: "name"))
  var register: String?

  @OptionGroup var place: RegistryOptions

  @Option(help: "The seed of starts and samples.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Levels with fewer rows share one group.", valueName: "rows"))
  var pool: Int?

  @OptionGroup var speech: OutputOptions

  func validate() throws {
    if data.isEmpty { throw ValidationError("name the table, or - for standard input") }
    if output == nil, register == nil, report == nil {
      throw ValidationError(
        "nothing would be kept: name a model file with -o, a page with --report, or register the model with --register")
    }
    if output == "" || output == "-" { throw ValidationError("-o: name the model file to write") }
    if let report { try OutputFile.checkName(report, flag: "--report", "page", json: speech.json) }
    if showIds, id == nil { throw ValidationError("--show-ids: name the column of ids with --id") }
    if let pool, pool < 1 { throw ValidationError("--pool \(pool): give a number of rows of at least 1") }
    try run(parent: nil).check()
  }

  func run() throws { try run(parent: keeper().parent()).run() }

  private var roles: ColumnRoles {
    ColumnRoles(id: id, weights: weights, dropped: list(drop ?? "") + [value].compactMap(\.self))
  }

  private func keeper() throws -> ModelKeeper {
    ModelKeeper(output: output, register: try register.map { try ModelName($0) }, registry: place.registry())
  }

  private func run(parent: String?) throws -> TargetlessRun {
    var points = points
    if points.k == nil { points.k = "2-10" }
    return TargetlessRun(
      kind: model?.kind, data: data, reading: reading, roles: roles, points: points,
      design: try points.design(policies: Policies(), pool: pool, reference: nil),
      origin: ModelOrigin(
        seed: seed, threads: reading.workers, toolVersion: ClienteleCommand.version, missing: reading.markers,
        parent: parent),
      keeper: try keeper(), page: SegmentPageOptions(path: report, value: value, showsIds: showIds), speech: speech)
  }
}

/// The kinds of models that find segments.
struct SegmentKind: ExpressibleByArgument {
  let kind: ModelKind

  init?(argument: String) {
    guard let kind = ModelKind(rawValue: argument), kind.outcome == .segments else { return nil }
    self.kind = kind
  }

  static var allValueStrings: [String] {
    ModelKind.allCases.filter { $0.outcome == .segments }.map(\.rawValue)
  }
}

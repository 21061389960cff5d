import ArgumentParser
import Evaluation

extension BootstrapInterval: ExpressibleByArgument {}

/// How two models are compared.
struct CompareOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column that was predicted (default: that of the models).", valueName: "column"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "The column of customers: joins tables of scores, and rows of one customer are drawn together (default: the models').",
      valueName: "column"))
  var id: String?

  @Option(help: ArgumentHelp("A column of row weights; 2 counts as two equal rows.", valueName: "column"))
  var weights: String?

  @Option(help: ArgumentHelp("Columns whose levels, and crossings of two, are compared each.", valueName: "column,..."))
  var segments: String?

  @Option(
    help: ArgumentHelp(
      "What a customer is worth, for the difference in money: a column, or a number for all.", valueName: "column"))
  var value: String?

  @Option(help: ArgumentHelp("What a contact costs.", valueName: "amount"))
  var cost = 0.0

  @Option(
    help: ArgumentHelp(
      "The share of rows that is contacted, those of the highest scores. (default: 0.1)", valueName: "share"))
  var top: Double?

  @Option(help: ArgumentHelp("Contact the rows whose score reaches this, instead of a share.", valueName: "score"))
  var threshold: Double?

  @Option(help: ArgumentHelp("A YAML file with the rule of the verdict.", valueName: "file"))
  var rule: String?

  @Option(
    help: ArgumentHelp(
      "Intervals of auc, pr_auc, top-decile lift and profit by a bootstrap of so many replications. (default: the delta method)",
      valueName: "number"))
  var replications: Int?

  @Option(
    help: ArgumentHelp(
      "How intervals are read off the replications: their percentiles, or bias-corrected and accelerated (bca).",
      valueName: "percentile|bca"))
  var interval = BootstrapInterval.percentile

  @Option(help: "The seed of the bootstrap.")
  var seed: UInt64 = 1

  @Flag(name: .customLong("allow-overlap"), help: "Compare on rows of training, too.")
  var allowOverlap = false

  func validate() throws {
    if top != nil, threshold != nil { throw ValidationError("--top and --threshold: give one of them") }
    if let top, !(top > 0 && top < 1) { throw ValidationError("--top \(top): give a share above 0 and below 1") }
    if let segments {
      let names = list(segments)
      if names.isEmpty { throw ValidationError("--segments: name a column") }
      for name in names where names.count(where: { $0 == name }) > 1 {
        throw ValidationError("--segments: \(name) is there more than once: name it once")
      }
    }
    if let threshold, !threshold.isFinite { throw ValidationError("--threshold: give a finite number") }
    if !(cost >= 0 && cost.isFinite) { throw ValidationError("--cost \(cost): give a finite number, 0 or more") }
    if let value {
      if value.isEmpty { throw ValidationError("--value: name a column, or give a number") }
      if let worth = Double(value), !(worth >= 0 && worth.isFinite) {
        throw ValidationError("--value \(value): give a finite number, 0 or more, or the name of a column")
      }
    }
    if interval == .bca, replications == nil {
      throw ValidationError("--interval bca is read off a bootstrap: give --replications, too, such as 2000")
    }
    if let replications, !(100...100_000).contains(replications) {
      throw ValidationError("--replications \(replications): give 100 to 100000")
    }
  }

  /// The first option given that needs rows to be selected by one score.
  var firstOfCut: String? {
    let options: [(String, Bool)] = [
      ("--value", value != nil), ("--cost", cost != 0), ("--top", top != nil), ("--threshold", threshold != nil),
      ("--replications", replications != nil),
    ]
    return options.first { $0.1 }?.0
  }

  /// The first option given that needs a target.
  var firstOfTarget: String? {
    let options: [(String, Bool)] = [
      ("--target", target != nil), ("--segments", segments != nil), ("--rule", rule != nil),
      ("--interval", interval != .percentile),
    ]
    return firstOfCut ?? options.first { $0.1 }?.0
  }

  var cut: ContactCut { threshold.map(ContactCut.threshold) ?? top.map(ContactCut.topShare) ?? .standard }
}

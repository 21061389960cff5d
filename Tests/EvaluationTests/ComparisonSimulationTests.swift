import Distributions
import Evaluation
import Foundation
import Tables
import Testing

/// Run with CLIENTELE_SIMULATE=FILE to write coverage, false verdicts and power as Markdown (some minutes).
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CLIENTELE_SIMULATE"] != nil))
struct ComparisonSimulationTests {
  /// What is counted in one replication: differences or estimates by name, with their ends.
  private typealias Interval = (name: String, estimate: Double, lower: Double?, upper: Double?)

  /// Made-up customers, `repeats` rows each, whose rows share half the variance of what drives the outcome.
  private struct World: Sendable {
    var customers: Int
    var repeats = 1
    var noise: (a: Double, b: Double)
  }

  /// Both comparisons, and the metrics of B alone.
  private struct Judged {
    let binary, amounts: PairedComparison
    let alone: [Metric]
  }

  private struct Draw {
    var binary = ComparisonCases.Rows()
    var amounts = ComparisonCases.Rows()
    var groups: [Int32] = []
    var values: [Double] = []
    var clusters: [Int32] = []
  }

  private static func draw(_ world: World, seed: UInt64) -> Draw {
    var generator = SplitMix64(seed: seed)
    var drawn = Draw()
    let shrink = (a: 1 / (1 + world.noise.a * world.noise.a), b: 1 / (1 + world.noise.b * world.noise.b))
    for customer in 0..<world.customers {
      let shared = ComparisonCases.normal(&generator)
      for _ in 0..<world.repeats {
        let own = ComparisonCases.normal(&generator)
        let x = world.repeats == 1 ? own : 0.5.squareRoot() * (shared + own)
        let seen = (
          a: shrink.a * (x + world.noise.a * ComparisonCases.normal(&generator)),
          b: shrink.b * (x + world.noise.b * ComparisonCases.normal(&generator))
        )
        drawn.binary.outcomes.append(generator.nextUniform() < ComparisonCases.sigmoid(1.5 * x - 1.2) ? 1 : 0)
        drawn.binary.a.append(1.5 * seen.a - 1.2)
        drawn.binary.b.append(1.5 * seen.b - 1.2)
        drawn.amounts.outcomes.append(50 + 20 * x + 15 * ComparisonCases.normal(&generator))
        drawn.amounts.a.append(50 + 20 * seen.a)
        drawn.amounts.b.append(50 + 20 * seen.b)
        drawn.groups.append(Int32(generator.next(below: 3)))
        drawn.values.append(20 * generator.nextUniform())
        drawn.clusters.append(Int32(customer))
      }
    }
    return drawn
  }

  private static func compare(
    _ drawn: Draw, isClustered: Bool
  ) throws -> Judged {
    let clusters = isClustered ? drawn.clusters : nil
    let settings = PairedComparison.Settings(
      economics: try ContactEconomics(values: drawn.values, cost: 3),
      segments: [SegmentColumn(name: "group", codes: drawn.groups, levels: ["x", "y", "z"])])
    let (rows, amounts) = (drawn.binary, drawn.amounts)
    return Judged(
      binary: try PairedComparison(
        PairedBinary(
          outcomes: rows.outcomes, a: ModelProbabilities(rows.a.map(ComparisonCases.sigmoid), links: rows.a),
          b: ModelProbabilities(rows.b.map(ComparisonCases.sigmoid), links: rows.b), clusters: clusters),
        settings: settings),
      amounts: try PairedComparison(
        PairedAmounts(outcomes: amounts.outcomes, a: amounts.a, b: amounts.b, clusters: clusters), settings: settings),
      alone: isClustered ? [] : try metrics(rows))
  }

  private static func metrics(_ rows: ComparisonCases.Rows) throws -> [Metric] {
    let probabilities = rows.b.map(ComparisonCases.sigmoid)
    return try BinaryEvaluation(outcomes: rows.outcomes, probabilities: probabilities, links: rows.b).metrics
      + BinaryDiagnostics(BinaryPredictions(outcomes: rows.outcomes, probabilities: probabilities, links: rows.b))
      .metrics
  }

  private static func intervals(_ all: Judged) -> [Interval] {
    var found: [Interval] = []
    func add(_ name: String, _ difference: MetricDifference?) {
      guard let difference else { return }
      found.append((name, difference.difference, difference.lower, difference.upper))
    }
    func add(_ name: String, _ estimate: Estimate?) {
      guard let estimate else { return }
      found.append((name, estimate.estimate, estimate.lower, estimate.upper))
    }
    for metric in all.alone {
      if let estimate = metric.estimate { add("one model: \(metric.name.rawValue)", estimate) }
    }
    for item in all.binary.differences {
      add("\(item.name.rawValue) (\(item.difference?.test.rawValue ?? ""))", item.difference)
    }
    add("auc in a third of the rows (delong)", all.binary.segments[0].difference)
    add("profit per row, top 10 % (delta)", all.binary.profit?.perRow)
    add("mean score (delta)", all.binary.shift?.mean)
    add("swap set: outcome of entering less leaving (delta)", all.binary.swap?.outcomeDifference)
    add("swap set: outcome rate of those entering (Wilson)", all.binary.swap?.entering.outcome)
    add("swap set: value of those entering (mean)", all.binary.swap?.entering.value)
    add("fairness: selection rate of a third (Wilson)", all.binary.fairness[0].b.selectionRate)
    add("fairness: true positive rate of a third (Wilson)", all.binary.fairness[0].b.truePositiveRate)
    add("fairness: false positive rate of a third (Wilson)", all.binary.fairness[0].b.falsePositiveRate)
    add("fairness: observed - predicted of a third (mean)", all.binary.fairness[0].b.calibration)
    for item in all.amounts.differences {
      add("amounts: \(item.name.rawValue) (\(item.difference?.test.rawValue ?? ""))", item.difference)
    }
    add("amounts: profit per row, top 10 % (delta)", all.amounts.profit?.perRow)
    return found
  }

  private static func map<Value>(_ count: Int, _ body: (Int) throws -> Value) throws -> [Value] {
    var results = [Result<Value, any Error>?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      Workers.run(tasks: count, workers: Workers.processorCount) { _, task in
        results[task] = Result { try body(task) }
      }
    }
    return try results.compactMap { $0 }.map { try $0.get() }
  }

  /// A table of coverage over `replications` samples; truth is the mean over eight samples of 250,000 customers.
  private func coverage(_ world: World, isClustered: Bool, replications: Int) throws -> String {
    var large = world
    large.customers = 250_000 / world.repeats
    var truth: [String: Double] = [:]
    for sample in 0..<8 {
      let drawn = Self.draw(large, seed: UInt64(9_000_000 + sample))
      for interval in Self.intervals(try Self.compare(drawn, isClustered: false)) {
        truth[interval.name, default: 0] += interval.estimate / 8
      }
    }
    let samples = try Self.map(replications) { number in
      let drawn = Self.draw(world, seed: UInt64(1_000 + number))
      return Self.intervals(
        try Self.compare(drawn, isClustered: isClustered))
    }
    var counts: [String: (covered: Int, all: Int)] = [:]
    for interval in samples.joined() {
      guard let lower = interval.lower, let upper = interval.upper, let value = truth[interval.name] else { continue }
      counts[interval.name, default: (0, 0)].all += 1
      if lower <= value, value <= upper { counts[interval.name, default: (0, 0)].covered += 1 }
    }
    var lines = [
      "| interval of the difference B - A, or of B alone | true value | coverage | samples |", "|---|--:|--:|--:|",
    ]
    for name in (samples.first ?? []).map(\.name) {
      guard let count = counts[name], let value = truth[name] else { continue }
      let share = 100 * Double(count.covered) / Double(count.all)
      lines.append("| \(name) | \(String(format: "%.5f", value)) | \(String(format: "%.1f", share)) % | \(count.all) |")
    }
    return lines.joined(separator: "\n")
  }

  private func verdicts(_ world: World, pairs: Int, seed: UInt64) throws -> (better: Int, worse: Int) {
    let found = try Self.map(pairs) { number in
      try Self.compare(
        Self.draw(world, seed: seed + UInt64(number)), isClustered: false
      ).binary.verdict.verdict
    }
    return (found.count { $0 == .better }, found.count { $0 == .worse })
  }

  @Test func write() throws {
    let file = ProcessInfo.processInfo.environment["CLIENTELE_SIMULATE"] ?? ""
    let samples = 10_000
    var page = """
      # What the intervals and verdicts of a comparison are worth

      Made by `CLIENTELE_SIMULATE=FILE swift test -c release --filter ComparisonSimulationTests`, with the code that
      compares. Nominal coverage is 95 %; over \(samples) samples its own standard error is 0.2 points. Each model sees what
      drives the outcome with noise of its own. The top 10 % are contacted.

      ## Coverage, 1,500 customers of one row

      """
    page += "\n" + (try coverage(World(customers: 1_500, noise: (0.5, 0.7)), isClustered: false, replications: samples))
    page += "\n\n## Coverage, 500 customers of three rows, clustered\n\n"
    page += try coverage(World(customers: 500, repeats: 3, noise: (0.5, 0.7)), isClustered: true, replications: samples)
    page += """


      ## Verdicts

      500 pairs of models a line, on a hold-out with three segments; the default rule. Equal models must be called
      better in at most 5 % (the rule asks 2.5 %, and no more of segments and calibration).

      | rows | noise of A | noise of B | better | not shown | worse |
      |--:|--:|--:|--:|--:|--:|

      """
    for rows in [1_000, 4_000] {
      for noise in [0.6, 0.55, 0.5, 0.45, 0.4, 0.3] {
        let world = World(customers: rows, noise: (0.6, noise))
        let found = try verdicts(world, pairs: 500, seed: UInt64(rows * 10_000))
        let shares = [found.better, 500 - found.better - found.worse, found.worse].map { Double($0) / 5 }
        if noise == 0.6 { #expect(found.better <= 25) }
        page +=
          "| \(rows) | 0.6 | \(noise) | "
          + shares.map { String(format: "%.1f %%", $0) }.joined(separator: " | ") + " |\n"
      }
    }
    try page.write(toFile: file, atomically: true, encoding: .utf8)
  }
}

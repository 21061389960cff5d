import Distributions
import Evaluation
import Foundation
import Testing

/// Run with CLIENTELE_SPEED=1; prints seconds, asserts the bars of the comparison on two idle cores.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CLIENTELE_SPEED"] != nil), .serialized)
struct ComparisonSpeedTests {
  private func seconds(_ what: String, _ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    let processor = clock()
    try body()
    let taken = ContinuousClock.now - start
    let used = Double(clock() - processor) / Double(CLOCKS_PER_SEC)
    let seconds = Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
    print("\(what): \(seconds) s, \(used) s of processors")
    return seconds
  }

  @Test func pairedDeLongOfTenMillionRows() throws {
    let pair = try ComparisonCases.binary(rows: 10_000_000, seed: 1, noise: (0.5, 0.6))
    let taken = seconds("paired DeLong, 10^7 rows") { print(PairedArea.compare(pair)) }
    #expect(taken < 3)
  }

  @Test func millionRowsWithTwentySegments() throws {
    let rows = 1_000_000
    let pair = try ComparisonCases.binary(rows: rows, seed: 2, noise: (0.5, 0.6))
    var generator = SplitMix64(seed: 3)
    let columns = [4, 5].enumerated().map { number, count in
      SegmentColumn(
        name: "column\(number)", codes: (0..<rows).map { _ in Int32(generator.next(below: count)) },
        levels: (0..<count).map { "level\($0)" })
    }
    let values = (0..<rows).map { _ in 10 * generator.nextUniform() }
    let settings = PairedComparison.Settings(
      economics: try ContactEconomics(values: values, cost: 1), segments: columns,
      bootstrap: try PairedBootstrap.Settings())
    let taken = try seconds("comparison, 10^6 rows, 29 segments, 1,000 replications") {
      let comparison = try PairedComparison(pair, settings: settings)
      print(comparison.verdict)
    }
    #expect(taken < 5)
  }

  @Test func ranks() throws {
    let pair = try ComparisonCases.binary(rows: 1_000_000, seed: 2, noise: (0.5, 0.6))
    let settings = try PairedBootstrap.Settings()
    _ = seconds("bootstrap of areas, precisions and lifts, 10^6 rows, 1,000 replications") {
      _ = PairedBootstrap(pair, settings: settings)
    }
  }

  @Test func means() throws {
    let rows = 1_000_000
    var generator = SplitMix64(seed: 4)
    let columns = (0..<3).map { _ in (0..<rows).map { _ in generator.nextUniform() } }
    _ = seconds("bootstrap of 3 means, 10^6 rows, 1,000 replications") {
      _ = BootstrapMeans.replicate(columns, units: .rows(rows), replications: 1_000, seed: 5)
    }
  }
}

import Evaluation
import Foundation
import Tables

/// A comparison of two models on the dense table: links are sums of its columns, so that the peers compare the same.
struct Comparison {
  private let pair: PairedBinary
  private let settings: PairedComparison.Settings

  init(folder: String, threads: Int) throws {
    let table = try DenseData(folder: folder).table(columns: 30, response: "binary")
    func column(_ name: String) -> [Double] {
      if case .double(let values)? = table[name]?.values { values } else { [] }
    }
    let (x1, x2, x3, x4) = (column("x1"), column("x2"), column("x3"), column("x4"))
    let a = zip(x1, x2).map(+)
    let b = zip(a, x3).map { $0 + 0.3 * $1 }
    let codes = x4.map { Int32(max(0, min(19, (($0 + 3) / 6 * 20).rounded(.down)))) }
    pair = try PairedBinary(
      outcomes: column("y"), a: ModelProbabilities(a.map(LogisticLink.probability), links: a),
      b: ModelProbabilities(b.map(LogisticLink.probability), links: b))
    settings = PairedComparison.Settings(
      economics: try ContactEconomics(value: 100, cost: 5),
      segments: [SegmentColumn(name: "segment", codes: codes, levels: (0..<20).map(String.init))],
      bootstrap: try .init(replications: 1_000, seed: 1, workers: threads))
  }

  /// Compares once.
  func run() throws { _ = try PairedComparison(pair, settings: settings).verdict }
}

private enum LogisticLink {
  static func probability(_ link: Double) -> Double { 1 / (1 + exp(-link)) }
}

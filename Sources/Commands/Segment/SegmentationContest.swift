import ArgumentParser
import ClienteleScoring
import Evaluation
import Tables
import Training

/// Two models of segments held against the same rows.
struct SegmentationContest {
  let a, b: (label: String, model: ScoringModel)
  let rowsA, rowsB: SegmentedRows
  let comparison: SegmentationComparison
  /// The shares of segments in the table against those of training.
  let driftA, driftB: SegmentDrift

  init(
    _ a: (label: String, model: ScoringModel), _ b: (label: String, model: ScoringModel), table: TableOptions,
    weights: String?, seed: UInt64
  ) throws {
    self.a = a
    self.b = b
    rowsA = try SegmentedRows(a.model, table.data, table.reading, weights: weights, label: a.label)
    rowsB = try SegmentedRows(b.model, table.data, table.reading, weights: weights, label: b.label)
    let sides = (rowsA.result, rowsB.result)
    let distances = (rowsA.distance, rowsB.distance)
    comparison = try about(table.data) {
      try SegmentationComparison(
        a: (sides.0.assignments, sides.0.points, distances.0), b: (sides.1.assignments, sides.1.points, distances.1),
        weights: sides.0.weights, seed: seed, workers: table.workers)
    }
    driftA = try Self.drift(a.model, sides.0)
    driftB = try Self.drift(b.model, sides.1)
  }

  /// Shares now against those of training.
  static func drift(_ model: ScoringModel, _ result: SegmentResult) throws -> SegmentDrift {
    let shares = model.model.segments?.shares ?? []
    let trained = Double(model.model.lineage.rowsUsed)
    var sizes = [Double](repeating: 0, count: shares.count)
    for (row, segment) in result.assignments.enumerated() where segment >= 0 {
      sizes[Int(segment)] += result.weights?[row] ?? 1
    }
    return try SegmentDrift(before: shares.map { $0 * trained }, after: sizes)
  }
}

/// What `compare --json` prints of two models of segments.
struct SegmentationContestReport: Encodable {
  struct Separation: Encodable {
    let a, b, difference: MetricReport

    init(_ separation: SegmentationComparison.Separation) {
      a = MetricReport(separation.a, naive: nil)
      b = MetricReport(separation.b, naive: nil)
      difference = MetricReport(separation.difference, naive: 0)
    }
  }

  struct Pair: Encodable {
    /// Numbers of segments as scoring writes them.
    let a, b: Nullable<Int>
    let nameA, nameB: Nullable<String>
    let shareA, shareB, similarity: Double
  }

  struct Move: Encodable {
    let from, to: Int
    let weight, share: Double
  }

  struct Drift: Encodable {
    let populationStability, pValue: Double
    let trained, now: [Double]

    init(_ drift: SegmentDrift) {
      populationStability = drift.populationStability
      pValue = drift.pValue
      trained = drift.before
      now = drift.after
    }
  }

  let a, b: String
  let verdict: String
  let rows: Int
  let adjustedRand, variationOfInformation, mutualInformation: Double
  /// The share of rows that stay with their segment's partner.
  let stayed: Double
  let pairs: [Pair]
  let moves: [Move]
  /// Mean silhouettes in the coordinates of either; null where one has all rows in one segment.
  let silhouetteInA, silhouetteInB: Nullable<Separation>
  let driftA, driftB: Drift
  let seconds: Double

  init(_ contest: SegmentationContest, seconds: Double) {
    let found = contest.comparison
    let names = (contest.a.model.model.segments?.names ?? [], contest.b.model.model.segments?.names ?? [])
    a = contest.a.label
    b = contest.b.label
    verdict = found.verdict.rawValue
    rows = contest.rowsA.file.table.rowCount
    adjustedRand = found.agreement.adjustedRand
    variationOfInformation = found.agreement.variationOfInformation
    mutualInformation = found.agreement.mutualInformation
    stayed = found.matching.stayed
    pairs = found.pairs.map { pair in
      Pair(
        a: .init(pair.a.map { $0 + 1 }), b: .init(pair.b.map { $0 + 1 }), nameA: .init(pair.a.map { names.0[$0] }),
        nameB: .init(pair.b.map { names.1[$0] }), shareA: pair.shareA, shareB: pair.shareB, similarity: pair.similarity)
    }
    moves = found.matching.moves.map {
      Move(from: $0.from + 1, to: $0.to + 1, weight: $0.weight, share: $0.weight / found.table.total)
    }
    silhouetteInA = .init(found.inCoordinatesOfA.map(Separation.init))
    silhouetteInB = .init(found.inCoordinatesOfB.map(Separation.init))
    driftA = Drift(contest.driftA)
    driftB = Drift(contest.driftB)
    self.seconds = seconds
  }

  var text: String {
    var lines = ["\(a) and \(b) on \(NumberText.count(rows, "row"))", ""]
    lines.append("Verdict     \(words)")
    for (place, separation) in [(a, silhouetteInA.value), (b, silhouetteInB.value)] {
      guard let separation else { continue }
      let difference = separation.difference
      lines.append(
        "            silhouette in the coordinates of \(place): A \(NumberText.significant(separation.a.estimate, 3)), "
          + "B \(NumberText.significant(separation.b.estimate, 3)), difference "
          + "\(NumberText.significant(difference.estimate, 3)) (\(end(difference.lower)) to \(end(difference.upper)))")
    }
    lines.append(
      "Agreement   adjusted Rand \(NumberText.significant(adjustedRand, 3)), variation of information "
        + "\(NumberText.significant(variationOfInformation, 3)); \(percent(stayed)) stay with their segment's partner")
    var table = TextTable(header: ["  A", "", "  B", "", "share A", "share B", "Jaccard"])
    for pair in pairs {
      table.rows.append([
        pair.a.value.map { "  \($0)" } ?? "  –", pair.nameA.value ?? "", pair.b.value.map { "  \($0)" } ?? "  –",
        pair.nameB.value ?? "", percent(pair.shareA), percent(pair.shareB), NumberText.significant(pair.similarity, 2),
      ])
    }
    lines += table.lines.map { "          " + $0 }
    if !moves.isEmpty {
      lines.append("Who moved")
      lines += moves.prefix(10).map {
        "            from A \($0.from) to B \($0.to): \(NumberText.significant($0.weight, 6)) (\(percent($0.share)))"
      }
    }
    for (label, drift) in [("A", driftA), ("B", driftB)] {
      lines.append(
        "Drift \(label)     shares against training: PSI \(NumberText.significant(drift.populationStability, 2)), "
          + "p \(NumberText.significant(drift.pValue, 2))")
    }
    return lines.joined(separator: "\n")
  }

  private var words: String {
    switch verdict {
    case Verdict.better.rawValue: "B tells customers apart better, in the coordinates of both"
    case Verdict.worse.rawValue: "B tells customers apart worse, in the coordinates of both"
    default: "not shown that B tells customers apart better"
    }
  }

  private func percent(_ share: Double) -> String { "\(NumberText.fixed(100 * share, 1)) %" }
  private func end(_ value: Nullable<Double>) -> String { value.value.map { NumberText.significant($0, 3) } ?? "–" }
}

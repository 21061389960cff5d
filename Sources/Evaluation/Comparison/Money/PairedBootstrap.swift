import Tables

/// Replications of the differences that the delta method may be too plain for: areas, precision, lift and profit.
///
/// Areas and precision are computed anew in every replication. What is found above a cut is not a smooth function of the
/// rows, and replications of it vary more than samples do: of lift and profit the rows' influences are replicated, the
/// cut's own among them (``CutInfluence``).
package struct PairedBootstrap: Sendable {
  /// How the replications are drawn.
  package struct Settings: Sendable {
    /// How many, at least 100.
    package let replications: Int
    package let seed: UInt64
    /// How many passes run at once; the result does not depend on it.
    package let workers: Int
    /// How intervals are read off the replications.
    package let interval: BootstrapInterval

    package init(
      replications: Int = 1_000, seed: UInt64 = 0, workers: Int = Workers.processorCount,
      interval: BootstrapInterval = .percentile
    ) throws(ComparisonError) {
      guard replications >= 100 else {
        throw .setting(name: "bootstrap replications", requirement: "choose 100 or more")
      }
      self.replications = replications
      self.seed = seed
      self.workers = workers
      self.interval = interval
    }
  }

  /// Replications of the difference B − A; empty without rankings.
  package let area, averagePrecision: BootstrapReplicates
  /// Replications of what was linearised, in the order given.
  private let linear: [BootstrapReplicates]
  private let interval: BootstrapInterval

  /// - Parameters:
  ///   - orders: two rankings of the same outcomes; nil for amounts.
  ///   - linear: differences with the influences of the rows, Σ *w* φ = 0.
  /// - Complexity: O(*n* · replications), sixteen replications a pass over the rows.
  init(
    _ rows: ComparedRows, orders: (a: ScoreOrder, b: ScoreOrder)?, linear: [InfluencedDifference], settings: Settings
  ) {
    let units = rows.bootstrapUnits
    let rankings = orders.map { orders in
      Concurrently.both(workers: settings.workers) { Self.ranking(rows, $0 == .a ? orders.a : orders.b) }
    }
    let ones = BootstrapMeans.unitSums([Double](repeating: 1, count: rows.count), about: 0, units)
    let run = BootstrapRun(
      units: units, rankings: rankings.map { [$0.a, $0.b] } ?? [],
      columns: linear.map { BootstrapMeans.unitSums($0.changes, about: 0, units) } + [ones], seed: settings.seed)
    var ranked = (area: [Double](), precision: [Double]())
    var replicated = [[Double]](repeating: [], count: linear.count)
    run.run(replications: settings.replications, workers: settings.workers) { pass, lanes in
      for lane in 0..<lanes {
        if pass.rankings.count == 2 {
          let (a, b) = (pass.rankings[0], pass.rankings[1])
          ranked.area.append(b.area(lane) - a.area(lane))
          ranked.precision.append(b.averagePrecision(lane) - a.averagePrecision(lane))
        }
        // As many rows as the hold-out has.
        let scale = rows.totalWeight / pass.columns[linear.count][lane]
        for (number, item) in linear.enumerated() {
          replicated[number].append(item.difference.difference + scale * pass.columns[number][lane])
        }
      }
    }
    area = BootstrapReplicates(ranked.area)
    averagePrecision = BootstrapReplicates(ranked.precision)
    self.linear = replicated.map { BootstrapReplicates($0) }
    interval = settings.interval
  }

  /// Replicates areas and precision of two models.
  package init(_ pair: PairedBinary, settings: Settings) {
    let orders = Concurrently.both(workers: settings.workers) { pair.order($0) }
    self.init(pair.rows, orders: orders, linear: [], settings: settings)
  }

  private static func ranking(_ rows: ComparedRows, _ order: ScoreOrder) -> BootstrapRanking {
    let entries = rows.clusters.map { clusters in
      order.entries.map { $0 & ~BootstrapRanking.unitMask | clusters[Int($0 & BootstrapRanking.unitMask)] }
    }
    let multiplicities = rows.weights.map { weights in
      order.entries.map { Float(weights[Int($0 & BootstrapRanking.unitMask)]) }
    }
    return BootstrapRanking(
      entries: entries ?? order.entries, multiplicities: rows.clusters == nil ? nil : multiplicities)
  }

  /// Replications with the interval that was asked for.
  func difference(_ replicates: KeyPath<PairedBootstrap, BootstrapReplicates>) -> ResampledDifference {
    ResampledDifference(replicates: self[keyPath: replicates], interval: interval)
  }

  /// Difference number `number` of those that were linearised, with the interval that was asked for.
  func replaced(_ item: InfluencedDifference, number: Int, _ rows: ComparedRows) -> MetricDifference {
    item.difference.replaced(by: ResampledDifference(replicates: linear[number], interval: interval), rows) {
      item.changes[$0]
    }
  }
}

/// A difference, and its first-order change by one more of every row: Σ *w* φ = 0.
struct InfluencedDifference: Sendable {
  let difference: MetricDifference
  let changes: [Double]

  /// With the standard error of the changes.
  init(a: Double, b: Double, _ changes: [Double], _ rows: ComparedRows) {
    let mean = rows.mean { changes[$0] }
    self.changes = changes.map { $0 - mean }
    let centered = self.changes
    difference = MetricDifference(a: a, b: b, standardError: rows.standardError { centered[$0] }, test: .delta)
  }
}

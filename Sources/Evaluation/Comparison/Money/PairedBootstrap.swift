import Tables

/// Replications of everything about two rankings that has no simple first-order change: what is found above a cut.
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

  /// Replications of the difference B − A. Areas and precision are empty where they were not
  /// asked for, lift for amounts, profit without economics.
  package let area, averagePrecision, topDecileLift, profit: BootstrapReplicates
  private let interval: BootstrapInterval

  /// One of them, with the interval that was asked for.
  func difference(_ replicates: KeyPath<PairedBootstrap, BootstrapReplicates>) -> ResampledDifference {
    ResampledDifference(replicates: self[keyPath: replicates], interval: interval)
  }

  /// - Complexity: O(*n* · replications), sixteen replications a pass over the rows.
  init(
    _ rows: ComparedRows, isBinary: Bool, withRanks: Bool, orders: (a: ScoreOrder, b: ScoreOrder),
    gains: [Double]?, cost: Double, cuts: (a: BootstrapCut, b: BootstrapCut), settings: Settings
  ) {
    let rankings = Concurrently.both(workers: settings.workers) { model in
      Self.ranking(rows, model == .a ? orders.a : orders.b, gains)
    }
    let run = BootstrapRun(
      units: rows.bootstrapUnits, rankings: [rankings.a, rankings.b],
      cuts: [[.share(0.1), cuts.a], [.share(0.1), cuts.b]],
      withRanks: withRanks, columns: [], seed: settings.seed)
    var differences = (area: [Double](), precision: [Double](), lift: [Double](), profit: [Double]())
    run.run(replications: settings.replications, workers: settings.workers) { pass, lanes in
      let (a, b) = (pass.rankings[0], pass.rankings[1])
      for lane in 0..<lanes {
        if withRanks {
          differences.area.append(b.area(lane) - a.area(lane))
          differences.precision.append(b.averagePrecision(lane) - a.averagePrecision(lane))
        }
        if isBinary {
          differences.lift.append(b.lift(lane, cut: 0) - a.lift(lane, cut: 0))
        }
        guard gains != nil else { continue }
        // As many rows as the hold-out has.
        let scale = rows.totalWeight / a.total[lane]
        let profit = (
          a: a.gain[1][lane] - cost * a.selected[1][lane], b: b.gain[1][lane] - cost * b.selected[1][lane]
        )
        differences.profit.append(scale * (profit.b - profit.a))
      }
    }
    interval = settings.interval
    area = BootstrapReplicates(differences.area)
    averagePrecision = BootstrapReplicates(differences.precision)
    topDecileLift = BootstrapReplicates(differences.lift)
    profit = BootstrapReplicates(differences.profit)
  }

  /// Replicates areas, precision and lift of two models.
  package init(_ pair: PairedBinary, settings: Settings) {
    let orders = Concurrently.both(workers: settings.workers) { pair.order($0) }
    self.init(
      pair.rows, isBinary: true, withRanks: true, orders: orders, gains: nil, cost: 0,
      cuts: (.share(0.1), .share(0.1)), settings: settings)
  }

  private static func ranking(_ rows: ComparedRows, _ order: ScoreOrder, _ gains: [Double]?) -> BootstrapRanking {
    let entries = rows.clusters.map { clusters in
      order.entries.map { $0 & ~BootstrapRanking.unitMask | clusters[Int($0 & BootstrapRanking.unitMask)] }
    }
    func ordered(_ values: [Double]) -> [Float] {
      order.entries.map { Float(values[Int($0 & BootstrapRanking.unitMask)]) }
    }
    return BootstrapRanking(
      entries: entries ?? order.entries, gains: gains.map(ordered),
      multiplicities: rows.clusters == nil ? nil : rows.weights.map(ordered))
  }
}

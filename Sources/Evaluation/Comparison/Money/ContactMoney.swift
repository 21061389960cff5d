/// What is found above the cuts of two models, with its replications.
struct ContactMoney {
  /// Nil without economics.
  let profit: ContactProfit?
  private let deciles: (a: CutSums, b: CutSums)
  private let decileSize: Double
  private let totalWeight: Double
  private let replicates: PairedBootstrap

  /// - Parameter gains: what each row brings if it is selected; nil without economics.
  init(
    _ rows: ComparedRows, isBinary: Bool, orders: (a: ScoreOrder, b: ScoreOrder),
    gains: [Double]?, settings: PairedComparison.Settings, selections: (a: Selection, b: Selection)
  ) {
    let cost = settings.economics?.cost ?? 0
    func cut(_ selection: Selection) -> (cut: BootstrapCut, room: Double) {
      switch settings.cut {
      case .topShare(let share): (.share(share), (share * rows.totalWeight).rounded(.down))
      case .threshold: (.entries(selection.entries ?? 0), selection.weight)
      }
    }
    let cuts = (a: cut(selections.a), b: cut(selections.b))
    func sums(_ room: (a: Double, b: Double)) -> (a: CutSums, b: CutSums) {
      (
        CutSums(orders.a, rows, gains: gains, room: room.a),
        CutSums(orders.b, rows, gains: gains, room: room.b)
      )
    }
    totalWeight = rows.totalWeight
    decileSize = (totalWeight / 10).rounded(.down)
    deciles = sums((decileSize, decileSize))
    replicates = PairedBootstrap(
      rows, isBinary: isBinary, withRanks: false, orders: orders, gains: gains, cost: cost,
      cuts: (cuts.a.cut, cuts.b.cut), settings: settings.bootstrap)
    guard gains != nil else {
      profit = nil
      return
    }
    let found = sums((cuts.a.room, cuts.b.room))
    let total = MetricDifference(
      a: found.a.gain - cost * found.a.weight, b: found.b.gain - cost * found.b.weight,
      replicates: replicates.profit)
    profit = ContactProfit(
      total: total, perRow: total.scaled(by: 1 / totalWeight), contactedA: found.a.weight,
      contactedB: found.b.weight, gainA: found.a.gain, gainB: found.b.gain)
  }

  /// The lifts of the top deciles: see ``Ranking/topDecileLift()``.
  func topDecileLift(positives: Double) throws(UndefinedMetric) -> MetricDifference {
    guard decileSize >= 1 else { throw .fewerThanTenRows }
    let rate = positives / totalWeight
    return MetricDifference(
      a: deciles.a.positives / decileSize / rate, b: deciles.b.positives / decileSize / rate,
      replicates: replicates.topDecileLift)
  }
}

import Tables

/// What is found above the cuts of two models.
struct ContactMoney {
  /// The profit of the whole hold-out; nil without economics.
  let total: InfluencedDifference?
  private let found: (a: CutSums, b: CutSums)?
  private let curves: (a: [ContactProfit.Point], b: [ContactProfit.Point])
  private let rows: ComparedRows
  private let orders: (a: ScoreOrder, b: ScoreOrder)

  /// - Parameter gains: what each row brings if it is selected; nil without economics.
  init(
    _ rows: ComparedRows, orders: (a: ScoreOrder, b: ScoreOrder), gains: [Double]?, cost: Double,
    selections: (a: Selection, b: Selection)
  ) {
    self.rows = rows
    self.orders = orders
    guard let gains else {
      total = nil
      found = nil
      curves = ([], [])
      return
    }
    let found = Concurrently.both { model in
      CutSums(
        model == .a ? orders.a : orders.b, rows, gains: gains, room: (model == .a ? selections.a : selections.b).room)
    }
    let marginal = (
      a: selections.a.influence.mean { gains[$0] - cost }, b: selections.b.influence.mean { gains[$0] - cost }
    )
    let changes = (0..<rows.count).map { row in
      let gain = gains[row] - cost
      return found.b.parts[row] * (gain - marginal.b) - found.a.parts[row] * (gain - marginal.a)
    }
    total = InfluencedDifference(
      a: found.a.gain - cost * found.a.weight, b: found.b.gain - cost * found.b.weight, changes, rows)
    curves = (Self.curve(orders.a, rows, gains, cost), Self.curve(orders.b, rows, gains, cost))
    self.found = found
  }

  /// The profit with `total` as its difference; nil without economics.
  func profit(_ total: MetricDifference?) -> ContactProfit? {
    guard let found, let total else { return nil }
    return ContactProfit(
      total: total, perRow: total.scaled(by: 1 / rows.totalWeight), contactedA: found.a.weight,
      contactedB: found.b.weight, gainA: found.a.gain, gainB: found.b.gain, curves: curves)
  }

  /// The lifts of the top deciles: see ``Ranking/topDecileLift()``.
  ///
  /// With θ = E[*u y*] and π = E[*y*], the lift θ/(*k* π) has the influence (*u* (*y* − *m*) − …)/(*k* π) − lift (*y* − π)/π.
  func topDecileLift(positives: Double) throws(UndefinedMetric) -> InfluencedDifference {
    let size = (rows.totalWeight / 10).rounded(.down)
    guard size >= 1 else { throw .fewerThanTenRows }
    let expected = positives / rows.totalWeight * size
    let isPositive = Self.positives(orders.a, rows.count)
    let lifts = Concurrently.both { model -> (lift: Double, change: [Double]) in
      let order = model == .a ? orders.a : orders.b
      let sums = CutSums(order, rows, gains: nil, room: size)
      let marginal = CutInfluence(order, rows, room: size).mean { isPositive[$0] }
      let lift = sums.positives / expected
      let change = (0..<rows.count).map { row in
        (sums.parts[row] * (isPositive[row] - marginal) - lift * size / rows.totalWeight * isPositive[row]) / expected
      }
      return (lift, change)
    }
    return InfluencedDifference(
      a: lifts.a.lift, b: lifts.b.lift, zip(lifts.a.change, lifts.b.change).map { $1 - $0 }, rows)
  }

  /// The profit of all rows by the share contacted, 0 to 1 in twentieths.
  ///
  /// - Complexity: O(*n*) a point.
  private static func curve(
    _ order: ScoreOrder, _ rows: ComparedRows, _ gains: [Double], _ cost: Double
  ) -> [ContactProfit.Point] {
    Workers.map(21, workers: Workers.processorCount) { step in
      let share = Double(step) / 20
      let room = share * rows.totalWeight
      let sums = CutSums(order, rows, gains: gains, room: room)
      let isInside = step > 0 && step < 20
      let marginal = isInside ? CutInfluence(order, rows, room: room).mean { gains[$0] - cost } : 0
      func change(_ row: Int) -> Double { sums.parts[row] * (gains[row] - cost - marginal) }
      let mean = rows.mean(change)
      return ContactProfit.Point(
        contacted: share,
        profit: Estimate(sums.gain - cost * sums.weight, standardError: rows.standardError { change($0) - mean }))
    }
  }

  private static func positives(_ order: ScoreOrder, _ rows: Int) -> [Double] {
    var outcomes = [Double](repeating: 0, count: rows)
    for position in order.entries.indices where order.isPositive(position) { outcomes[order.row(position)] = 1 }
    return outcomes
  }
}

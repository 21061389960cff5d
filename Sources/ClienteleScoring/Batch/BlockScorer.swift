/// Scores blocks of rows of a bound table.
///
/// Every worker has one of its own, and blocks write to rows of their own: that is why it is safe to send.
final class BlockScorer: @unchecked Sendable {
  /// Rows a block: what a block touches stays in the first- and second-level caches.
  static let blockRows = 1024
  /// Contributions of a feature are this far apart; a power of two would map them to the same cache lines.
  private static let stride = blockRows + 8

  private let plans: [ScoringPlan]
  private let combination: Combination?
  private let rule: SegmentRule?
  private let baseline: Double
  private let featureCount: Int
  private let bindings: [TableBinding]
  private let unreadable: UnreadableCells
  private let output: ScoreOutput
  /// What was unexpected so far, by feature.
  private(set) var unexpected: [ColumnUnexpected]
  /// The rows so far that the model refuses, counted from 0.
  private(set) var refused: [Int] = []
  private let keepsContributions: Bool
  /// What every feature contributes to every predictor's link, one predictor after the other.
  private let contributions: UnsafeMutablePointer<Double>
  /// The links of a block, one predictor after the other; room for a row's links, shares and outputs behind them. Of a
  /// rule of segments a row's point, scratch and outputs.
  private let links: UnsafeMutablePointer<Double>
  private let numbers: UnsafeMutablePointer<Double>
  private let codes: UnsafeMutablePointer<Int32>
  private let isRefused: UnsafeMutablePointer<Bool>

  init(_ model: ScoringModel, _ bindings: [TableBinding], _ unreadable: UnreadableCells, _ output: ScoreOutput) {
    plans = model.plans
    combination = model.combination
    rule = model.rule
    baseline = model.baseline
    featureCount = model.plan.featureCount
    self.bindings = bindings
    self.unreadable = unreadable
    self.output = output
    unexpected = model.plan.inputs.prefix(featureCount).map { ColumnUnexpected(column: $0.column) }
    keepsContributions = output.reasons != nil || model.rule != nil
    let kept = keepsContributions
    contributions = .allocate(capacity: Self.stride * (kept ? plans.count * featureCount : 1))
    let predictors = model.plans.count
    let features = model.plan.featureCount
    links = .allocate(
      capacity: model.rule.map { features + $0.scratchCount + $0.outputCount }
        ?? model.combination.map { predictors * (Self.blockRows + 2) + $0.outputCount } ?? 1)
    numbers = .allocate(capacity: Self.blockRows)
    codes = .allocate(capacity: Self.blockRows)
    isRefused = .allocate(capacity: Self.blockRows)
  }

  deinit {
    contributions.deallocate()
    links.deallocate()
    numbers.deallocate()
    codes.deallocate()
    isRefused.deallocate()
  }

  /// Scores the rows of one block.
  func score(_ rows: Range<Int>) {
    let link = output.link + rows.lowerBound
    let prediction = output.prediction + rows.lowerBound
    isRefused.update(repeating: false, count: rows.count)
    var hasRefused = unreadable.mark(rows, isRefused)
    if let rule {
      if addAll(0, rows, link) { hasRefused = true }
      assign(rule, rows)
      if markNotFinite(link, rows) { hasRefused = true }
    } else if let combination {
      for predictor in plans.indices {
        if addAll(predictor, rows, links + predictor * Self.blockRows) { hasRefused = true }
      }
      combine(combination, rows)
      if markNotFinite(prediction, rows) { hasRefused = true }
    } else {
      if addAll(0, rows, link) { hasRefused = true }
      predict(link, rows.count, prediction)
      if !plans[0].link.isAlwaysFinite, markNotFinite(prediction, rows) { hasRefused = true }
    }
    if let reasons = output.reasons { choose(reasons, rows, link) }
    if hasRefused { refuse(rows) }
  }

  /// The links of one predictor in a block; true where a row is refused.
  private func addAll(_ predictor: Int, _ rows: Range<Int>, _ link: UnsafeMutablePointer<Double>) -> Bool {
    let plan = plans[predictor]
    link.update(repeating: plan.baseline, count: rows.count)
    var hasRefused = false
    for position in 0..<featureCount {
      let kept =
        keepsContributions ? contributions + (predictor * featureCount + position) * Self.stride : contributions
      if add(position, predictor, rows, kept, link) { hasRefused = true }
    }
    if plan.offset != nil, let column = bindings[predictor].columns.last {
      column.withNumbers(rows, PlannedFeature(input: .number), numbers) { addOffset($0, rows.count, link) }
    }
    return markNotFinite(link, rows) || hasRefused
  }

  /// Marks the rows whose value is infinite or NaN; returns whether there are any.
  private func markNotFinite(_ values: UnsafePointer<Double>, _ rows: Range<Int>) -> Bool {
    mark(countNotFinite(values, rows.count) > 0, rows) { !values[$0].isFinite }
  }

  /// The mean at the link of the one predictor.
  private func predict(_ link: UnsafePointer<Double>, _ count: Int, _ prediction: UnsafeMutablePointer<Double>) {
    if plans[0].calibrator != nil {
      for row in 0..<count { prediction[row] = plans[0].mean(link[row]) }
      return
    }
    switch plans[0].link {
    case .identity: prediction.update(from: link, count: count)
    case .logit: inverseLogit(link, count, prediction)
    case .log: exponentials(link, count, prediction)
    case let other: for row in 0..<count { prediction[row] = other.mean(link[row]) }
    }
  }

  /// What all predictors say together, row by row; their contributions become those to what is explained.
  private func combine(_ combination: Combination, _ rows: Range<Int>) {
    let count = plans.count
    let own = links + count * Self.blockRows
    let (shares, outputs) = (own + count, own + 2 * count)
    for row in 0..<rows.count {
      for k in 0..<count { own[k] = links[k * Self.blockRows + row] }
      let place = rows.lowerBound + row
      (output.prediction[place], output.link[place]) = combination.combine(own, shares, outputs)
      for k in 0..<combination.outputCount { output.outputs[k][place] = outputs[k] }
      if output.reasons == nil { continue }
      for position in 0..<featureCount {
        var sum = 0.0
        for k in 0..<count { sum += shares[k] * contributions[(k * featureCount + position) * Self.stride + row] }
        contributions[position * Self.stride + row] = sum
      }
    }
  }

  /// The segments of the points of a block; their coordinates become contributions to what is explained.
  private func assign(_ rule: SegmentRule, _ rows: Range<Int>) {
    let (point, scratch) = (links, links + featureCount)
    let outputs = scratch + rule.scratchCount
    for row in 0..<rows.count {
      for position in 0..<featureCount { point[position] = contributions[position * Self.stride + row] }
      let place = rows.lowerBound + row
      let (segment, explained) = rule.assign(point, scratch, outputs)
      output.prediction[place] = Double(segment)
      output.link[place] = explained
      for k in 0..<rule.outputCount { output.outputs[k][place] = outputs[k] }
      for position in 0..<featureCount { contributions[position * Self.stride + row] = point[position] }
    }
  }

  /// Adds the contributions of one feature to `link`, and counts; true where it refuses a row.
  private func add(
    _ position: Int, _ predictor: Int, _ rows: Range<Int>, _ kept: UnsafeMutablePointer<Double>,
    _ link: UnsafeMutablePointer<Double>
  ) -> Bool {
    let feature = plans[predictor].features[position]
    let column = bindings[predictor].columns[position]
    // All predictors meet the same values: what is unexpected counts once.
    let counts = predictor == 0 ? 1 : 0
    guard let table = column.table else {
      return column.withNumbers(rows, feature, numbers) { x in
        let (missing, outOfRange) = addNumbers(x, rows.count, feature, kept, link)
        unexpected[position].missing += counts * missing
        unexpected[position].outOfRange += counts * outOfRange
        let lacks = mark(missing > 0 && feature.refusesMissing, rows) { x[$0].isNaN }
        let strays = mark(outOfRange > 0 && feature.refusesOutOfRange, rows) { feature.isOutOfRange(x[$0]) }
        return lacks || strays
      }
    }
    return column.withCodes(rows, codes) { codes in
      let missing = table.contributions.withUnsafeBufferPointer { addCodes(codes, rows.count, $0, kept, link) }
      let unseen = table.hasUnseen ? (0..<rows.count).count { table.isUnseen[Int(codes[$0]) + 1] } : 0
      unexpected[position].missing += counts * missing
      unexpected[position].unseen += counts * unseen
      let lacks = mark(missing > 0 && feature.refusesMissing, rows) { codes[$0] < 0 }
      let surprises = mark(unseen > 0 && feature.refusesUnseen, rows) { table.isUnseen[Int(codes[$0]) + 1] }
      return lacks || surprises
    }
  }

  /// Marks the rows to refuse if there are any; returns whether there are.
  private func mark(_ any: Bool, _ rows: Range<Int>, where refuses: (Int) -> Bool) -> Bool {
    if any {
      for row in 0..<rows.count where refuses(row) { isRefused[row] = true }
    }
    return any
  }

  /// Chooses the reasons of a block whose contributions were kept.
  private func choose(_ reasons: ReasonOutput, _ rows: Range<Int>, _ link: UnsafePointer<Double>) {
    let first = rows.lowerBound * reasons.width
    chooseReasons(
      contributions, stride: Self.stride, features: featureCount, rows: rows.count, width: reasons.width,
      baseline: baseline, link, reasons.features + first, reasons.contributions + first,
      reasons.rest + rows.lowerBound)
  }

  /// Takes back the scores of the marked rows of a block, and lists them.
  private func refuse(_ rows: Range<Int>) {
    for (row, isRefused) in zip(rows, UnsafeBufferPointer(start: isRefused, count: rows.count)) where isRefused {
      refused.append(row)
      output.link[row] = .nan
      output.prediction[row] = .nan
      for array in output.outputs { array[row] = .nan }
      guard let reasons = output.reasons else { continue }
      reasons.rest[row] = .nan
      for place in (row * reasons.width)..<((row + 1) * reasons.width) {
        reasons.features[place] = -1
        reasons.contributions[place] = .nan
      }
    }
  }
}

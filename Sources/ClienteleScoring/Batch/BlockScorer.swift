/// Scores blocks of rows of a bound table.
///
/// Every worker has one of its own, and blocks write to rows of their own: that is why it is safe to send.
final class BlockScorer: @unchecked Sendable {
  /// Rows a block: what a block touches stays in the first- and second-level caches.
  static let blockRows = 1024
  /// Contributions of a feature are this far apart; a power of two would map them to the same cache lines.
  private static let stride = blockRows + 8

  private let plan: ScoringPlan
  private let binding: TableBinding
  private let unreadable: UnreadableCells
  private let output: ScoreOutput
  /// What was unexpected so far, by feature.
  private(set) var unexpected: [ColumnUnexpected]
  /// The rows so far that the model refuses, counted from 0.
  private(set) var refused: [Int] = []
  private let contributions: UnsafeMutablePointer<Double>
  private let numbers: UnsafeMutablePointer<Double>
  private let codes: UnsafeMutablePointer<Int32>
  private let isRefused: UnsafeMutablePointer<Bool>

  init(_ plan: ScoringPlan, _ binding: TableBinding, _ unreadable: UnreadableCells, _ output: ScoreOutput) {
    self.plan = plan
    self.binding = binding
    self.unreadable = unreadable
    self.output = output
    unexpected = plan.inputs.prefix(plan.featureCount).map { ColumnUnexpected(column: $0.column) }
    contributions = .allocate(capacity: Self.stride * (output.reasons == nil ? 1 : plan.featureCount))
    numbers = .allocate(capacity: Self.blockRows)
    codes = .allocate(capacity: Self.blockRows)
    isRefused = .allocate(capacity: Self.blockRows)
  }

  deinit {
    contributions.deallocate()
    numbers.deallocate()
    codes.deallocate()
    isRefused.deallocate()
  }

  /// Scores the rows of one block.
  func score(_ rows: Range<Int>) {
    let link = output.link + rows.lowerBound
    let prediction = output.prediction + rows.lowerBound
    link.update(repeating: plan.baseline, count: rows.count)
    isRefused.update(repeating: false, count: rows.count)
    var hasRefused = unreadable.mark(rows, isRefused)
    for position in 0..<plan.featureCount {
      let kept = output.reasons == nil ? contributions : contributions + position * Self.stride
      if add(position, rows, kept, link) { hasRefused = true }
    }
    if plan.offset != nil, let column = binding.columns.last {
      column.withNumbers(rows, PlannedFeature(input: .number), numbers) { addOffset($0, rows.count, link) }
    }
    if countNotFinite(link, rows.count) > 0 {
      for row in 0..<rows.count where !link[row].isFinite { isRefused[row] = true }
      hasRefused = true
    }
    switch plan.kind {
    case .linear: prediction.update(from: link, count: rows.count)
    case .logistic: inverseLogit(link, rows.count, prediction)
    }
    if let reasons = output.reasons { choose(reasons, rows, link) }
    if hasRefused { refuse(rows) }
  }

  /// Adds the contributions of one feature to `link`, and counts; true where it refuses a row.
  private func add(
    _ position: Int, _ rows: Range<Int>, _ kept: UnsafeMutablePointer<Double>, _ link: UnsafeMutablePointer<Double>
  ) -> Bool {
    let feature = plan.features[position]
    let column = binding.columns[position]
    guard let table = column.table else {
      return column.withNumbers(rows, feature, numbers) { x in
        let (missing, outOfRange) = addNumbers(x, rows.count, feature, kept, link)
        unexpected[position].missing += missing
        unexpected[position].outOfRange += outOfRange
        let lacks = mark(missing > 0 && feature.refusesMissing, rows) { x[$0].isNaN }
        let strays = mark(outOfRange > 0 && feature.refusesOutOfRange, rows) { feature.isOutOfRange(x[$0]) }
        return lacks || strays
      }
    }
    return column.withCodes(rows, codes) { codes in
      let missing = table.contributions.withUnsafeBufferPointer { addCodes(codes, rows.count, $0, kept, link) }
      let unseen = table.hasUnseen ? (0..<rows.count).count { table.isUnseen[Int(codes[$0]) + 1] } : 0
      unexpected[position].missing += missing
      unexpected[position].unseen += unseen
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
      contributions, stride: Self.stride, features: plan.featureCount, rows: rows.count, width: reasons.width,
      baseline: plan.baseline, link, reasons.features + first, reasons.contributions + first,
      reasons.rest + rows.lowerBound)
  }

  /// Takes back the scores of the marked rows of a block, and lists them.
  private func refuse(_ rows: Range<Int>) {
    for (row, isRefused) in zip(rows, UnsafeBufferPointer(start: isRefused, count: rows.count)) where isRefused {
      refused.append(row)
      output.link[row] = .nan
      output.prediction[row] = .nan
      guard let reasons = output.reasons else { continue }
      reasons.rest[row] = .nan
      for place in (row * reasons.width)..<((row + 1) * reasons.width) {
        reasons.features[place] = -1
        reasons.contributions[place] = .nan
      }
    }
  }
}

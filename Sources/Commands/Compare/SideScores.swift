import ClienteleScoring
import Evaluation
import Tables

/// The scores of one side: one a row of the hold-out, or of its own table.
struct SideScores {
  let predictions: [Double]
  /// What is told beside the prediction, in the order of the comparison: probabilities of classes, or quantiles.
  let outputs: [[Double]]
  /// Linear predictors, where a model gave the scores.
  let links: [Double]?
  /// The log-odds of an event, where a model gave them.
  let logOdds: [Double]?
  /// What calibration adds to the linear predictor, where the model is calibrated.
  let calibration: [Double]?
  /// Rows that the model refuses.
  let refused: Int

  init(
    _ place: ComparedPlace, _ file: ScoreFile?, _ kind: ComparedKind, _ holdOut: HoldOutTable, threads: Int
  ) throws {
    guard let model = place.model else {
      try self.init(file, kind)
      return
    }
    let scores = try about(place.label) {
      try model.score(holdOut.file, onBad: .flag, threads: threads)
    }
    let places = kind.outputNames.compactMap { scores.outputNames.firstIndex(of: $0) }
    self.init(scores, outputs: places.map { scores.outputs[$0] })
  }

  /// The scores of a model for every row.
  init(_ scores: Scores) { self.init(scores, outputs: scores.outputs) }

  private init(_ scores: Scores, outputs: [[Double]]) {
    predictions = scores.prediction
    self.outputs = outputs
    links = scores.link
    logOdds = scores.probability == nil ? nil : scores.logOdds
    calibration = scores.calibration
    refused = scores.refusedRows.count
  }

  /// The scores of a table.
  private init(_ file: ScoreFile?, _ kind: ComparedKind) throws {
    guard let file else {
      self.init(predictions: [], outputs: [])
      return
    }
    switch kind {
    case .event:
      let values = try file.probabilities([file.scoreColumn()])[0]
      self.init(predictions: values, outputs: [])
    case .amount:
      self.init(predictions: try file.values(file.scoreColumn()), outputs: [])
    case .quantiles(let levels):
      let names = levels.count == 1 && !file.has(kind.outputNames) ? [try file.scoreColumn()] : kind.outputNames
      let outputs = try names.map(file.values)
      self.init(predictions: outputs[0], outputs: outputs)
    case .classes:
      let outputs = try file.probabilities(kind.outputNames)
      self.init(predictions: outputs[0], outputs: outputs)
    }
  }

  private init(predictions: [Double], outputs: [[Double]]) {
    self.predictions = predictions
    self.outputs = outputs
    (links, logOdds, calibration) = (nil, nil, nil)
    refused = 0
  }

  /// Some rows of `other`.
  private init(_ other: SideScores, at positions: [Int]) {
    func pick(_ values: [Double]) -> [Double] { positions.map { values[$0] } }
    predictions = pick(other.predictions)
    outputs = other.outputs.map(pick)
    links = other.links.map(pick)
    logOdds = other.logOdds.map(pick)
    calibration = other.calibration.map(pick)
    refused = 0
  }

  /// Whether the side has a score for row `row` of the hold-out.
  func isScored(_ join: RowJoin, _ row: Int, _ side: ComparedModel) -> Bool {
    predictions[join.position(row, side)].isFinite
  }

  /// The scores of rows of the hold-out.
  func picked(_ join: RowJoin, _ rows: [Int], _ side: ComparedModel) -> SideScores {
    SideScores(self, at: rows.map { join.position($0, side) })
  }
}

/// Where the scores of a row of the hold-out stand.
struct RowJoin {
  /// The rows that both have scores of.
  let holdOut: [Int]
  let withoutA, withoutB, strangersA, strangersB: Int
  /// By row of the hold-out; nil where scores are in its order.
  private let positions: [ComparedModel: [Int]]

  /// Scores in the order of the hold-out.
  init(rows: Int) {
    holdOut = Array(0..<rows)
    (withoutA, withoutB, strangersA, strangersB) = (0, 0, 0, 0)
    positions = [:]
  }

  /// Scores found by id.
  init(_ join: ScoreJoin) {
    holdOut = join.holdOut
    withoutA = join.withoutA
    withoutB = join.withoutB
    strangersA = join.strangersA
    strangersB = join.strangersB
    func places(_ rows: [Int]) -> [Int] {
      var places = [Int](repeating: -1, count: (join.holdOut.last ?? -1) + 1)
      for (row, place) in zip(join.holdOut, rows) { places[row] = place }
      return places
    }
    positions = [.a: places(join.a), .b: places(join.b)]
  }

  func position(_ row: Int, _ side: ComparedModel) -> Int { positions[side]?[row] ?? row }
}

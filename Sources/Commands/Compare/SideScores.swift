import ClienteleScoring
import Evaluation
import Tables

/// The scores of one side: one a row of the hold-out, or of its own table.
struct SideScores {
  let predictions: [Double]
  /// Log-odds of probabilities, else links, where a model gave the scores.
  let links: [Double]?
  /// The linear predictor, and what calibration adds to it where the model is calibrated.
  let explained, calibration: [Double]?
  /// Rows that the model refuses.
  let refused: Int

  init(_ place: ComparedPlace, _ file: ScoreFile?, _ holdOut: HoldOutTable, threads: Int) throws {
    guard let model = place.model else {
      predictions = file?.values ?? []
      (links, explained, calibration) = (nil, nil, nil)
      refused = 0
      return
    }
    let scores = try about(place.label) {
      try model.score(holdOut.file, onBad: .flag, threads: threads)
    }
    predictions = scores.prediction
    (links, explained, calibration) = (scores.logOdds, scores.link, scores.calibration)
    refused = scores.refusedRows.count
  }

  /// The scores of a model for every row.
  init(_ scores: Scores) {
    predictions = scores.prediction
    (links, explained, calibration) = (scores.logOdds, scores.link, scores.calibration)
    refused = 0
  }

  /// Some rows of `other`.
  private init(_ other: SideScores, at positions: [Int]) {
    func pick(_ values: [Double]) -> [Double] { positions.map { values[$0] } }
    predictions = pick(other.predictions)
    (links, explained) = (other.links.map(pick), other.explained.map(pick))
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

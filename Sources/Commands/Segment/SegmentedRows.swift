import ClienteleScoring
import Evaluation
import Tables
import Training

/// Rows of a table in the segments of a model.
struct SegmentedRows {
  let file: CSVTable
  let scores: Scores
  let result: SegmentResult

  /// Reads a table as the model reads its own, and assigns its rows.
  ///
  /// - Parameter weights: a column of row weights.
  init(_ model: ScoringModel, _ path: String, _ reading: ReadingOptions, weights: String?, label: String) throws {
    var options = model.csvOptions
    if let weights { options.expected[weights] = .double }
    let file = try reading.read(path, options)
    let scores = try about(path, file) { try model.score(file, threads: reading.workers) }
    result = try about(path, file) {
      let own = try weights.map { try ClusteredTable.weights(file.table, $0) }
      guard file.table.rowCount > 0 else { throw SegmentationError.empty }
      return try SegmentResult(model.model, file.table, scores, weights: own)
    }
    self.file = file
    self.scores = scores
  }

  /// What distances between rows are to the model.
  var distance: PointDistance { result.model.segments?.rule.pointDistance ?? .euclidean }
}

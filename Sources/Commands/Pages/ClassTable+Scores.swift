import Evaluation
import Reports

extension ClassTable {
  /// How the probabilities of `names` fare.
  init(_ names: [String], _ scores: SideScores, outcomes: [Double], weights: [Double]?) throws {
    let diagnostics = try ClassDiagnostics(
      outcomes: outcomes, predictions: scores.predictions, probabilities: scores.outputs, weights: weights)
    self.init(
      rows: zip(names, diagnostics.rows).map { name, row in
        ClassRow(
          name: name, rows: row.observed, predicted: row.predicted, area: row.area.map(Ranged.init),
          recall: row.recall.map(Ranged.init), precision: row.precision.map(Ranged.init),
          calibration: row.calibration.bins.map {
            .init(predicted: $0.meanPredicted, observed: $0.observed, lower: $0.lower, upper: $0.upper, rows: $0.weight)
          })
      }, confusion: diagnostics.confusion)
  }
}

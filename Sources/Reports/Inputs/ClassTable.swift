/// How a model does on each of several classes.
package struct ClassTable: Sendable, Codable, Equatable {
  /// The classes, in the order of the model.
  package var rows: [ClassRow]
  /// The rows of each class observed (outer) that are predicted to be of a class (inner).
  package var confusion: [[Double]]

  /// Joins its parts.
  package init(rows: [ClassRow], confusion: [[Double]]) {
    self.rows = rows
    self.confusion = confusion
  }
}

/// A class.
package struct ClassRow: Sendable, Codable, Equatable {
  /// Its name.
  package var name: String
  /// How many rows are of it.
  package var rows: Double
  /// How many are predicted to be.
  package var predicted: Double
  /// The area under the ROC curve of it against all others.
  package var area: Ranged?
  /// The share of its rows that are predicted to be of it.
  package var recall: Ranged?
  /// The share of the rows predicted to be of it that are.
  package var precision: Ranged?
  /// Its observed by its predicted share.
  package var calibration: [CalibrationBin]

  /// Joins its parts; what is left out stays out of the page.
  package init(
    name: String, rows: Double, predicted: Double, area: Ranged? = nil, recall: Ranged? = nil,
    precision: Ranged? = nil, calibration: [CalibrationBin] = []
  ) {
    self.name = name
    self.rows = rows
    self.predicted = predicted
    self.area = area
    self.recall = recall
    self.precision = precision
    self.calibration = calibration
  }
}

/// What two models do with each of several classes.
package struct ClassDifferences: Sendable, Codable, Equatable {
  /// A class.
  package struct Row: Sendable, Codable, Equatable {
    /// Its name.
    package var name: String
    /// How many rows are of it.
    package var rows: Double
    /// How many either model predicts to be.
    package var predicted: Paired<Double>
    /// The areas under the ROC curves of it against all others.
    package var areas: Paired<Double>?
    /// Their difference.
    package var difference: Ranged?

    /// Joins its parts; what is left out stays out of the page.
    package init(
      name: String, rows: Double, predicted: Paired<Double>, areas: Paired<Double>? = nil, difference: Ranged? = nil
    ) {
      self.name = name
      self.rows = rows
      self.predicted = predicted
      self.areas = areas
      self.difference = difference
    }
  }

  /// The classes, in the order of the champion.
  package var rows: [Row]
  /// The rows of the champion's class (outer) that the challenger puts in a class (inner).
  package var moves: [[Double]]
  /// The share of rows that it puts in another one.
  package var moved: Ranged?

  /// Joins its parts.
  package init(rows: [Row], moves: [[Double]], moved: Ranged? = nil) {
    self.rows = rows
    self.moves = moves
    self.moved = moved
  }
}

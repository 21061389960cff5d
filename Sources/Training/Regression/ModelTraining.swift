import Tables

/// A checked configuration that makes a model of a table.
package protocol ModelTraining: Sendable {
  var roles: ColumnRoles { get }

  /// Fits `table`, certifies the fit and validates it on folds.
  ///
  /// - Parameter progress: called with the stage and the share of it that is done, from this thread.
  func train(_ table: Table, progress: (TrainingStage, Double) -> Void) throws(TrainingError) -> TrainingResult
}

extension ModelTraining {
  /// Trains without telling how far it is.
  package func train(_ table: Table) throws(TrainingError) -> TrainingResult { try train(table) { _, _ in } }
}

extension Regression: ModelTraining {}

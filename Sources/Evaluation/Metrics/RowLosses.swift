/// The loss of every row.
enum RowLosses {
  /// f(prediction, outcome), row by row.
  @inline(__always)
  static func compute(_ predictions: [Double], _ outcomes: [Double], _ f: (Double, Double) -> Double) -> [Double] {
    predictions.withUnsafeBufferPointer { predictions in
      outcomes.withUnsafeBufferPointer { outcomes in
        [Double](unsafeUninitializedCapacity: predictions.count) { losses, initialized in
          for row in predictions.indices {
            losses.initializeElement(at: row, to: f(predictions[row], outcomes[row]))
          }
          initialized = predictions.count
        }
      }
    }
  }
}

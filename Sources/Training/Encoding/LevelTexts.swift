import ClienteleScoring

/// The texts of levels that a model would keep.
enum LevelTexts {
  /// The bytes of all levels together. A model file repeats them in its terms and its verification rows.
  static let limit = 4 << 20

  /// Checks the levels with a group of their own, before anything is fitted.
  static func check(_ encoder: Encoder) throws(TrainingError) {
    let sizes = encoder.features.map { feature -> (column: String, levels: Int, bytes: Int) in
      guard case .categorical(let categorical) = feature else { return (feature.column, 0, 0) }
      return (feature.column, categorical.levels.count, categorical.levels.reduce(0) { $0 + $1.utf8.count })
    }
    let total = sizes.reduce(0) { $0 + $1.bytes }
    guard total > limit, let widest = sizes.max(by: { $0.bytes < $1.bytes }) else { return }
    throw .longLevels(column: widest.column, levels: widest.levels, bytes: widest.bytes, limit: limit)
  }
}

import Tables

/// The weight of every level of a text or truth column, and of missing.
struct LevelCounts: Sendable {
  /// Weight by level code of the table.
  let weights: [Double]
  let missing: Double
  /// The level texts by code.
  let levels: Levels

  init?(_ values: ColumnValues, weights rowWeights: [Double]?) {
    switch values {
    case .text(let text):
      levels = text.levels
      (weights, missing) = Self.count(text.codes, levels: text.levels.count, rowWeights)
    case .boolean(let truths):
      levels = Levels(["false", "true"])
      (weights, missing) = Self.count(truths.map { Int32($0) }, levels: 2, rowWeights)
    default: return nil
    }
  }

  private static func count(_ codes: [Int32], levels: Int, _ rowWeights: [Double]?) -> ([Double], Double) {
    // Slot 0 is missing: code −1.
    var table = [Double](repeating: 0, count: levels + 1)
    table.withUnsafeMutableBufferPointer { table in
      codes.withUnsafeBufferPointer { codes in
        if let rowWeights {
          rowWeights.withUnsafeBufferPointer { w in for i in codes.indices { table[Int(codes[i]) + 1] += w[i] } }
        } else {
          for i in codes.indices { table[Int(codes[i]) + 1] += 1 }
        }
      }
    }
    return (Array(table.dropFirst()), table[0])
  }
}

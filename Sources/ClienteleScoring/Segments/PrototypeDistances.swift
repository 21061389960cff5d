/// Squared distances to prototypes.
struct PrototypeDistances: SegmentDistances {
  private let count: Int
  /// What every segment has for a feature, those of a feature side by side: a coordinate, or a group.
  private let typical: [Double]
  private let isNumeric: [Bool]
  private let mismatchCost: Double

  init(_ prototypes: Prototypes, _ encoder: Encoder) {
    count = prototypes.centers.count
    mismatchCost = prototypes.mismatchCost
    var typical: [Double] = []
    var isNumeric: [Bool] = []
    var (numeric, categorical) = (0, 0)
    for feature in encoder.features {
      switch feature {
      case .numeric:
        typical += prototypes.centers.map { $0[numeric] }
        numeric += 1
        isNumeric.append(true)
      case .categorical:
        typical += prototypes.modes.map { Double($0[categorical]) }
        categorical += 1
        isNumeric.append(false)
      }
    }
    self.typical = typical
    self.isNumeric = isNumeric
  }

  var scratchCount: Int { 0 }

  func measure(
    _ point: UnsafePointer<Double>, _ squares: UnsafeMutablePointer<Double>, _ parts: UnsafeMutablePointer<Double>,
    _ scratch: UnsafeMutablePointer<Double>
  ) {
    squares.update(repeating: 0, count: count)
    typical.withUnsafeBufferPointer { typical in
      for (feature, isNumeric) in isNumeric.enumerated() {
        let value = point[feature]
        for k in feature * count..<(feature + 1) * count {
          let deviation = value - typical[k]
          let part = isNumeric ? deviation * deviation : (deviation == 0 ? 0 : mismatchCost)
          parts[k] = part
          squares[k - feature * count] += part
        }
      }
    }
  }

  func probabilities(_ squares: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>) -> Int { 0 }
}

import LinearAlgebra

/// Orthonormal vectors of a space that grows (Gram and Schmidt, repeated until rounding leaves nothing).
struct OrthonormalBasis {
  private(set) var vectors: [[Double]] = []
  /// The length of the longest vector seen.
  private var scale = 0.0

  /// What is left of a vector, as a share of the longest one seen, from which on it is taken for rounding.
  static let threshold = 1e-13

  /// Adds what the vectors say that is new.
  ///
  /// - Complexity: O(*d m*) a vector, with *m* in the space.
  mutating func extend(by others: [[Double]]) {
    scale = max(scale, others.map { Self.length($0) }.max() ?? 0)
    for other in others { if let new = remainder(of: other, above: Self.threshold * scale) { vectors.append(new) } }
  }

  /// `count` orthonormal vectors outside of the space.
  func complement(_ count: Int, dimension: Int) -> [[Double]] {
    var (whole, axis) = (self, 0)
    while whole.vectors.count < vectors.count + count, axis < dimension {
      var unit = [Double](repeating: 0, count: dimension)
      unit[axis] = 1
      if let new = whole.remainder(of: unit, above: 1e-6) { whole.vectors.append(new) }
      axis += 1
    }
    return Array(whole.vectors[vectors.count...])
  }

  private func remainder(of vector: [Double], above floor: Double) -> [Double]? {
    var (rest, before) = (vector, Double.infinity)
    for _ in 0..<4 {
      let length = Self.length(rest)
      guard length > floor else { return nil }
      // A pass that takes little away has left the others' directions.
      if length > 0.7 * before { return rest.map { $0 / length } }
      before = length
      for other in vectors {
        var product = 0.0
        for j in rest.indices { product += rest[j] * other[j] }
        for j in rest.indices { rest[j] -= product * other[j] }
      }
    }
    return nil
  }

  static func length(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}

/// The best approximations of eigenvectors of a symmetric matrix C within a space.
struct RitzPairs {
  /// The eigenvalues, falling, and one vector each.
  let values: [Double]
  let vectors: [[Double]]
  /// The largest ‖C*v* − λ*v*‖/λ.
  let residual: Double

  static let none = RitzPairs(values: [], vectors: [], residual: .infinity)

  private init(values: [Double], vectors: [[Double]], residual: Double) {
    (self.values, self.vectors, self.residual) = (values, vectors, residual)
  }

  /// - Parameters:
  ///   - basis: *m* orthonormal vectors.
  ///   - images: C times each of them.
  ///   - wanted: how many pairs, at most.
  /// - Complexity: O(*d m*² + *m*³).
  init(_ basis: [[Double]], _ images: [[Double]], _ wanted: Int) throws(TrainingError) {
    let (q, image) = (Matrix(basis), Matrix(images))
    let projected = q.times(image.transposed)
    let eigen: SymmetricEigen
    do { eigen = try SymmetricEigen(projected) } catch { throw .numerical("principal components: \(error)") }
    let kept = (0..<min(wanted, basis.count)).map { basis.count - 1 - $0 }
    let weights = Matrix(kept.map { k in basis.indices.map { eigen.vectors[$0, k] } })
    let (vectors, products) = (weights.times(q), weights.times(image))
    values = kept.map { eigen.values[$0] }
    var residual = 0.0
    for (k, value) in values.enumerated() {
      let squares = (0..<q.columns).reduce(0) { sum, j in
        let difference = products[k, j] - value * vectors[k, j]
        return sum + difference * difference
      }
      residual = max(residual, value > 0 ? squares.squareRoot() / value : .infinity)
    }
    self.residual = residual
    self.vectors = kept.indices.map { k in (0..<q.columns).map { vectors[k, $0] } }
  }
}

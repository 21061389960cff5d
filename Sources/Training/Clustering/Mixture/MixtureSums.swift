import LinearAlgebra

/// What the rows say of the components by their probabilities: sums about the components' present means, so that
/// nothing cancels however far components stand apart.
struct MixtureSums: BlockStatistic {
  /// Σ w log p.
  var logLikelihood = 0.0
  /// Σ w log(largest probability).
  var certainty = 0.0
  /// One a component, of 1 and the deviations z − mean: Σ w r (1, z − mean)(1, z − mean)', upper triangle; off the
  /// diagonal of the squares 0 where the shape has no covariances.
  var moments: [Matrix]

  init(components: Int, dimension: Int) {
    moments = [Matrix](repeating: Matrix(rows: dimension + 1, columns: dimension + 1), count: components)
  }

  mutating func merge(_ later: consuming MixtureSums) {
    logLikelihood += later.logLikelihood
    certainty += later.certainty
    for c in moments.indices {
      moments[c].withMutableView { mine in
        later.moments[c].withView { other in
          for k in 0..<mine.rows * mine.columns { mine.base[k] += other.base[k] }
        }
      }
    }
  }

  /// The weight of a component.
  func size(_ component: Int) -> Double { moments[component][0, 0] }

  /// The components of the largest likelihood, each with `ridge` added to the diagonal of its covariance.
  ///
  /// - Parameter means: what the sums are about.
  func maximum(
    _ shape: MixtureShape, about means: [[Double]], ridge: [Double], regularization: Double
  ) throws(TrainingError) -> MixtureComponents {
    let total = moments.indices.reduce(0) { $0 + size($1) }
    for c in moments.indices where !(size(c) > 0) {
      throw .singularComponent(c + 1, regularization: regularization)
    }
    var covariances = moments.indices.map { scatter($0, shape) }
    if shape == .tied {
      var pooled = Matrix(rows: ridge.count, columns: ridge.count)
      for covariance in covariances { pooled.add(covariance, times: 1 / total) }
      covariances = covariances.map { _ in pooled }
    } else {
      covariances = covariances.indices.map { covariances[$0].scaled(by: 1 / size($0)) }
    }
    for c in covariances.indices {
      if shape == .spherical {
        let mean = ridge.indices.reduce(0) { $0 + covariances[c][$1, $1] } / Double(ridge.count)
        for j in ridge.indices { covariances[c][j, j] = mean }
      }
      for j in ridge.indices { covariances[c][j, j] += ridge[j] }
    }
    return try MixtureComponents(
      shape: shape, weights: moments.indices.map { size($0) / total },
      means: moments.indices.map { c in
        means[c].indices.map { means[c][$0] + moments[c][0, $0 + 1] / size(c) }
      }, covariances: covariances, regularization: regularization)
  }

  /// Σ w r (z − new mean)(z − new mean)', both triangles; its diagonal alone where the shape has no covariances.
  private func scatter(_ component: Int, _ shape: MixtureShape) -> Matrix {
    let moments = moments[component]
    var result = Matrix(rows: moments.rows - 1, columns: moments.columns - 1)
    for j in 0..<result.columns {
      for i in (shape.hasCovariances ? 0 : j)...j {
        result[i, j] = moments[i + 1, j + 1] - moments[0, i + 1] * moments[0, j + 1] / moments[0, 0]
        result[j, i] = result[i, j]
      }
    }
    return result
  }
}

extension Matrix {
  fileprivate mutating func add(_ other: Matrix, times factor: Double) {
    for j in 0..<columns { for i in 0..<rows { self[i, j] += factor * other[i, j] } }
  }
}

import CVectorMath
import LinearAlgebra

/// Where a penalised fit stands: a point, and the mean log-likelihood with its derivative there.
struct PenalizedPoint: Sendable {
  var coordinates: [Double]
  /// Mean log-likelihood a unit of weight.
  var logLikelihood: Double
  var gradient: [Double]
}

/// The quadratic that stands for the mean log-likelihood: its curvature, learnt from passes over the rows.
///
/// A Hessian is kept along the path; every pass corrects it along the step taken (BFGS: Nocedal and Wright, *Numerical
/// Optimization*, 2006, section 6.1), so that most passes only need a gradient.
struct PenalizedModel: Sendable {
  private(set) var hessian: Matrix
  let coordinates: StandardizedCoordinates

  init(_ hessian: Matrix, _ coordinates: StandardizedCoordinates) {
    self.hessian = hessian
    self.coordinates = coordinates
  }

  /// Where the quadratic around `point` is lowest under `penalty`.
  func minimum(
    around point: PenalizedPoint, from start: [Double], _ penalty: ElasticNet, screening: Double, tolerance: Double
  ) -> [Double] {
    let free = coordinates.free
    let size = hessian.rows - free
    // The intercept is solved for within: what is left is the curvature of centred columns.
    var curvature = Matrix(rows: size, columns: size)
    let border = free == 1 ? (0..<size).map { hessian[$0 + 1, 0] } : []
    let corner = free == 1 ? hessian[0, 0] : 1
    for j in 0..<size {
      for i in 0..<size {
        curvature[i, j] = hessian[i + free, j + free] - (free == 1 ? border[i] * border[j] / corner : 0)
      }
    }
    let center = Array(point.coordinates[free...])
    var linear = Array(point.gradient[free...])
    if free == 1 { for k in 0..<size { linear[k] -= border[k] * point.gradient[0] / corner } }
    for (k, value) in center.enumerated() where value != 0 {
      for i in 0..<size { linear[i] += curvature[i, k] * value }
    }
    let quadratic = PenalizedQuadratic(
      curvature: curvature, linear: linear, lower: coordinates.lower, upper: coordinates.upper)
    let found = quadratic.minimize(
      from: Array(start[free...]), penalty, screening: screening, tolerance: tolerance)
    if free == 0 { return found }
    var shift = point.gradient[0]
    for k in 0..<size { shift -= border[k] * (found[k] - center[k]) }
    return [point.coordinates[0] + shift / corner] + found
  }

  /// −g'δ + ½ δ'Hδ: by how much the mean loss changes, as the quadratic sees it.
  func change(from point: PenalizedPoint, to coordinates: [Double]) -> Double {
    let step = zip(coordinates, point.coordinates).map(-)
    return dot(step, product(step)) / 2 - dot(step, point.gradient)
  }

  /// Learns the curvature between two points.
  mutating func learn(from before: PenalizedPoint, to after: PenalizedPoint) {
    let step = zip(after.coordinates, before.coordinates).map(-)
    let fall = zip(before.gradient, after.gradient).map(-)
    let product = product(step)
    let (seen, expected) = (dot(step, fall), dot(step, product))
    // Steps so short that rounding fills the difference teach nothing.
    guard seen > 0, expected > 0, seen > 1e-20 else { return }
    let size = hessian.rows
    hessian.withMutableView { view in
      for j in 0..<size {
        let column = view.base + j * view.leadingDimension
        let (a, b) = (fall[j] / seen, product[j] / expected)
        for i in 0..<size { column[i] += fall[i] * a - product[i] * b }
      }
    }
  }

  private func product(_ step: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: step.count)
    hessian.withView { view in
      result.withUnsafeMutableBufferPointer { result in
        guard let result = result.baseAddress else { return }
        for (k, value) in step.enumerated() where value != 0 {
          cvm_axpy(value, view.base + k * view.leadingDimension, result, view.rows)
        }
      }
    }
    return result
  }
}

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
  private let free: Int
  private let lower, upper: [Double]

  init(_ hessian: Matrix, _ likelihood: some PenalizedLikelihood) {
    self.hessian = hessian
    (free, lower, upper) = (likelihood.free, likelihood.lower, likelihood.upper)
  }

  /// Where the quadratic around `point` is lowest under `penalty`.
  func minimum(
    around point: PenalizedPoint, from start: [Double], _ penalty: ElasticNet, screening: Double, tolerance: Double
  ) -> [Double] {
    let size = hessian.rows - free
    // What is free is solved for within: what is left is the curvature beside it, with an intercept that of centred columns.
    let corner = free > 0 ? try? SequentialCholesky(gram: hessian.selecting(Array(0..<free)), tolerance: 0) : nil
    if free > 0, corner?.kept.count != free { return point.coordinates }
    func solved(_ right: [Double]) -> [Double] { corner?.solve(right) ?? [] }
    let border = (0..<free).map { row in (0..<size).map { hessian[$0 + free, row] } }
    let shares = (0..<size).map { k in solved(border.map { $0[k] }) }
    let gradient = solved(Array(point.gradient[..<free]))
    var curvature = Matrix(rows: size, columns: size)
    for j in 0..<size {
      for i in 0..<size {
        var value = hessian[i + free, j + free]
        for row in 0..<free { value -= border[row][i] * shares[j][row] }
        curvature[i, j] = value
      }
    }
    let center = Array(point.coordinates[free...])
    var linear = Array(point.gradient[free...])
    for row in 0..<free { for k in 0..<size { linear[k] -= border[row][k] * gradient[row] } }
    for (k, value) in center.enumerated() where value != 0 {
      for i in 0..<size { linear[i] += curvature[i, k] * value }
    }
    let quadratic = PenalizedQuadratic(curvature: curvature, linear: linear, lower: lower, upper: upper)
    let found = quadratic.minimize(
      from: Array(start[free...]), penalty, screening: screening, tolerance: tolerance)
    let shifts = (0..<free).map { row in
      (0..<size).reduce(gradient[row]) { $0 - shares[$1][row] * (found[$1] - center[$1]) }
    }
    return zip(point.coordinates, shifts).map(+) + found
  }

  /// −g'δ + ½ δ'Hδ: by how much the mean loss changes, as the quadratic sees it.
  func change(from point: PenalizedPoint, to coordinates: [Double]) -> Double {
    let step = zip(coordinates, point.coordinates).map(-)
    return dot(step, product(step)) / 2 - dot(step, point.gradient)
  }

  /// What a pass at `coordinates` would find, as the quadratic sees it.
  func foreseen(_ coordinates: [Double], from point: PenalizedPoint) -> PenalizedPoint {
    let fall = product(zip(coordinates, point.coordinates).map(-))
    return PenalizedPoint(
      coordinates: coordinates, logLikelihood: point.logLikelihood - change(from: point, to: coordinates),
      gradient: zip(point.gradient, fall).map(-))
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

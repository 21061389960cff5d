import LinearAlgebra

/// A multinomial logit with coefficients for every class, as a penalty that selects takes it.
///
/// The likelihood only sees differences between classes; which of the coefficients that differ so are meant is said by the penalty,
/// which is the same for all of them. The coordinates are the intercepts of all classes but the first, which are free, and then the
/// coefficients of standardised columns, class after class. (Friedman, Hastie and Tibshirani, *Journal of Statistical Software* 33,
/// 2010, section 4.)
struct SymmetricClasses: PenalizedLikelihood {
  let likelihood: MultinomialLikelihood
  private let columns: StandardizedCoordinates
  let free: Int
  let lower, upper: [Double]
  var isQuadratic: Bool { false }

  /// - Parameter holdsCopies: whether of columns that say the same only the first may have coefficients.
  init(_ objective: Objective, classCount: Int, holdsCopies: Bool) throws(TrainingError) {
    var columns = StandardizedCoordinates(
      objective.design, try ParameterBounds([], objective.design, isStrict: false))
    if holdsCopies { columns.holdCopies(columns.hessian(objective.gram(of: nil, over: columns.parameters))) }
    self.columns = columns
    likelihood = MultinomialLikelihood(objective: objective, selection: columns.parameters, classCount: classCount)
    free = columns.free * (classCount - 1)
    (lower, upper) = (
      (0..<classCount).flatMap { _ in columns.lower }, (0..<classCount).flatMap { _ in columns.upper }
    )
  }

  /// The parameters of the design whose columns say what an earlier one says.
  var copies: [Int] { columns.copies.map { columns.parameters[$0] } }

  /// The coordinate of a class's coefficient of a column.
  private func place(_ k: Int, _ column: Int) -> Int { free + k * penalised + column }
  private var penalised: Int { columns.parameters.count - columns.free }
  private func scale(_ column: Int) -> Double { columns.scale[columns.free + column] }

  func evaluate(at coordinates: [Double], withHessian: Bool) -> (point: PenalizedPoint, hessian: Matrix?) {
    let parameters = parameters(coordinates)
    let share = 1 / max(likelihood.objective.totalWeight, .leastNormalMagnitude)
    let found = withHessian ? likelihood.evaluate(at: parameters) : nil
    guard
      let (logLikelihood, gradient) = found.map({ ($0.logLikelihood, $0.gradient) })
        ?? likelihood.score(at: parameters).map({ ($0.logLikelihood, $0.gradient) })
    else {
      let outside = PenalizedPoint(
        coordinates: coordinates, logLikelihood: -.infinity, gradient: coordinates.map { _ in .nan })
      return (outside, nil)
    }
    var slopes = [Double](repeating: 0, count: coordinates.count)
    for (c, parts) in derivatives.enumerated() {
      slopes[c] = parts.reduce(0) { $0 + $1.factor * gradient[$1.parameter] } * share
    }
    return (
      PenalizedPoint(coordinates: coordinates, logLikelihood: logLikelihood * share, gradient: slopes),
      found.map { hessian($0.negativeHessian).scaled(by: share) }
    )
  }

  /// Of every coordinate the parameters of the likelihood that it moves, and how far.
  private var derivatives: [[(parameter: Int, factor: Double)]] {
    let (width, classCount) = (columns.parameters.count, likelihood.classCount)
    var result = (0..<free).map { [(parameter: $0 * width, factor: 1.0)] }
    for k in 0..<classCount {
      for column in 0..<penalised {
        let factor = 1 / scale(column)
        func parameter(_ k: Int) -> Int { (k - 1) * width + columns.free + column }
        if k > 0 {
          result.append([(parameter: parameter(k), factor: factor)])
        } else {
          result.append((1..<classCount).map { (parameter: parameter($0), factor: -factor) })
        }
      }
    }
    return result
  }

  /// A Hessian in the parameters of the likelihood as one in the coordinates.
  private func hessian(_ hessian: Matrix) -> Matrix {
    let derivatives = derivatives
    var half = Matrix(rows: hessian.rows, columns: derivatives.count)
    for (c, parts) in derivatives.enumerated() {
      for part in parts { for row in 0..<hessian.rows { half[row, c] += part.factor * hessian[row, part.parameter] } }
    }
    var result = Matrix(rows: derivatives.count, columns: derivatives.count)
    for (c, parts) in derivatives.enumerated() {
      for part in parts {
        for other in derivatives.indices { result[c, other] += part.factor * half[part.parameter, other] }
      }
    }
    return result
  }

  /// The coordinates of intercepts that give the classes these shares, and of no coefficients.
  func null(_ shares: [Double]) -> [Double] {
    let intercepts = shares.dropFirst().map { Elementary.log($0 / shares[0]) }
    return (free > 0 ? intercepts : []) + [Double](repeating: 0, count: penalised * likelihood.classCount)
  }

  /// The parameters of the likelihood: differences from the first class.
  func parameters(_ coordinates: [Double]) -> [Double] {
    var result: [Double] = []
    for k in 1..<likelihood.classCount {
      if columns.free > 0 { result.append(coordinates[k - 1]) }
      for column in 0..<penalised {
        result.append((coordinates[place(k, column)] - coordinates[place(0, column)]) / scale(column))
      }
    }
    return result
  }

  /// Over the design's parameters the coefficients of every class, the first one's intercept 0.
  func coefficients(_ coordinates: [Double]) -> [[Double]] {
    (0..<likelihood.classCount).map { k in
      var result = [Double](repeating: 0, count: likelihood.objective.design.parameterCount)
      if columns.free > 0, k > 0 { result[0] = coordinates[k - 1] }
      for column in 0..<penalised {
        result[columns.parameters[columns.free + column]] = coordinates[place(k, column)] / scale(column)
      }
      return result
    }
  }

  /// The coordinates in the middle of those that the lasso takes for as good: where classes are even in number, it does not say
  /// where between the two middle coefficients of a column 0 is.
  func settled(_ coordinates: [Double]) -> [Double] {
    var result = coordinates
    for column in 0..<penalised {
      let places = (0..<likelihood.classCount).map { place($0, column) }
      let ordered = places.map { coordinates[$0] }.sorted()
      let middle = (ordered[(places.count - 1) / 2] + ordered[places.count / 2]) / 2
      if middle != 0 { for place in places { result[place] -= middle } }
    }
    return result
  }
}

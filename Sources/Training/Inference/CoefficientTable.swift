import ClienteleScoring
import LinearAlgebra

/// The coefficient table of one predictor, from a covariance of scaled parameters.
struct CoefficientTable: Sendable {
  let design: Design
  /// The parameters of the covariance; others are aliased.
  let selection: [Int]
  /// Degrees of freedom of Student's t; nil is the normal distribution.
  let freedom: Double?
  /// Which predictor the terms belong to, where a model has several.
  var part: String?

  /// The intercept, if there is one, and a row a term; `note` says why there are no errors where `covariance` is nil.
  ///
  /// - Parameter separated: parameters without a finite estimate.
  func rows(
    _ parameters: [Double], _ covariance: Matrix?, note: String = "not determined", separated: Set<Int> = []
  ) -> [TermEstimate] {
    let scale = OriginalScale(design: design)
    let (intercept, terms) = scale.estimates(parameters)
    let reference = Reference(freedom: freedom)
    let known = Set(selection)
    func row(_ name: String, _ estimate: Double, _ parameter: Int, _ variance: Double?) -> TermEstimate {
      var row = reference.row(
        name, known.contains(parameter) ? estimate : nil, variance, separated.contains(parameter))
      if covariance == nil, row.estimate != nil, row.note != "separated" { row.note = note }
      row.part = part
      return row
    }
    let variances = covariance.map { scale.variances($0, over: selection) }
    var rows: [TermEstimate] = []
    if design.hasIntercept {
      rows.append(row("(intercept)", intercept, 0, covariance.map { variance(of: scale.intercept, $0) }))
    }
    for (k, name) in design.encoder.termNames.enumerated() {
      rows.append(row(name, terms[k], design.parameterOfTerm[k], variances.flatMap { $0[k] }))
    }
    return rows
  }

  /// c'Vc.
  private func variance(of function: [Double], _ covariance: Matrix) -> Double {
    var sum = 0.0
    for (j, b) in selection.enumerated() {
      for (i, a) in selection.enumerated() { sum += function[a] * covariance[i, j] * function[b] }
    }
    return sum
  }
}

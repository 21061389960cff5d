import ClienteleScoring
import Tables
import Testing
import Training

/// The certified linear regressions of NIST's Statistical Reference Datasets.
@Suite struct NISTTests {
  struct Set: Decodable {
    struct Term: Decodable {
      let term: String
      let estimate, standardError: Double
    }
    let intercept: Bool
    let degree, predictors: Int
    let terms: [Term]
    let response: [Double]
    let predictorRows: [[Double]]
  }

  /// Correct digits of the worst estimate and of the worst standard error. NIST certifies 15 digits; what is asked here
  /// is what the condition of each set leaves of a double, see ``LeastSquares`` in the documentation.
  static let bars: [(String, Double)] = [
    ("Norris", 12), ("Pontius", 12), ("NoInt1", 12), ("NoInt2", 12), ("Longley", 12), ("Wampler1", 9),
    ("Wampler2", 12), ("Wampler3", 9), ("Wampler4", 8.5), ("Wampler5", 7), ("Filip", 7.5),
  ]

  @Test(arguments: bars) func digits(name: String, bar: Double) throws {
    let set = try #require(try reference("nist", as: [String: Set].self)[name])
    var columns = [Column("y", .double(set.response))]
    for j in 0..<set.predictors {
      let x = set.predictorRows.map { $0[j] }
      var power = x
      for degree in 1...set.degree {
        columns.append(Column("x\(j)^\(degree)", .double(power)))
        power = zip(power, x).map(*)
      }
    }
    var options = RegressionOptions()
    options.folds = 0
    options.hasIntercept = set.intercept
    let fit = try Regression(.linear, roles: ColumnRoles(target: "y"), options: options).train(try Table(columns))
    let rows = fit.model.certificate.terms
    #expect(fit.model.certificate.convergence.converged)
    #expect(rows.count == set.terms.count)
    let estimates = zip(rows, set.terms).map { digits($0.estimate, $1.estimate) }
    let errors = zip(rows, set.terms).map { digits($0.standardError, $1.standardError) }
    print("NIST \(name): estimates \(estimates.min() ?? 0), standard errors \(errors.min() ?? 0)")
    #expect(estimates.allSatisfy { $0 >= bar }, "\(estimates)")
    if set.terms.allSatisfy({ $0.standardError > 0 }) {
      #expect(errors.allSatisfy { $0 >= bar }, "\(errors)")
    } else {
      // A perfect fit: what is left of the residuals is rounding.
      #expect(rows.allSatisfy { ($0.standardError ?? 1) < 1e-4 * max(1, abs($0.estimate ?? 0)) })
    }
  }

  /// −log₁₀ of the relative error, at most 15.
  private func digits(_ value: Double?, _ certified: Double) -> Double {
    guard let value else { return 0 }
    let error = certified == 0 ? abs(value) : abs(value - certified) / abs(certified)
    var digits = 0.0
    var left = error
    while left < 1, digits < 15 { (left, digits) = (left * 10, digits + 1) }
    // The last step overshot: linear in between is close enough to compare.
    return left >= 1 && digits > 0 ? digits - (left - 1) / 9 : digits
  }
}

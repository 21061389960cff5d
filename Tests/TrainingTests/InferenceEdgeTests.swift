import ClienteleScoring
import Evaluation
import Tables
import Testing
import Training

/// Errors where designs are nearly singular or weights are few, and names and folds where tables are odd.
@Suite struct InferenceEdgeTests {
  private func fit(
    _ columns: [Column], weights: String? = nil, errors: StandardErrors = .classical, cluster: String? = nil
  ) throws -> FitCertificate {
    var options = RegressionOptions()
    options.folds = 0
    options.standardErrors = errors
    return try Regression(
      .linear, roles: ColumnRoles(target: "y", weights: weights, cluster: cluster), options: options
    )
    .fitOnly(Table(columns)).certificate
  }

  /// b = a + 2⁻²⁷ c, with a, c and the residual e orthogonal to each other and to 1, so that the intercept's variance is
  /// that of a regression on a and c, whose shift is a's mean only: σ² (1/n + mean²/Σ(a − mean)²), known exactly.
  @Test func interceptBesideNearlyEqualColumns() throws {
    let one = [1.0, -1, 1, -1, 1, -1, 1, -1]
    let two = [1.0, 1, -1, -1, 1, 1, -1, -1]
    let three = [1.0, 1, 1, 1, -1, -1, -1, -1]
    let a = one.map { 3 + $0 }
    let b = zip(a, two).map { $0 + $1 * 0x1p-27 }
    let y = zip(one, three).map { $0 + 0.5 * $1 }
    for errors in [StandardErrors.classical, .heteroskedastic] {
      let columns = [Column("a", .double(a)), Column("b", .double(b)), Column("y", .double(y))]
      let terms = try fit(columns, errors: errors).terms
      // Residuals are ±0.5: Σ e² / (8 − 3) = 0.4, and e² is constant, so that HC1 is 8/5 · 0.25 = 0.4 too.
      let exact = (0.4 * (1.0 / 8 + 9.0 / 8)).squareRoot()
      // Of 16 digits the condition of 10⁸ takes 8.
      #expect(relative(terms[0].standardError ?? .nan, exact) < 1e-6, "\(errors)")
      // The sine between a and b is 2⁻²⁷ = 7·10⁻⁹, within R's tolerance.
      #expect(terms[1].note == "nearly aliased" && terms[2].note == "nearly aliased" && terms[0].note == nil)
    }
  }

  @Test(arguments: [StandardErrors.classical, .heteroskedastic, .clustered(column: "c")])
  func weightsThatDoNotExceedTheTermsGiveNoErrors(errors: StandardErrors) throws {
    let columns = [
      Column("x", .double([1, 2, 3, 4, 6, 9])), Column("y", .double([2, 1, 4, 3, 5, 9])),
      Column("w", .double([0.1, 0.2, 0.1, 0.05, 0.1, 0.1])),
      Column("c", .text(TextValues(["a", "b", "c", "a", "b", "d"]))),
    ]
    let isClustered = errors != .classical && errors != .heteroskedastic
    let certificate = try fit(
      isClustered ? columns : Array(columns.prefix(3)), weights: "w", errors: errors, cluster: isClustered ? "c" : nil)
    #expect(certificate.terms.allSatisfy { $0.standardError == nil && $0.note == "no degrees of freedom" })
    #expect(certificate.dispersion.isNaN && certificate.logLikelihood.isNaN && certificate.aic == nil)
  }

  @Test func levelsCalledMissingOrOther() throws {
    let texts: [String?] = ["a", "missing", nil, "other", "rare", "a", "missing", "other", nil, "rarer", "a", "b", "b"]
    var fitter = EncoderFitter()
    fitter.minimumLevelWeight = 2
    let encoder = try fitter.fit(
      [Column("g", .text(TextValues(texts)))], rows: texts.count, weights: nil, reduction: .init(threads: 1))
    #expect(encoder.termNames == ["g[b]", "g[missing]", "g[other]", "g[(other)]", "g[(missing)]"])
  }

  @Test(arguments: [1e300, 1e-300])
  func columnsOutOfRangeAreNamed(unit: Double) {
    #expect(throws: TrainingError.extremeValues(column: "x")) {
      try fit([Column("x", .double([1, 2, 3, 5].map { $0 * unit })), Column("y", .double([1, 3, 2, 4]))])
    }
  }

  @Test func smallWeightsPoolNothing() throws {
    let texts: [String?] = ["a", "a", "b", "c", "c"]
    let encoder = try EncoderFitter().fit(
      [Column("g", .text(TextValues(texts)))], rows: 5, weights: [0.3, 0.3, 0.2, 1e-9, 0.2],
      reduction: .init(threads: 1))
    #expect(encoder.termNames == ["g[b]", "g[c]"])
  }

  /// The same rows with rows of weight 0 among them are dealt to the same folds.
  @Test(arguments: [ModelKind.linear, .logistic])
  func rowsWithoutWeightDealNothing(kind: ModelKind) throws {
    let x = (0..<60).map { Double(($0 * 37) % 61) }
    let amounts = (0..<60).map { Double(($0 * 17) % 23) }
    let y: [Double] = kind == .linear ? amounts : amounts.map { $0 > 11 ? 1 : 0 }
    func held(_ positions: [Int], _ weights: [Double]) throws -> OutOfFold? {
      let table = try Table([
        Column("x", .double(positions.map { x[$0] })), Column("y", .double(positions.map { y[$0] })),
        Column("w", .double(weights)),
      ])
      return try Regression(kind, roles: ColumnRoles(target: "y", weights: "w"), options: RegressionOptions())
        .train(table).outOfFold
    }
    let plain = try #require(try held(Array(0..<60), [Double](repeating: 1, count: 60)))
    let doubled = (0..<120).map { $0 / 2 }
    let everySecond = (0..<120).map { Double($0 % 2) }
    let mixed = try #require(try held(doubled, everySecond))
    #expect(plain.folds == stride(from: 1, to: 120, by: 2).map { mixed.folds[$0] })
    // Sums run over twice the rows, in another order: a few units in the last place.
    for (k, link) in plain.links.enumerated() { #expect(abs(link - mixed.links[2 * k + 1]) < 1e-11) }
  }
}

import Foundation
import LinearAlgebra
import Testing
import Training

/// Gaussian mixtures against mclust from the same start (Tests/References/segments.R) and against their own definition.
@Suite struct MixtureTests {
  struct File: Decodable {
    struct Mixture: Decodable {
      let table, shape: String
      let segments: Int
      let logLikelihood, bic, icl: Double
      let weights: [Double]
      let means: [[Double]]
      let covariances: [[[Double]]]
    }
    let mixtures: [Mixture]
  }

  private func options(_ threads: Int = 2) -> ClusteringOptions {
    var options = ClusteringOptions()
    options.threads = threads
    options.maximumIterations = 100_000
    options.tolerance = 0
    return options
  }

  /// EM until the log-likelihood rests ends where its rounding ends: estimates within 10⁻⁶, the likelihood within their squares; ICL, which is
  /// not at its largest, within ten times as much as estimates.
  @Test func asInMclust() throws {
    let file: File = try reference("segments")
    #expect(file.mixtures.count == 12)
    for expected in file.mixtures {
      let data = try points(expected.table, expected.table == "iris" ? 4 : 3)
      var search = ClusteringOptions()
      search.starts = 50
      let start = try KMeans(segments: expected.segments, options: search).fit(data)
      let shape = try #require(MixtureShape(rawValue: expected.shape))
      let found = try GaussianMixture(
        segments: expected.segments, shape: shape, options: options(), regularization: 0
      ).fit(data, from: start.assignments)
      compare(found, expected)
    }
  }

  private func compare(_ found: MixtureFit, _ expected: File.Mixture) {
    let name = "\(expected.table) \(expected.shape) \(expected.segments)"
    #expect(found.converged, "\(name)")
    #expect(abs(found.logLikelihood - expected.logLikelihood) < 1e-8, "\(name): \(found.logLikelihood)")
    #expect(abs(found.bic - expected.bic) < 1e-7, "\(name): \(found.bic)")
    #expect(abs(found.icl - expected.icl) < 1e-5, "\(name): \(found.icl)")
    for (a, b) in zip(found.weights, expected.weights) { #expect(abs(a - b) < 1e-6, "\(name)") }
    for (a, b) in zip(found.means.joined(), expected.means.joined()) { #expect(abs(a - b) < 1e-6, "\(name)") }
    for (a, b) in zip(found.covariances, expected.covariances) {
      for i in 0..<a.rows { for j in 0..<a.columns { #expect(abs(a[i, j] - b[i][j]) < 1e-6, "\(name)") } }
    }
  }

  /// The log-likelihood is that of the components that are returned, row by row by their factors.
  @Test(arguments: MixtureShape.allCases)
  func definition(_ shape: MixtureShape) throws {
    let data = try points("mixture", 3)
    let found = try GaussianMixture(segments: 3, shape: shape, options: ClusteringOptions()).fit(data)
    #expect(found.converged && found.starts.count == 10)
    var (total, certainty) = (0.0, 0.0)
    for row in 0..<data.rows {
      let z = data.coordinates(ofRow: row)
      let densities = (0..<3).map { c in found.weights[c] * density(z, found.means[c], found.precisionFactors[c]) }
      let sum = densities.reduce(0, +)
      total += log(sum)
      certainty += log((densities.max() ?? 0) / sum)
      #expect(densities.firstIndex(of: densities.max() ?? 0) == Int(found.assignments[row]))
    }
    #expect(abs(total - found.logLikelihood) < 1e-9 * abs(total))
    let parameters = Double(shape.parameterCount(segments: 3, dimension: 3))
    #expect(abs(found.bic - (parameters * log(600) - 2 * total)) < 1e-6)
    #expect(abs(found.icl - found.bic + 2 * certainty) < 1e-6)
    #expect(abs(found.weights.reduce(0, +) - 1) < 1e-14 && found.weights == found.weights.sorted(by: >))
  }

  private func density(_ z: [Double], _ mean: [Double], _ factor: [Double]) -> Double {
    var (square, determinant, place) = (0.0, 1.0, 0)
    for i in z.indices {
      let value = (0...i).reduce(0) { $0 + factor[place + $1] * (z[$1] - mean[$1]) }
      square += value * value
      determinant *= factor[place + i]
      place += i + 1
    }
    return determinant * exp(-square / 2) / exp(0.9189385332046727 * Double(z.count))
  }

  /// The components that draws were made of: within four standard errors of means and shares.
  @Test func knownMixture() throws {
    let found = try GaussianMixture(segments: 3, shape: .full, options: ClusteringOptions()).fit(points("mixture", 3))
    let means = [[0.0, 0, 0], [4, 1, -2], [-3, 3, 2]]
    let (shares, spreads) = ([0.5, 0.3, 0.2], [[1, 1, 1], [1, 1, 1.5], [0.5, 1.2, 0.985]])
    for c in 0..<3 {
      #expect(abs(found.weights[c] - shares[c]) < 4 * (shares[c] * (1 - shares[c]) / 600).squareRoot())
      for j in 0..<3 {
        let error = spreads[c][j] / (600 * shares[c]).squareRoot()
        #expect(
          abs(found.means[c][j] - means[c][j]) < 4 * error, "component \(c), coordinate \(j): \(found.means[c][j])")
      }
    }
  }

  @Test(arguments: MixtureShape.allCases)
  func anyNumberOfThreadsGivesTheSameBits(_ shape: MixtureShape) throws {
    let data = points(clouds(rows: 40_000, dimension: 4, segments: 3, spread: 0.15, seed: 3))
    func fit(_ threads: Int) throws -> MixtureFit {
      var options = ClusteringOptions()
      options.threads = threads
      options.starts = 2
      options.maximumIterations = 15
      return try GaussianMixture(segments: 3, shape: shape, options: options).fit(data)
    }
    let one = try fit(1)
    for threads in [2, 7] { #expect(try fit(threads) == one) }
  }

  @Test(arguments: MixtureShape.allCases)
  func weightsAreRepetition(_ shape: MixtureShape) throws {
    let columns = clouds(rows: 600, dimension: 3, segments: 2, spread: 0.2, seed: 8)
    let copies = (0..<600).map { [0, 1, 1, 2, 3][$0 % 5] }
    let repeated = columns.map { column in column.indices.flatMap { [Double](repeating: column[$0], count: copies[$0]) }
    }
    let start = columns[0].map { Int32($0 > 0.5 ? 1 : 0) }
    let repeatedStart = start.indices.flatMap { [Int32](repeating: start[$0], count: copies[$0]) }
    let mixture = try GaussianMixture(segments: 2, shape: shape, options: options())
    let weighted = try mixture.fit(points(columns, weights: copies.map(Double.init)), from: start)
    let plain = try mixture.fit(points(repeated), from: repeatedStart)
    #expect(abs(weighted.logLikelihood - plain.logLikelihood) < 1e-9 * abs(plain.logLikelihood))
    #expect(abs(weighted.bic - plain.bic) < 1e-9 * abs(plain.bic))
    for (a, b) in zip(weighted.means.joined(), plain.means.joined()) { #expect(abs(a - b) < 1e-6) }
  }

  @Test func roundsThatAreTooFewSaySo() throws {
    var few = ClusteringOptions()
    few.maximumIterations = 3
    let found = try GaussianMixture(segments: 3, shape: .full, options: few).fit(points("iris", 4))
    #expect(!found.converged && found.iterations == 3 && found.starts.allSatisfy { !$0.converged })
  }
}

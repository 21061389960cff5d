import Evaluation

/// How a number of segments was chosen: every number's criteria side by side.
///
/// Chosen is, of a mixture, the number of smallest BIC; else the one of largest mean silhouette among those whose every
/// segment comes back in resampled tables (mean Jaccard similarity of at least ``patternSimilarity``), the smaller of
/// equals. Where none does, it is the number whose segments come back best on average.
package struct SegmentChoice: Sendable {
  /// One number of segments.
  package struct Candidate: Sendable {
    package let count: Int
    package let converged: Bool
    /// Σ w · distance² within segments; of a mixture −2 log-likelihood.
    package let deviance: Double
    package let bic: Double?
    /// The mean silhouette and its standard error.
    package let silhouette: Estimate?
    /// The gap statistic and its standard error, for k-means.
    package let gap: (value: Double, standardError: Double)?
    /// The mean Jaccard similarity of every segment over resampled tables.
    package let stability: [Double]
    /// The share of the smallest segment.
    package let smallestShare: Double
  }

  /// Why a number was chosen.
  package enum Reason: String, Sendable {
    case smallestBIC = "smallest_bic"
    case largestSilhouette = "largest_silhouette"
    /// No number has segments that all come back.
    case mostStable = "most_stable"
  }

  /// The similarity from which on a segment is a pattern (Hennig 2007).
  package static let patternSimilarity = 0.6

  package let candidates: [Candidate]
  package let chosen: Int
  package let reason: Reason
  /// The number that the gap statistic's own rule chooses.
  package let gapChoice: Int?
  /// The rows that criteria were computed on, all or a sample.
  package let rows: Int
  /// How many tables were resampled.
  package let replications: Int
  /// The first number of segments asked for that could not be found, and why.
  package let notFound: (count: Int, reason: String)?
  /// The stability of every segment of the model, by its number; nil where the sample has no partner of it.
  package private(set) var stability: [Double?] = []
  /// The rows that criteria were computed on, and their segments by the number chosen.
  private let sample: (rows: [Int], segments: [Int32])

  init(
    _ candidates: [Candidate], segments: [[Int32]], usesBIC: Bool, gapChoice: Int?, rows: [Int], replications: Int,
    notFound: (count: Int, reason: String)?
  ) throws(TrainingError) {
    self.candidates = candidates
    self.gapChoice = gapChoice
    self.rows = rows.count
    self.notFound = notFound
    self.replications = replications
    func best(_ among: [Candidate], _ value: (Candidate) -> Double?) -> Candidate? {
      among.filter { value($0) != nil }.max { a, b in
        let (x, y) = (value(a) ?? 0, value(b) ?? 0)
        return x < y || (x == y && a.count > b.count)
      }
    }
    let sound = candidates.filter { ($0.stability.min() ?? 0) >= Self.patternSimilarity }
    if usesBIC, let least = best(candidates, { $0.bic.map { -$0 } }) {
      (chosen, reason) = (least.count, .smallestBIC)
    } else if let clearest = best(sound, { $0.silhouette?.estimate }) {
      (chosen, reason) = (clearest.count, .largestSilhouette)
    } else if let steadiest = best(
      candidates, { $0.stability.isEmpty ? nil : $0.stability.reduce(0, +) / Double($0.stability.count) })
    {
      (chosen, reason) = (steadiest.count, .mostStable)
    } else {
      throw .invalidOption("--k: no number of segments in the range could be found in this table; give another range")
    }
    let (chosen, all) = (chosen, segments)
    sample = (rows, candidates.firstIndex { $0.count == chosen }.map { all[$0] } ?? [])
  }

  /// This choice with the stability of the segments of the model, which are numbered in their own way.
  ///
  /// - Parameter assignments: the segment of every row of the table.
  func matched(to assignments: [Int32], count: Int) -> SegmentChoice {
    var choice = self
    choice.stability = [Double?](repeating: nil, count: count)
    let candidate = candidates.first { $0.count == chosen }
    guard let candidate, let table = try? ContingencyTable(sample.segments, sample.rows.map { assignments[$0] })
    else { return choice }
    for (own, partner) in SegmentMatching(table).partners.enumerated() where own < candidate.stability.count {
      if let partner, partner < count { choice.stability[partner] = candidate.stability[own] }
    }
    return choice
  }
}

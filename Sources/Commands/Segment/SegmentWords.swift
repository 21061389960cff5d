import ClienteleScoring
import Training

extension SegmentChoice {
  /// Why the number was chosen, in a sentence or two.
  var words: String {
    let best = candidates.first { $0.count == chosen }
    var sentences: [String] = []
    switch reason {
    case .smallestBIC: sentences.append("\(chosen) segments have the smallest BIC")
    case .largestSilhouette:
      sentences.append(
        "\(chosen) segments have the largest silhouette (\(NumberText.significant(best?.silhouette?.estimate ?? .nan, 3))) of "
          + "the numbers whose every segment comes back in resampled tables (Jaccard similarity of at least "
          + "\(NumberText.significant(Self.patternSimilarity, 2)))")
    case .mostStable:
      sentences.append(
        "no number of segments has segments that all come back in resampled tables; those of \(chosen) do best on average: "
          + "take them as a division, not as groups that are there")
    }
    if let gapChoice, gapChoice != chosen { sentences.append("the gap statistic prefers \(gapChoice)") }
    if let notFound {
      sentences.append("\(notFound.count) could not be found: \(notFound.reason)")
    } else if chosen == candidates.last?.count, candidates.count > 1 {
      sentences.append("that is the most that were tried: more may do better")
    }
    return sentences.joined(separator: "; ")
  }

  /// Whether there is something to doubt.
  var isDoubtful: Bool { reason == .mostStable || candidates.contains { $0.count == chosen && !$0.converged } }
}

extension SegmentResult {
  /// What the search made small or large, in words.
  var objectiveWords: String {
    switch model.kind {
    case .gaussianMixture: "log-likelihood"
    case .kPrototypes: "cost"
    default: "within sum of squares"
    }
  }
}

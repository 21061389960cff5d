#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What probabilities of classes say of single rows; one array a class.
enum ClassProbabilities {
  /// The most probable class of every row, the first of equals.
  static func mostProbable(_ probabilities: [[Double]]) -> [Int] {
    var chosen = [Int](repeating: 0, count: probabilities.first?.count ?? 0)
    for k in probabilities.indices.dropFirst() {
      for row in chosen.indices where probabilities[k][row] > probabilities[chosen[row]][row] { chosen[row] = k }
    }
    return chosen
  }

  /// −log P(class observed).
  static func logLosses(_ probabilities: [[Double]], _ outcomes: [Int]) throws(UndefinedMetric) -> [Double] {
    let losses = outcomes.indices.map { -log(probabilities[outcomes[$0]][$0]) }
    if InputChecks.firstIndex(losses, where: { !$0.isFinite }) != nil { throw .certainAndWrong }
    return losses
  }

  /// Σₖ (*p*ₖ − [class *k* observed])², from 0 to 2: the score of G. Brier (1950), *Monthly Weather Review* 78, 1–3.
  static func brierLosses(_ probabilities: [[Double]], _ outcomes: [Int]) -> [Double] {
    outcomes.indices.map { row in
      probabilities.indices.reduce(0) { sum, k in
        let miss = probabilities[k][row] - (outcomes[row] == k ? 1 : 0)
        return sum + miss * miss
      }
    }
  }
}

/// What the links of several predictors say together in a row: the prediction, and how much of it every predictor moves.
///
/// A model of several predictors explains a number of its own: of a class its log-odds above those of the average
/// customer, of quantiles the one nearest to the median, of a hurdle the expected amount. The contribution of a feature
/// to it is Σₖ Gₖ · (its contribution to link k), the Gₖ chosen so that contributions add up.
struct Combination: Sendable {
  let function: ResponseFunction
  /// The links of the average training row.
  let baselines: [Double]
  /// What is explained, of the average training row.
  let baseline: Double
  let outputCount: Int
  /// Among the levels of quantiles, the position of the one nearest to the median.
  private let middle: Int

  init(_ function: ResponseFunction, baselines: [Double]) {
    self.function = function
    self.baselines = baselines
    outputCount = function.outputNames.count
    middle = Self.middle(of: function)
    baseline = Self.baseline(function, baselines, middle)
  }

  private static func middle(of function: ResponseFunction) -> Int {
    guard case .quantiles(let levels) = function else { return 0 }
    return levels.indices.min { (levels[$0] - 0.5).magnitude < (levels[$1] - 0.5).magnitude } ?? 0
  }

  private static func baseline(_ function: ResponseFunction, _ baselines: [Double], _ middle: Int) -> Double {
    switch function {
    case .mean, .orderedClasses, .components: baselines[0]
    case .classes, .segments: 0
    case .quantiles: baselines.sorted()[middle]
    case .hurdle: Hurdle(baselines).expected
    case .signedHurdle: SignedHurdle(baselines).expected
    }
  }

  /// What a row predicts and what is explained of it. `shares` gets Gₖ by predictor, `outputs` what is told beside the
  /// prediction.
  func combine(
    _ links: UnsafePointer<Double>, _ shares: UnsafeMutablePointer<Double>, _ outputs: UnsafeMutablePointer<Double>
  ) -> (prediction: Double, explained: Double) {
    let count = function.predictorCount
    shares.update(repeating: 0, count: count)
    switch function {
    case .mean(let link):
      shares[0] = 1
      return (link.mean(links[0]), links[0])
    case .classes:
      let chosen = softmax(links, count, outputs)
      shares[chosen] = 1
      return (Double(chosen), links[chosen] - baselines[chosen])
    case .orderedClasses(_, let thresholds):
      shares[0] = 1
      return (Double(orderedProbabilities(links[0], thresholds, outputs)), links[0])
    case .quantiles:
      let chosen = sort(links, count, outputs)
      shares[chosen] = 1
      return (outputs[middle], outputs[middle])
    case .components:
      shares[0] = 1
      outputs.update(from: links, count: count)
      return (links[0], links[0])
    case .segments: return (.nan, .nan)  // by ``SegmentRule``, which takes points and no links
    case .hurdle:
      let row = Hurdle(UnsafeBufferPointer(start: links, count: count))
      (outputs[0], outputs[1]) = (row.any, row.amount)
      row.shares(from: Hurdle(baselines), links, baselines, shares)
      return (row.expected, row.expected)
    case .signedHurdle:
      let row = SignedHurdle(UnsafeBufferPointer(start: links, count: count))
      (outputs[0], outputs[1], outputs[2], outputs[3]) = (row.any, row.isGain, row.gain, row.loss)
      row.shares(from: SignedHurdle(baselines), links, baselines, shares)
      return (row.expected, row.expected)
    }
  }

  /// The probabilities of classes, and the position of the most probable, the first of equals.
  private func softmax(
    _ links: UnsafePointer<Double>, _ count: Int, _ outputs: UnsafeMutablePointer<Double>
  ) -> Int {
    var chosen = 0
    for k in 1..<count where links[k] > links[chosen] { chosen = k }
    var sum = 0.0
    for k in 0..<count {
      outputs[k] = exponential(links[k] - links[chosen])
      sum += outputs[k]
    }
    for k in 0..<count { outputs[k] /= sum }
    return chosen
  }

  /// The probabilities of classes in order, and the position of the most probable, the first of equals.
  private func orderedProbabilities(
    _ link: Double, _ thresholds: [Double], _ outputs: UnsafeMutablePointer<Double>
  ) -> Int {
    let last = thresholds.count
    outputs[0] = inverseLogit(thresholds[0] - link)
    outputs[last] = inverseLogit(link - thresholds[last - 1])
    // σ(b) − σ(a) = σ(b) σ(−a) (1 − exp(a − b)): nothing cancels.
    for k in 1..<max(1, last) {
      let (low, high) = (thresholds[k - 1], thresholds[k])
      outputs[k] = inverseLogit(high - link) * inverseLogit(link - low) * oneMinusExponential(ofMinus: high - low)
    }
    var chosen = 0
    for k in 1...last where outputs[k] > outputs[chosen] { chosen = k }
    return chosen
  }

  /// Puts the links in ascending order, and returns the predictor that gave the one in the middle.
  private func sort(
    _ links: UnsafePointer<Double>, _ count: Int, _ outputs: UnsafeMutablePointer<Double>
  ) -> Int {
    for k in 0..<count {
      var place = k
      while place > 0 && outputs[place - 1] > links[k] {
        outputs[place] = outputs[place - 1]
        place -= 1
      }
      outputs[place] = links[k]
    }
    // Of predictors with the same link any explains it; a middle in its own place is itself.
    if links[middle] == outputs[middle] { return middle }
    return (0..<count).first { links[$0] == outputs[middle] } ?? middle
  }
}

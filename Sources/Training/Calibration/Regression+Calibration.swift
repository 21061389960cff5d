import ClienteleScoring
import Evaluation

extension Regression {
  /// Fits the calibrator to what the models of the folds said of rows they had not seen, and calibrates these rows by
  /// calibrators that had not seen them either.
  ///
  /// A row's own calibrator rests on models fitted without its fold *and* without the fold that they score: for folds *i*
  /// and *j* one fit without both serves the rows of either, so that nothing about a row's outcome is in its calibrated
  /// probability.
  ///
  /// - Complexity: K (K − 1)/2 fits and scorings of the table.
  func calibrate(
    _ outOfFold: OutOfFold, by method: CalibrationMethod, _ data: TrainingTable, _ penalty: ElasticNet,
    progress: (Double) -> Void
  ) throws(TrainingError) -> (curve: Calibrator.Curve, outOfFold: OutOfFold) {
    let curve = try fit(outOfFold.links, data, data.weights).curve(method)
    let (folds, count, rows) = (outOfFold.folds, outOfFold.foldCount, data.table.rowCount)
    // By fold left out of everything, the log-odds of the other rows.
    var inner = [[Double]](repeating: [Double](repeating: 0, count: rows), count: count)
    var unconverged = Set(outOfFold.unconverged)
    let pairs = (0..<count).flatMap { i in ((i + 1)..<max(count, i + 1)).map { (i, $0) } }
    for (done, (i, j)) in pairs.enumerated() {
      let both = [UInt8(i), UInt8(j)]
      let fit = try inFold(both[0]) { () throws(TrainingError) in
        try self.kindFit(data, weights: data.weights { !both.contains(folds[$0]) }, penalty, isStrict: false)
      }
      if !fit.isConverged { unconverged.formUnion([i + 1, j + 1]) }
      let logOdds = try score(fit.predictors, fit.function, fit.encoder, data).logOdds
      for row in 0..<rows {
        if folds[row] == both[0] { inner[j][row] = logOdds[row] }
        if folds[row] == both[1] { inner[i][row] = logOdds[row] }
      }
      progress(Double(done + 1) / Double(pairs.count))
    }
    var links = outOfFold.links
    for fold in 0..<count {
      let own = try inFold(UInt8(fold)) { () throws(TrainingError) in
        try self.fit(inner[fold], data, data.weights { folds[$0] != UInt8(fold) }).curve(method)
      }
      let calibrator = Calibrator(own)
      for row in 0..<rows where folds[row] == UInt8(fold) { links[row] = calibrator.logOdds(links[row]) }
    }
    return (curve, outOfFold.with(links: links, unconverged: unconverged.sorted()))
  }

  private func fit(_ logOdds: [Double], _ data: TrainingTable, _ weights: [Double]?) -> CalibratorFit {
    CalibratorFit(logOdds: logOdds, outcomes: data.target.values, weights: weights, reduction: reduction)
  }
}

extension OutOfFold {
  /// The same rows with other log-odds, and the probabilities of these.
  func with(links: [Double], unconverged: [Int]? = nil) -> OutOfFold {
    OutOfFold(
      folds: folds, foldCount: foldCount, links: links, predictions: links.map(inverseLogit), outputs: outputs,
      unconverged: unconverged ?? self.unconverged)
  }
}

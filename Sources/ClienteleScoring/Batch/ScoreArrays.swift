/// The arrays of ``Scores``, filled in place by the blocks.
struct ScoreArrays {
  private(set) var link: [Double] = []
  private(set) var prediction: [Double] = []
  private(set) var outputs: [[Double]] = []
  private(set) var reasons: ReasonTable?

  /// Makes arrays for `rows` rows (not 0), `outputs` further numbers and `width` reasons a row; `fill` must write to every
  /// element.
  init(rows: Int, outputs: Int, width: Int, fill: (ScoreOutput) -> Void) {
    var further: [[Double]] = []
    func lend(_ pointers: [UnsafeMutablePointer<Double>], _ fill: ([UnsafeMutablePointer<Double>]) -> Void) {
      if pointers.count == outputs { return fill(pointers) }
      var filled: [Double] = []
      filled = Array(unsafeUninitializedCapacity: rows) { buffer, initialized in
        guard let start = buffer.baseAddress else { return }
        lend(pointers + [start], fill)
        initialized = rows
      }
      further.append(filled)
    }
    lend([]) { pointers in self.fill(rows, width) { fill($0.with(pointers)) } }
    self.outputs = further.reversed()
  }

  private mutating func fill(_ rows: Int, _ width: Int, _ fill: (ScoreOutput) -> Void) {
    var prediction: [Double] = []
    var reasons: ReasonTable?
    link = Array(unsafeUninitializedCapacity: rows) { link, filled in
      prediction = Array(unsafeUninitializedCapacity: rows) { prediction, filled in
        guard let link = link.baseAddress, let prediction = prediction.baseAddress else { return }
        if width > 0 {
          reasons = ReasonTable(rows: rows, width: width) { reasons in
            fill(ScoreOutput(link: link, prediction: prediction, outputs: [], reasons: reasons))
          }
        } else {
          fill(ScoreOutput(link: link, prediction: prediction, outputs: [], reasons: nil))
        }
        filled = rows
      }
      filled = rows
    }
    self.prediction = prediction
    self.reasons = reasons
  }
}

extension ReasonTable {
  /// Makes a table for `rows` rows (not 0); `fill` must write to every element.
  fileprivate init(rows: Int, width: Int, fill: (ReasonOutput) -> Void) {
    var contributions: [Double] = []
    var rest: [Double] = []
    features = Array(unsafeUninitializedCapacity: rows * width) { features, filled in
      contributions = Array(unsafeUninitializedCapacity: rows * width) { contributions, filled in
        rest = Array(unsafeUninitializedCapacity: rows) { rest, filled in
          if let features = features.baseAddress, let contributions = contributions.baseAddress,
            let rest = rest.baseAddress
          {
            fill(ReasonOutput(width: width, features: features, contributions: contributions, rest: rest))
          }
          filled = rows
        }
        filled = rows * width
      }
      filled = rows * width
    }
    self.width = width
    self.contributions = contributions
    self.rest = rest
  }
}

/// Where the scores of a table go: arrays that blocks write to, each to its own rows.
struct ScoreOutput {
  let link: UnsafeMutablePointer<Double>
  let prediction: UnsafeMutablePointer<Double>
  /// One array an output of a model of several predictors.
  let outputs: [UnsafeMutablePointer<Double>]
  /// nil where no reasons are asked for.
  let reasons: ReasonOutput?

  func with(_ outputs: [UnsafeMutablePointer<Double>]) -> ScoreOutput {
    ScoreOutput(link: link, prediction: prediction, outputs: outputs, reasons: reasons)
  }
}

/// Where the reasons go, `width` a row.
struct ReasonOutput {
  let width: Int
  let features: UnsafeMutablePointer<Int32>
  let contributions: UnsafeMutablePointer<Double>
  let rest: UnsafeMutablePointer<Double>
}

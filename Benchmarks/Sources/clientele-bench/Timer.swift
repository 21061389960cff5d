import Foundation

/// Timings of one row, as a line of JSON.
struct Measurement: Encodable {
  let name: String
  let seconds: [Double]
  var deviance: Double?

  var line: String {
    get {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
  }
}

/// Runs the work once uncounted and then a number of times.
struct Timer {
  let name: String
  let repeats: Int

  init(_ name: String, repeats: Int) {
    self.name = name
    self.repeats = repeats
  }

  func time(_ body: () throws -> Void) throws -> Measurement {
    try time { () -> Double? in
      try body()
      return nil
    }
  }

  /// With the deviance that the work reached.
  func time(_ body: () throws -> Double?) throws -> Measurement {
    var deviance = try body()
    let seconds = try (0..<repeats).map { _ in
      let start = ContinuousClock.now
      deviance = try body()
      return (ContinuousClock.now - start) / .seconds(1)
    }
    return Measurement(name: name, seconds: seconds, deviance: deviance)
  }

  /// Seconds of one of `calls` calls in `body`, whose result keeps them from being left out.
  func time(calls: Int, _ body: () throws -> Double) throws -> Measurement {
    var sum = 0.0
    var measured = try time { () -> Double? in
      sum += try body()
      return nil
    }
    precondition(!sum.isNaN, "a score is a number")
    measured = Measurement(name: name, seconds: measured.seconds.map { $0 / Double(calls) })
    return measured
  }
}

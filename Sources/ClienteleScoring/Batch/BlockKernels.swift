// One pass over a block of a column each. Loops are free of branches and calls, so that they vectorise.

/// Adds what numbers contribute to `link`, leaves it in `contribution`, and counts the missing and those out of range.
@inline(never)
func addNumbers(
  _ x: UnsafePointer<Double>, _ count: Int, _ feature: PlannedFeature, _ contribution: UnsafeMutablePointer<Double>,
  _ link: UnsafeMutablePointer<Double>
) -> (missing: Int, outOfRange: Int) {
  var missing = 0
  var outOfRange = 0
  for row in 0..<count {
    let number = x[row]
    let value = number.isNaN ? feature.missing : feature.contribution(number)
    missing &+= number.isNaN ? 1 : 0
    outOfRange &+= feature.isOutOfRange(number) ? 1 : 0
    contribution[row] = value
    link[row] += value
  }
  return (missing, outOfRange)
}

/// Adds what codes (−1 for missing) contribute to `link`, leaves it in `contribution`, and counts the missing.
@inline(never)
func addCodes(
  _ codes: UnsafePointer<Int32>, _ count: Int, _ table: UnsafeBufferPointer<Double>,
  _ contribution: UnsafeMutablePointer<Double>, _ link: UnsafeMutablePointer<Double>
) -> Int {
  var missing: Int32 = 0
  var largest: UInt32 = 0
  for row in 0..<count {
    missing &+= codes[row] < 0 ? 1 : 0
    largest = max(largest, UInt32(bitPattern: codes[row] &+ 1))
  }
  precondition(Int(largest) < table.count, "a text column has a code without a level")
  guard let entries = table.baseAddress else { return 0 }
  for row in 0..<count {
    let value = entries[Int(codes[row] &+ 1)]
    contribution[row] = value
    link[row] += value
  }
  return Int(missing)
}

/// Adds an offset to `link`.
@inline(never)
func addOffset(_ x: UnsafePointer<Double>, _ count: Int, _ link: UnsafeMutablePointer<Double>) {
  for row in 0..<count { link[row] += x[row] }
}

/// The number of values that are infinite or NaN.
@inline(never)
func countNotFinite(_ x: UnsafePointer<Double>, _ count: Int) -> Int {
  var notFinite = 0
  for row in 0..<count { notFinite &+= (x[row] - x[row]).isNaN ? 1 : 0 }
  return notFinite
}

/// The inverse logit of every value.
@inline(never)
func inverseLogit(_ x: UnsafePointer<Double>, _ count: Int, _ y: UnsafeMutablePointer<Double>) {
  for row in 0..<count { y[row] = inverseLogit(x[row]) }
}

/// For every row the `width` contributions of largest size, the largest first, ties in feature order, and what is left.
///
/// `contributions` holds the features one after the other, `stride` apart.
@inline(never)
func chooseReasons(
  _ contributions: UnsafePointer<Double>, stride: Int, features: Int, rows: Int, width: Int, baseline: Double,
  _ link: UnsafePointer<Double>, _ chosen: UnsafeMutablePointer<Int32>, _ listed: UnsafeMutablePointer<Double>,
  _ rest: UnsafeMutablePointer<Double>
) {
  for row in 0..<rows {
    let own = contributions + row
    let position = chosen + row * width
    let value = listed + row * width
    var filled = 0
    for feature in 0..<features {
      let candidate = own[feature * stride]
      if filled == width && !(candidate.magnitude > value[width - 1].magnitude) { continue }
      var place = filled < width ? filled : width - 1
      while place > 0 && candidate.magnitude > value[place - 1].magnitude {
        value[place] = value[place - 1]
        position[place] = position[place - 1]
        place -= 1
      }
      value[place] = candidate
      position[place] = Int32(truncatingIfNeeded: feature)
      if filled < width { filled += 1 }
    }
    var sum = baseline
    for place in 0..<width { sum += value[place] }
    rest[row] = remainder(of: link[row], from: sum)
  }
}

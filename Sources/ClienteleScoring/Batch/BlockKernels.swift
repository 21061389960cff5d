// One pass over a block of a column each. Loops are free of branches and calls, so that they vectorise.

/// Adds what numbers contribute to `link`, leaves it in `contribution`, and counts the missing and those out of range.
func addNumbers(
  _ x: UnsafePointer<Double>, _ count: Int, _ feature: PlannedFeature, _ contribution: UnsafeMutablePointer<Double>,
  _ link: UnsafeMutablePointer<Double>
) -> (missing: Int, outOfRange: Int) {
  if feature.isBent { return addBentNumbers(x, count, feature, contribution, link) }
  if feature.lowestUsed > -.infinity { return addNumbers(x, count, feature, clips: true, contribution, link) }
  return addNumbers(x, count, feature, clips: false, contribution, link)
}

@inline(__always)
private func addNumbers(
  _ x: UnsafePointer<Double>, _ count: Int, _ feature: PlannedFeature, clips: Bool,
  _ contribution: UnsafeMutablePointer<Double>, _ link: UnsafeMutablePointer<Double>
) -> (missing: Int, outOfRange: Int) {
  typealias Vector = SIMD4<Double>
  let (center, slope, constant) = (feature.center, feature.slope, feature.constant)
  let (lowest, highest) = (Vector(repeating: feature.lowest), Vector(repeating: feature.highest))
  let replacement = Vector(repeating: feature.missing)
  var missing = SIMD4<Int64>.zero
  var outOfRange = SIMD4<Int64>.zero
  let vectorized = count & ~(Vector.scalarCount - 1)
  for row in stride(from: 0, to: vectorized, by: Vector.scalarCount) {
    let number = load(x + row)
    let isMissing = number .!= number
    let (isLow, isHigh) = (number .< lowest, number .> highest)
    let used = clips ? number.replacing(with: lowest, where: isLow).replacing(with: highest, where: isHigh) : number
    let value = ((used - center) * slope + constant).replacing(with: replacement, where: isMissing)
    missing = missing.replacing(with: missing &+ 1, where: isMissing)
    outOfRange = outOfRange.replacing(with: outOfRange &+ 1, where: isLow .| isHigh)
    store(value, contribution + row)
    store(load(link + row) + value, link + row)
  }
  var counts = (missing: Int(missing.wrappedSum()), outOfRange: Int(outOfRange.wrappedSum()))
  for row in vectorized..<count {
    let value = x[row].isNaN ? feature.missing : feature.contribution(x[row])
    if x[row].isNaN { counts.missing += 1 }
    if feature.isOutOfRange(x[row]) { counts.outOfRange += 1 }
    contribution[row] = value
    link[row] += value
  }
  return counts
}

/// The same of numbers that are bent, one by one.
@inline(never)
private func addBentNumbers(
  _ x: UnsafePointer<Double>, _ count: Int, _ feature: PlannedFeature, _ contribution: UnsafeMutablePointer<Double>,
  _ link: UnsafeMutablePointer<Double>
) -> (missing: Int, outOfRange: Int) {
  var counts = (missing: 0, outOfRange: 0)
  for row in 0..<count {
    let value = x[row].isNaN ? feature.missing : feature.contribution(x[row])
    if x[row].isNaN { counts.missing += 1 }
    if feature.isOutOfRange(x[row]) { counts.outOfRange += 1 }
    contribution[row] = value
    link[row] += value
  }
  return counts
}

@inline(__always)
private func load(_ source: UnsafePointer<Double>) -> SIMD4<Double> {
  UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Double>.self)
}

@inline(__always)
private func store(_ vector: SIMD4<Double>, _ target: UnsafeMutablePointer<Double>) {
  UnsafeMutableRawPointer(target).storeBytes(of: vector, as: SIMD4<Double>.self)
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
  for row in 0..<count { notFinite &+= x[row] - x[row] == 0 ? 0 : 1 }
  return notFinite
}

/// The inverse logit of every value.
@inline(never)
func inverseLogit(_ x: UnsafePointer<Double>, _ count: Int, _ y: UnsafeMutablePointer<Double>) {
  for row in 0..<count { y[row] = inverseLogit(x[row]) }
}

/// The exponential of every value.
@inline(never)
func exponentials(_ x: UnsafePointer<Double>, _ count: Int, _ y: UnsafeMutablePointer<Double>) {
  for row in 0..<count { y[row] = exponential(x[row]) }
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

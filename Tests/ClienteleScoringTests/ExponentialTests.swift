import ClienteleScoring
import Foundation
import Testing

@Suite("The exponential and the inverse logit")
struct ExponentialTests {
  /// x, the double nearest to eˣ, and what that lacks to eˣ in ulps; see References/exponential.py.
  private func references() throws -> [(x: Double, nearest: Double, lack: Double)] {
    try String(contentsOf: TestFiles.beside("References/exponential.txt"), encoding: .utf8)
      .split(separator: "\n").map { line in
        let fields = line.split(separator: " ")
        return (
          Double(bitPattern: try #require(UInt64(fields[0], radix: 16))),
          Double(bitPattern: try #require(UInt64(fields[1], radix: 16))), try #require(Double(fields[2]))
        )
      }
  }

  @Test("at most one ulp from mpmath, subnormal results included")
  func accuracy() throws {
    let references = try references()
    #expect(references.count > 3500)
    var worst = (error: 0.0, x: 0.0)
    for (x, nearest, lack) in references {
      // Neighbouring doubles are neighbouring bit patterns, so their difference counts ulps.
      let steps = Double(Int64(bitPattern: exponential(x).bitPattern) - Int64(bitPattern: nearest.bitPattern))
      let error = abs(steps - lack)
      if error > worst.error { worst = (error, x) }
    }
    #expect(worst.error <= 1, "\(worst.error) ulp at \(worst.x)")
  }

  /// log(1 + eˣ) of both signs; see References/softplus.py. Two roundings of an ulp each, and one of the exponential.
  @Test("log(1 + eˣ) within three ulps of mpmath")
  func softplusAccuracy() throws {
    let lines = try String(contentsOf: TestFiles.beside("References/softplus.txt"), encoding: .utf8).split(
      separator: "\n")
    #expect(lines.count > 1_000)
    for line in lines {
      let fields = line.split(separator: " ")
      let x = Double(bitPattern: try #require(UInt64(fields[0], radix: 16)))
      let expected = Double(bitPattern: try #require(UInt64(fields[1], radix: 16)))
      #expect(abs(softplus(x) - expected) <= 3 * expected.ulp, "\(x)")
    }
    #expect(softplus(800) == 800 && softplus(-800) == 0 && softplus(0) == 0x1.62e42fefa39efp-1)
    for p in [1e-300, 1e-9, 0.1, 0.5, 0.75, 1 - 1e-15] {
      #expect(abs(inverseLogit(logit(p)) - p) <= 1e-15 * max(p, 1e-300) * max(1, abs(logit(p))))
    }
  }

  @Test("the ends of the range")
  func ends() {
    #expect(exponential(709.782712893384).isFinite)
    #expect(exponential(709.7827128933841) == .infinity)
    #expect(exponential(1e300) == .infinity && exponential(.infinity) == .infinity)
    #expect(exponential(-745.1332191019411) == 5e-324)
    #expect(exponential(-745.1332191019412) == 0)
    #expect(exponential(-1e300) == 0 && exponential(-.infinity) == 0)
    #expect(exponential(.nan).isNaN)
  }

  @Test("the inverse logit keeps its relative accuracy in both tails")
  func tails() throws {
    // e⁻ˣ and 1/(1 + e⁻ˣ) have an ulp each, the division half of one: three in all.
    for (x, nearest, _) in try references() where x < -40 && x > -708 {
      let error = abs(inverseLogit(x) - nearest) / nearest.ulp
      #expect(error <= 3, "\(error) ulp at \(x)")
    }
    for x in stride(from: -36.0, through: 36, by: 0.37) {
      let sum = inverseLogit(x) + inverseLogit(-x)
      #expect(abs(sum - 1) <= 2 * Double.ulpOfOne, "x = \(x): p + q = \(sum)")
    }
    #expect(inverseLogit(0) == 0.5 && inverseLogit(800) == 1 && inverseLogit(-800) == 0)
    #expect(inverseLogit(.nan).isNaN)
  }

  @Test("a probability never falls when the link rises by a lot of small steps")
  func monotonicity() {
    // Steps of 1e-6 change p by far more than its error wherever p is not yet 1.
    var last = 0.0
    for step in 0..<200_000 {
      let p = inverseLogit(-20 + 1e-4 * Double(step))
      #expect(p >= last, "at step \(step)")
      last = p
    }
  }
}

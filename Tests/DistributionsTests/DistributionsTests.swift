import Distributions
import Testing

/// Tails and quantiles against mpmath. The tolerance 1e-12 is what the doc comments promise: a tail of 1e-300 has an
/// exponent of 690, of which a double's half-ulp is 4e-14, and the factors of the prefix lose a few more.
@Suite struct DistributionsTests {
  private let references: DistributionReferences

  init() throws { references = try .load() }

  @Test func normalTails() {
    for row in references.normal {
      expectClose(Normal.upperTail(row.z), row.upper, tolerance: 1e-12, "normal upper z=\(row.z)")
      expectClose(Normal.cumulative(-row.z), row.upper, tolerance: 1e-12, "normal lower z=\(-row.z)")
      let twoSided = row.z < 0 ? 2 * Normal.cumulative(row.z) : 2 * Normal.upperTail(row.z)
      #expect(Normal.twoSidedPValue(row.z) == twoSided)
    }
  }

  @Test func normalQuantiles() {
    for row in references.normalQuantile {
      // AS 241 promises about 1 part in 1e16; near p = ½ the subtraction p − ½ is exact.
      expectClose(Normal.quantile(row.p), row.value, tolerance: 1e-15, "normal quantile p=\(row.p)")
    }
    #expect(abs(Normal.quantile(0.975) - 1.959963984540054) < 1e-15)
    #expect(Normal.quantile(0.5) == 0)
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
    #expect(Normal.quantile(1.5).isNaN)
    #expect(Normal.quantile(.nan).isNaN)
  }

  @Test func studentTails() {
    for row in references.studentT {
      let distribution = StudentT(degreesOfFreedom: row.df)
      expectClose(distribution.upperTail(row.t), row.upper, tolerance: 1e-12, "t upper df=\(row.df) t=\(row.t)")
      expectClose(distribution.cumulative(-row.t), row.upper, tolerance: 1e-12, "t lower df=\(row.df) t=\(-row.t)")
      if row.t >= 0 {
        #expect(distribution.twoSidedPValue(-row.t) == 2 * distribution.upperTail(row.t))
      }
    }
  }

  @Test func studentQuantiles() {
    for row in references.studentTQuantile {
      let distribution = StudentT(degreesOfFreedom: row.df)
      let value = distribution.quantile(row.upper)
      // The condition number of a quantile with respect to log p is up to 1/ν: ten for ν = 0.1, and the argument
      // `½ − p` near the median is exact.
      expectClose(-value, row.value, tolerance: 1e-12 * max(1, 1 / row.df), "t quantile df=\(row.df) p=\(row.upper)")
    }
  }

  @Test func studentEdges() {
    let distribution = StudentT(degreesOfFreedom: 7)
    #expect(distribution.quantile(0.5) == 0)
    #expect(distribution.quantile(0) == -.infinity)
    #expect(distribution.quantile(1) == .infinity)
    #expect(distribution.quantile(-0.1).isNaN)
    #expect(distribution.upperTail(.nan).isNaN)
    #expect(distribution.upperTail(.infinity) == 0)
    #expect(distribution.twoSidedPValue(0) == 1)
    // Cauchy: P(T > t) = 1/(π t) far out, where t² has long overflowed.
    let cauchy = StudentT(degreesOfFreedom: 1)
    expectClose(cauchy.upperTail(1e200), "3.1830988618379067e-201", tolerance: 1e-12, "Cauchy tail")
    expectClose(cauchy.quantile(1e-200), "-3.1830988618379067e199", tolerance: 1e-12, "Cauchy quantile")
    expectClose(cauchy.quantile(0.75), "1", tolerance: 1e-14, "Cauchy quartile")
  }

  @Test func chiSquaredTails() {
    for row in references.chiSquared {
      let distribution = ChiSquared(degreesOfFreedom: row.df)
      if let upper = row.upper {
        expectClose(distribution.upperTail(row.x), upper, tolerance: 1e-12, "chi2 upper df=\(row.df) x=\(row.x)")
      }
      if let lower = row.lower {
        expectClose(distribution.cumulative(row.x), lower, tolerance: 1e-12, "chi2 lower df=\(row.df) x=\(row.x)")
      }
    }
    #expect(ChiSquared(degreesOfFreedom: 3).upperTail(-1) == 1)
    #expect(ChiSquared(degreesOfFreedom: 3).upperTail(.infinity) == 0)
    #expect(ChiSquared(degreesOfFreedom: 3).upperTail(.nan).isNaN)
  }

  @Test func chiSquaredQuantiles() {
    for row in references.chiSquaredQuantile {
      let value = ChiSquared(degreesOfFreedom: row.df).quantile(row.p)
      expectClose(value, row.value, tolerance: 1e-12 * max(1, 1 / row.df), "chi2 quantile df=\(row.df) p=\(row.p)")
    }
    #expect(ChiSquared(degreesOfFreedom: 3).quantile(0) == 0)
    #expect(ChiSquared(degreesOfFreedom: 3).quantile(1) == .infinity)
    #expect(ChiSquared(degreesOfFreedom: 3).quantile(2).isNaN)
  }

  @Test func fTails() {
    for row in references.f {
      let distribution = FDistribution(numerator: row.d1, denominator: row.d2)
      expectClose(distribution.upperTail(row.f), row.upper, tolerance: 1e-12, "F \(row.d1),\(row.d2) f=\(row.f)")
    }
    #expect(FDistribution(numerator: 2, denominator: 5).upperTail(0) == 1)
    #expect(FDistribution(numerator: 2, denominator: 5).upperTail(.infinity) == 0)
    #expect(FDistribution(numerator: 2, denominator: 5).upperTail(.nan).isNaN)
  }
}

import Distributions
import Testing

@Suite struct SplitMix64Tests {
  /// The published first numbers of seed 1234567.
  @Test func numbersAreThePublishedOnes() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test func boundedNumbersAreEven() {
    var generator = SplitMix64(seed: 3)
    for bound in [1, 2, 3, 7, 10] {
      let draws = 7000
      var counts = [Double](repeating: 0, count: bound)
      for _ in 0..<draws { counts[generator.next(below: bound)] += 1 }
      let expected = Double(draws) / Double(bound)
      let statistic = counts.map { ($0 - expected) * ($0 - expected) / expected }.reduce(0, +)
      // The seed is fixed: a p-value below 1e-4 would be a fault, not bad luck.
      if bound > 1 {
        #expect(ChiSquared(degreesOfFreedom: Double(bound - 1)).upperTail(statistic) > 1e-4, "bound \(bound)")
      } else {
        #expect(counts == [Double(draws)])
      }
    }
  }

  @Test func shuffleKeepsEveryIndex() {
    var generator = SplitMix64(seed: 9)
    var indices = Array(0..<1000)
    generator.shuffle(&indices)
    #expect(indices != Array(0..<1000))
    #expect(indices.sorted() == Array(0..<1000))
  }
}

import Reports
import Testing

@Suite struct NumberTests {
  @Test func anIntervalDecidesTheDigits() {
    let auc = Ranged(value: 0.83631, lower: 0.81329, upper: 0.85933)
    #expect(NumberText.text(auc) == "0.836")
    #expect(NumberText.interval(auc) == "0.813 to 0.859")
    let money = Ranged(value: 2_709.6, lower: 640.2, upper: 4_790.4)
    #expect(NumberText.text(money, .money("€")) == "€2,710")
    #expect(NumberText.interval(money, .money("EUR"), isSigned: true) == "+EUR\u{A0}640 to +EUR\u{A0}4,790")
    let share = Ranged(value: 0.104, lower: 0.0812, upper: 0.127)
    #expect(NumberText.interval(share, .percent) == "8.1 to 12.7\u{A0}%")
    #expect(
      NumberText.text(Ranged(value: -0.0121, lower: -0.0147, upper: -0.0095), .percent, isSigned: true)
        == "−1.21\u{A0}pp")
  }

  @Test func numbersAloneShowFourDigits() {
    let cases: [(Double, String)] = [
      (0.5, "0.5"), (0.26847, "0.2685"), (4621.6965, "4,622"), (1_234_567, "1,234,567"), (1.8e-13, "1.8e−13"),
      (0, "0"), (-0.0, "0"), (-0.00004, "−0.00004"), (12.3456, "12.35"), (1e20, "1.0e20"), (.nan, "–"),
      (-.infinity, "−∞"), (99_999.5, "100,000"), (0.1 + 0.2, "0.3"), (5e-324, "5.0e−324"),
    ]
    for (value, text) in cases { #expect(NumberText.text(value) == text) }
  }

  @Test func roundingCarries() {
    #expect(NumberText.text(9.9996, decimals: 3) == "10.000")
    #expect(NumberText.text(0.0004, decimals: 3) == "0.000")
    #expect(NumberText.text(-0.0004, decimals: 3) == "0.000")
    #expect(NumberText.text(0.0005, decimals: 3) == "0.001")
    #expect(NumberText.text(999_999.96, decimals: 1) == "1,000,000.0")
    #expect(NumberText.probability(0.0004) == "<0.001")
    #expect(NumberText.probability(0.05) == "0.050")
  }

  @Test func ticksAreRound() {
    #expect(Ticks(in: 0...1, count: 5).values == [0, 0.2, 0.4, 0.6, 0.8, 1])
    #expect(Ticks(in: -0.07...0.043, count: 6).values == [-0.06, -0.04, -0.02, 0, 0.02, 0.04])
    #expect(Ticks(in: 0...3, count: 5).values == [0, 1, 2, 3])
    #expect(Ticks(in: 13_000...87_000, count: 5).values == [20_000, 40_000, 60_000, 80_000])
    #expect(Ticks(in: 1e-7...4e-7, count: 5).decimals == 7)
    #expect(Ticks(in: 3...3, count: 5).values == [3])
  }

  /// Never more than asked for, never fewer than a third: 1, 2 and 5 lie at most 2.5 apart.
  @Test func ticksAreNeitherManyNorFew() {
    for power in stride(from: -9.0, through: 9, by: 1) {
      for width in stride(from: 1.0, through: 9.9, by: 0.37) {
        let span = (0..<Int(power.magnitude)).reduce(width) { value, _ in power < 0 ? value / 10 : value * 10 }
        let count = Ticks(in: 0...span, count: 5).values.count
        #expect((2...6).contains(count), "0 to \(span): \(count)")
      }
    }
  }
}

import CVectorMath
import Testing

@Suite struct ExponentialTests {
  @Test func edges() {
    let x: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, 709.782712893384, 710, -745.13, -746, .leastNonzeroMagnitude,
    ]
    var y = [Double](repeating: 0, count: x.count)
    cvm_exp(x, &y, x.count)
    #expect(y[0] == 1 && y[1] == 1 && y[2] == .infinity && y[3] == 0 && y[4].isNaN)
    #expect(y[6] == .infinity && y[7] == .leastNonzeroMagnitude && y[8] == 0 && y[9] == 1)
  }
}

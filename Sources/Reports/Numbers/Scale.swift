/// A linear map from numbers to places in a drawing.
struct Scale {
  /// The numbers.
  let domain: ClosedRange<Double>
  /// Where the lower and the upper one are.
  let from, to: Double

  /// Maps `domain`, widened where it is a single number.
  init(_ domain: ClosedRange<Double>, from: Double, to: Double) {
    let isPoint = domain.upperBound - domain.lowerBound <= 0
    let margin = domain.lowerBound == 0 ? 1 : domain.lowerBound.magnitude / 2
    self.domain = isPoint ? domain.lowerBound - margin...domain.upperBound + margin : domain
    self.from = from
    self.to = to
  }

  /// The place of a number; those outside are put at the nearest end.
  func callAsFunction(_ value: Double) -> Double {
    let share = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return from + min(1, max(0, share)) * (to - from)
  }

  /// The smallest range that holds all finite `values` and is as wide as round ticks make it; 0 to 1 for none.
  static func domain(of values: [Double], including anchors: [Double] = [], ticks: Int = 5) -> ClosedRange<Double> {
    let finite = (values + anchors).filter { $0.isFinite && $0.magnitude < 1e300 }
    guard let least = finite.min(), let greatest = finite.max() else { return 0...1 }
    guard least < greatest else { return Scale(least...greatest, from: 0, to: 1).domain }
    let inner = Ticks(in: least...greatest, count: ticks).values
    guard inner.count > 1 else { return least...greatest }
    let step = inner[1] - inner[0]
    let low = (least / step + 1e-9).rounded(.down) * step
    let high = (greatest / step - 1e-9).rounded(.up) * step
    return min(low, least)...max(high, greatest)
  }
}

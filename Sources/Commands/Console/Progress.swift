/// A line on a terminal that says what goes on, once it lasts longer than a second.
struct Progress {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?

  /// A line that is drawn if standard error is a terminal and `isQuiet` is false.
  init(isQuiet: Bool) { isShown = Console.isInteractive && !isQuiet }

  /// Says that `share` of `stage` is done.
  mutating func update(_ stage: String, _ share: Double) {
    let now = ContinuousClock.now
    guard isShown, now - start > .seconds(1), now - (lastDrawn ?? start) > .milliseconds(100) else { return }
    lastDrawn = now
    let filled = Int((min(max(share, 0), 1) * 24).rounded())
    let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: 24 - filled)
    Console.hint("\r\u{1B}[K\(bar) \(stage)")
  }

  /// Takes the line away.
  mutating func clear() {
    if lastDrawn != nil { Console.hint("\r\u{1B}[K") }
    lastDrawn = nil
  }
}

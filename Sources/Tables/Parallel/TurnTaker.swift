/// Runs what tasks leave to be done in the order of the tasks' numbers, without making any of them wait.
///
/// A task hands in its part when it has ended. Whoever hands in the part whose turn it is runs it, and then all that
/// follow and are there.
final class TurnTaker {
  private let lock = Lock()
  private var parts: [Int: () -> Void] = [:]
  private var next = 0
  private var isRunning = false

  /// Hands in the part number `turn`, counted from 0; every number must come once.
  func take(_ turn: Int, _ part: @escaping () -> Void) {
    lock.withLock { parts[turn] = part }
    while let part = nextPart() {
      part()
      lock.withLock { isRunning = false }
    }
  }

  /// The part whose turn it is, if it is there and no other is running.
  private func nextPart() -> (() -> Void)? {
    lock.withLock {
      guard !isRunning, let part = parts.removeValue(forKey: next) else { return nil }
      isRunning = true
      next += 1
      return part
    }
  }
}

import Tables

/// The results of `body` for 0..<count, in order, at most `threads` at a time.
func concurrentMap<Element: Sendable>(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Element) -> [Element] {
  [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
    // Every task initializes its own slot and no other.
    nonisolated(unsafe) let slots = buffer
    Workers.run(tasks: count, workers: threads) { _, task in slots.initializeElement(at: task, to: body(task)) }
    initialized = count
  }
}

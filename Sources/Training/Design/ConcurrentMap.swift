import Dispatch

/// The results of `body` for 0..<count, in order, at most `threads` at a time.
func concurrentMap<Element: Sendable>(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Element) -> [Element] {
  if threads == 1 || count < 2 { return (0..<count).map(body) }
  return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
    // Every iteration initializes its own slot and no other.
    nonisolated(unsafe) let slots = buffer
    let workers = min(threads, count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for k in stride(from: worker, to: count, by: workers) { slots.initializeElement(at: k, to: body(k)) }
    }
    initialized = count
  }
}

import Tables

/// Runs the same computation for two models beside each other; each one's result is the same as if it ran alone.
enum Concurrently {
  /// The value of `body` for both models.
  static func both<Value: Sendable>(
    workers: Int = Workers.processorCount, _ body: (ComparedModel) -> Value
  ) -> (a: Value, b: Value) {
    var a: Value?
    var b: Value?
    withUnsafeMutablePointer(to: &a) { a in
      withUnsafeMutablePointer(to: &b) { b in
        nonisolated(unsafe) let slots = (a, b)
        Workers.run(tasks: 2, workers: workers) { _, task in
          if task == 0 { slots.0.pointee = body(.a) } else { slots.1.pointee = body(.b) }
        }
      }
    }
    // Both tasks have run; the second arms are never taken.
    return (a ?? body(.a), b ?? body(.b))
  }
}

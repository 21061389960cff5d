/// Doubles in memory that starts at a cache line, owned by one worker for the length of a pass.
package final class AlignedBuffer {
  package let pointer: UnsafeMutablePointer<Double>
  let count: Int

  init(count: Int) {
    self.count = max(count, 1)
    pointer = UnsafeMutableRawPointer.allocate(byteCount: self.count * MemoryLayout<Double>.stride, alignment: 64)
      .bindMemory(to: Double.self, capacity: self.count)
    pointer.initialize(repeating: 0, count: self.count)
  }

  deinit { pointer.deallocate() }
}

/// Lends the elements of `array` from `index` on, or nil where there is no array.
func withOptionalPointer<Result>(
  _ array: [Double]?, from index: Int, _ body: (UnsafePointer<Double>?) -> Result
) -> Result {
  guard let array else { return body(nil) }
  return array.withUnsafeBufferPointer { body($0.baseAddress.map { $0 + index }) }
}

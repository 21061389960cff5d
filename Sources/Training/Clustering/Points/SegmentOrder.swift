/// Numbers segments in an order that does not depend on how they were found: the largest first, those of equal size by
/// their centres' coordinates, the first that differs deciding.
package enum SegmentOrder {
  /// The old number of every new one.
  package static func order(sizes: [Double], centers: [[Double]]) -> [Int] {
    sizes.indices.sorted { a, b in
      if sizes[a] != sizes[b] { return sizes[a] > sizes[b] }
      if centers[a] != centers[b] { return centers[a].lexicographicallyPrecedes(centers[b]) }
      return a < b
    }
  }

  /// Puts new numbers in the place of old ones.
  package static func renumber(_ assignments: inout [Int32], by order: [Int]) {
    var new = [Int32](repeating: 0, count: order.count)
    for (number, old) in order.enumerated() { new[old] = Int32(number) }
    assignments.withUnsafeMutableBufferPointer { assignments in
      for row in assignments.indices where assignments[row] >= 0 { assignments[row] = new[Int(assignments[row])] }
    }
  }
}

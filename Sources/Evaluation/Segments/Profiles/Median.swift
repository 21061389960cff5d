/// The median by selection: of an even number of values, the mean of the two in the middle.
///
/// It is that of ``WeightedQuantiles`` for weights of 1, without the sort.
///
/// Source: C. Hoare (1961), algorithm 65, *Communications of the ACM* 4, 321–322; the pivot is the middle one of three.
enum Median {
  /// The median of `values`, of which there is one at least and none is NaN; they are left in another order.
  ///
  /// - Complexity: O(*n*) as a rule, O(*n* log *n*) at most.
  static func select(_ values: inout [Double]) -> Double {
    let middle = values.count / 2
    let isOdd = values.count % 2 == 1
    return values.withUnsafeMutableBufferPointer { values in
      place(middle, in: values)
      let upper = values[middle]
      guard !isOdd, let lower = values[..<middle].max() else { return upper }
      return lower + (upper - lower) / 2
    }
  }

  /// Puts the value there that a sort would put at `position`, nothing larger before it and nothing smaller behind it.
  private static func place(_ position: Int, in values: UnsafeMutableBufferPointer<Double>) {
    var (low, high) = (0, values.count - 1)
    // As many as halves would take twice over: then the pivots are bad ones, and a sort is safe.
    var budget = 2 * (Int.bitWidth - values.count.leadingZeroBitCount)
    while low < high {
      guard budget > 0 else {
        var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
        return rest.sort()
      }
      budget -= 1
      let (first, second, third) = (values[low], values[(low + high) / 2], values[high])
      let pivot = max(min(first, second), min(max(first, second), third))
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if position <= right {
        high = right
      } else if position >= left {
        low = left
      } else {
        return
      }
    }
  }
}

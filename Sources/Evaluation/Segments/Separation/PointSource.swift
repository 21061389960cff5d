/// Points that a segmentation is judged on, read in blocks from whoever holds them.
package protocol PointSource: Sendable {
  var rows: Int { get }
  /// The number of numeric coordinates.
  var dimension: Int { get }
  /// The number of groups of every categorical coordinate.
  var groupCounts: [Int] { get }
  /// One weight a row, finite and not negative; nil is 1. Weights count as repetitions.
  var weights: [Double]? { get }
  /// The coordinates of `rows`, column-major: column j starts at j · stride.
  func readColumns(_ rows: Range<Int>, into buffer: UnsafeMutablePointer<Double>, stride: Int)
  /// The codes of `rows`, row-major: rows.count × groupCounts.count.
  func readCodes(_ rows: Range<Int>, into buffer: UnsafeMutablePointer<Int32>)
}

/// A block of points, column-major, with room for `capacity` rows: column j starts at j · stride. Freed by who made it.
package struct PointBlock {
  package let columns: UnsafeMutablePointer<Double>
  package let codes: UnsafeMutablePointer<Int32>
  package let capacity, stride, dimension, categories: Int
  package private(set) var count = 0

  package init(of source: some PointSource, capacity: Int) {
    self.capacity = capacity
    // Columns that start at the same place of a page would throw each other out of the cache.
    stride = capacity % 64 == 0 ? capacity + 8 : capacity
    dimension = source.dimension
    categories = source.groupCounts.count
    columns = .allocate(capacity: max(1, stride * dimension))
    codes = .allocate(capacity: max(1, capacity * categories))
    columns.initialize(repeating: 0, count: max(1, stride * dimension))
    codes.initialize(repeating: 0, count: max(1, capacity * categories))
  }

  package func free() {
    columns.deallocate()
    codes.deallocate()
  }

  package mutating func read(_ rows: Range<Int>, of source: some PointSource) {
    count = rows.count
    if dimension > 0 { source.readColumns(rows, into: columns, stride: stride) }
    if categories > 0 { source.readCodes(rows, into: codes) }
  }

  /// Copies one row of another block to the end.
  package mutating func append(_ row: Int, of other: PointBlock) {
    for j in 0..<dimension { columns[j * stride + count] = other.columns[j * other.stride + row] }
    for j in 0..<categories { codes[count * categories + j] = other.codes[row * categories + j] }
    count += 1
  }
}

import CVectorMath
import LinearAlgebra

/// Rows as points: numeric coordinates, categories and weights, as every way of clustering reads them.
///
/// Columns stay where the table has them. Readers take blocks of rows: no second copy of the table exists.
package struct Points: Sendable {
  package let rows: Int
  /// The number of numeric coordinates.
  package let dimension: Int
  /// The number of groups of every categorical coordinate.
  package let groupCounts: [Int]
  /// One weight a row, not negative; nil is 1. Rows of weight 0 count nowhere.
  package let weights: [Double]?
  package let coordinates: [Coordinate]
  package let categories: [Category]
  private let columns: PointColumns

  /// - Precondition: columns and weights have `rows` values, codes are below their number of groups.
  package init(coordinates: [Coordinate], categories: [Category] = [], rows: Int, weights: [Double]? = nil) {
    precondition(coordinates.allSatisfy { $0.values.count == rows }, "a coordinate has one value a row")
    precondition(categories.allSatisfy { $0.codes.count == rows }, "a category has one code a row")
    precondition(weights?.count ?? rows == rows, "there is one weight a row")
    self.rows = rows
    dimension = coordinates.count
    groupCounts = categories.map(\.groups)
    self.weights = weights
    self.coordinates = coordinates
    self.categories = categories
    columns = PointColumns(coordinates, categories, weights)
  }

  /// The coordinates of `rows`, row-major: rows.count × dimension.
  package func read(_ rows: Range<Int>, into buffer: UnsafeMutablePointer<Double>) {
    for j in 0..<dimension {
      let column = columns.numeric[j]
      if column.isStraight {
        for (i, row) in rows.enumerated() {
          let value = column.values[row]
          buffer[i * dimension + j] = value.isNaN ? 0 : (value - column.center) * column.multiplier
        }
      } else {
        for (i, row) in rows.enumerated() {
          buffer[i * dimension + j] = coordinates[j].position(of: column.values[row])
        }
      }
    }
  }

  /// The coordinates of `rows`, column-major: column j starts at j · stride.
  package func readColumns(_ rows: Range<Int>, into buffer: UnsafeMutablePointer<Double>, stride: Int) {
    for j in 0..<dimension {
      let (column, target) = (columns.numeric[j], buffer + j * stride)
      if column.isStraight {
        cvm_standardize_missing(
          column.values + rows.lowerBound, rows.count, column.center, column.multiplier, target, nil, 0, 0)
      } else {
        for (i, row) in rows.enumerated() { target[i] = coordinates[j].position(of: column.values[row]) }
      }
    }
  }

  /// The codes of `rows`, row-major: rows.count × groupCounts.count.
  package func readCodes(_ rows: Range<Int>, into buffer: UnsafeMutablePointer<Int32>) {
    let width = groupCounts.count
    for j in 0..<width {
      let codes = columns.codes[j]
      for (i, row) in rows.enumerated() { buffer[i * width + j] = codes[row] }
    }
  }

  /// The codes of a categorical coordinate, for every row.
  func codes(_ category: Int) -> UnsafePointer<Int32> { columns.codes[category] }

  /// Finds for every one of `rows` the nearest of `centers`, row-major; see cvm_nearest.
  ///
  /// - Parameters:
  ///   - offsets: nil compares squared differences.
  ///   - isRead: whether `block` has the rows' coordinates already. It has them afterwards.
  func nearest(
    _ rows: Range<Int>, of centers: [Double], count: Int, offsets: [Double]?, isRead: Bool,
    block: UnsafeMutablePointer<Double>, nearest: UnsafeMutablePointer<Int32>, best: UnsafeMutablePointer<Double>
  ) {
    let stride = BlockReduction.blockRows
    let inPlace = columns.areStraight && !isRead
    if !inPlace && !isRead { readColumns(rows, into: block, stride: stride) }
    withUnsafeTemporaryAllocation(of: UnsafePointer<Double>?.self, capacity: max(1, dimension)) { addresses in
      for j in 0..<dimension {
        addresses.initializeElement(
          at: j, to: inPlace ? columns.numeric[j].values + rows.lowerBound : UnsafePointer(block + j * stride))
      }
      cvm_nearest(
        addresses.baseAddress, inPlace ? columns.centers : columns.zeros, inPlace ? columns.multipliers : columns.ones,
        rows.count, dimension, centers, offsets, count, block, stride, nearest, best)
    }
  }

  /// The weights from `row` on, nil where every row counts once.
  func weights(from row: Int) -> UnsafePointer<Double>? { columns.weights.map { $0 + row } }
}

/// Where the values of points stand, as plain addresses: a pass comes by for every column of every block, and would
/// otherwise count references from all threads. The arrays that own the values are kept beside them, and an array that
/// somebody keeps cannot be changed in place, so its values stay. Nothing is written after `init`.
private final class PointColumns: @unchecked Sendable {
  struct Numeric {
    let values: UnsafePointer<Double>
    let center, multiplier: Double
    let isStraight: Bool
  }

  let numeric: UnsafeMutablePointer<Numeric>
  /// Whether every coordinate needs a centre and a multiplier only.
  let areStraight: Bool
  let centers, multipliers, zeros, ones: [Double]
  let codes: UnsafeMutablePointer<UnsafePointer<Int32>>
  let weights: UnsafePointer<Double>?
  private let owners: ([Coordinate], [Category], [Double]?)
  /// An address for columns without rows; never read.
  private let nowhere = UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8)

  init(_ coordinates: [Coordinate], _ categories: [Category], _ weights: [Double]?) {
    owners = (coordinates, categories, weights)
    areStraight = coordinates.allSatisfy { $0.curve == .straight }
    centers = coordinates.map(\.center)
    multipliers = coordinates.map(\.multiplier)
    zeros = coordinates.map { _ in 0 }
    ones = coordinates.map { _ in 1 }
    numeric = .allocate(capacity: max(1, coordinates.count))
    codes = .allocate(capacity: max(1, categories.count))
    let nowhere = nowhere
    func address<Number>(of array: [Number]) -> UnsafePointer<Number> {
      array.withUnsafeBufferPointer(\.baseAddress) ?? UnsafePointer(nowhere.assumingMemoryBound(to: Number.self))
    }
    for (j, coordinate) in owners.0.enumerated() {
      let column = Numeric(
        values: address(of: coordinate.values), center: coordinate.center, multiplier: coordinate.multiplier,
        isStraight: coordinate.curve == .straight)
      (numeric + j).initialize(to: column)
    }
    for (j, category) in owners.1.enumerated() { (codes + j).initialize(to: address(of: category.codes)) }
    self.weights = owners.2.map { address(of: $0) }
  }

  deinit {
    numeric.deallocate()
    codes.deallocate()
    nowhere.deallocate()
  }
}

import CVectorMath
import LinearAlgebra

/// Points about an origin that makes scalar products of them accurate, with their moments.
///
/// ‖x − c‖² = ‖x‖² − 2⟨x, c⟩ + ‖c‖² loses (mean/spread)² of its digits: a coordinate whose mean is larger than its spread
/// is therefore taken about its mean. Those of a standardising encoder stay as they are.
struct CentredPoints: Sendable {
  let points: Points
  let origin: [Double]
  /// Weighted variances, divided by the total weight.
  let variances: [Double]
  let totalWeight: Double
  let threads: Int
  /// Whether the origin is another one than the coordinates'.
  private let isMoved: Bool

  /// - Throws: ``TrainingError/noRows``, ``TrainingError/zeroTotalWeight``, ``TrainingError/extremePoints``.
  /// - Complexity: one pass.
  init(_ points: Points, threads: Int) throws(TrainingError) {
    guard points.rows > 0 else { throw .noRows }
    let first = (0..<points.rows).first { points.counts($0) }
    guard let first else { throw .zeroTotalWeight }
    let moments = PointMoments.of(points, about: points.coordinates(ofRow: first), threads: threads)
    guard moments.weight > 0, moments.weight.isFinite else { throw .zeroTotalWeight }
    let offsets = moments.sums.map { $0 / moments.weight }
    variances = zip(moments.squares, offsets).map { max(0, $0 / moments.weight - $1 * $1) }
    let means = zip(moments.shift, offsets).map { $0 + $1 }
    guard variances.allSatisfy(\.isFinite), (means.map { $0 * $0 }).allSatisfy(\.isFinite) else {
      throw .extremePoints
    }
    origin = zip(means, variances).map { $0 * $0 > $1 ? $0 : 0 }
    self.points = points
    totalWeight = moments.weight
    isMoved = origin.contains { $0 != 0 }
    self.threads = threads
  }

  var dimension: Int { points.dimension }
  var rows: Int { points.rows }
  var blocks: BlockReduction { BlockReduction(threads: threads) }
  var meanVariance: Double { variances.isEmpty ? 0 : variances.reduce(0, +) / Double(variances.count) }

  /// The coordinates of `rows` about the origin, column-major.
  func read(_ rows: Range<Int>, into buffer: UnsafeMutablePointer<Double>) {
    points.readColumns(rows, into: buffer, stride: BlockReduction.blockRows)
    for (j, shift) in origin.enumerated() where shift != 0 {
      let column = buffer + j * BlockReduction.blockRows
      for i in 0..<rows.count { column[i] -= shift }
    }
  }

  /// Reads `rows` and finds for each the number of the nearest of `centers` and ⟨x, c⟩ − ‖c‖²/2.
  ///
  /// - Parameters:
  ///   - centers: row-major about the origin.
  ///   - halves: half of the squared length of every centre.
  func nearest(
    _ rows: Range<Int>, _ centers: [Double], _ halves: [Double], block: UnsafeMutablePointer<Double>,
    nearest: UnsafeMutablePointer<Int32>, best: UnsafeMutablePointer<Double>
  ) {
    if isMoved { read(rows, into: block) }
    points.nearest(
      rows, of: centers, count: halves.count, offsets: halves, isRead: isMoved, block: block, nearest: nearest,
      best: best)
  }

  /// The coordinates of one row about the origin.
  func coordinates(ofRow row: Int) -> [Double] { zip(points.coordinates(ofRow: row), origin).map { $0 - $1 } }

  /// Room for a block.
  func makeBlock() -> AlignedBuffer { AlignedBuffer(count: BlockReduction.blockRows * dimension) }
}

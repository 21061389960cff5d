import CVectorMath
import Distributions
import LinearAlgebra

/// Starting centres by k-means++ in its greedy form: every further centre is a row drawn in proportion to the squared
/// distance from those that exist, the best of 2 + ⌊log k⌋ draws.
///
/// Rows count by their weights. (D. Arthur and S. Vassilvitskii, *SODA* 2007; the same number of draws as scikit-learn's.)
struct KMeansSeeding: Sendable {
  let points: CentredPoints
  let segments: Int

  /// Sums of one block, by draw.
  private struct Potentials: BlockStatistic {
    var sums: [Double]

    mutating func merge(_ later: consuming Potentials) {
      for k in sums.indices { sums[k] += later.sums[k] }
    }
  }

  private final class Scratch {
    let block: AlignedBuffer
    let distance = AlignedBuffer(count: BlockReduction.blockRows)

    init(_ block: AlignedBuffer) { self.block = block }
  }

  /// Row-major centres about the origin.
  ///
  /// - Throws: ``TrainingError/tooManySegments(segments:distinct:)``, ``TrainingError/extremePoints``.
  /// - Complexity: O(rows · segments · dimension · log segments), two passes a segment, with one double a row.
  func centers(_ random: inout SplitMix64) throws(TrainingError) -> [Double] {
    let draws = 2 + Int(Elementary.log(Double(segments)))
    var mass = RowMasses(rows: points.rows)
    mass.fill { points.points.weights?[$0] ?? 1 }
    var closest = [Double](repeating: .infinity, count: points.rows)
    var chosen = points.coordinates(ofRow: mass.draw(&random))
    var result = chosen
    for found in 1..<max(segments, 1) {
      update(&closest, with: chosen, &mass)
      guard mass.total.isFinite else { throw .extremePoints }
      guard mass.total > 0 else { throw .tooManySegments(segments: segments, distinct: found) }
      let candidates = (0..<draws).map { _ in points.coordinates(ofRow: mass.draw(&random)) }
      let potentials = evaluate(candidates, closest)
      let best = potentials.indices.min { potentials[$0] < potentials[$1] } ?? 0
      chosen = candidates[best]
      result += chosen
    }
    return result
  }

  /// Squared distances to the nearest centre with `center` among them, and the masses that follow from them.
  private func update(_ closest: inout [Double], with center: [Double], _ mass: inout RowMasses) {
    let points = points
    closest.withUnsafeMutableBufferPointer { closest in
      nonisolated(unsafe) let closest = closest  // every block has rows of its own
      _ = points.blocks.reduce(
        rows: points.rows, makeScratch: { Scratch(points.makeBlock()) }, makeStatistic: { Potentials(sums: []) }
      ) { _, rows, scratch in
        points.read(rows, into: scratch.block.pointer)
        Self.distances(scratch, rows.count, to: center)
        for (i, row) in rows.enumerated() { closest[row] = min(closest[row], scratch.distance.pointer[i]) }
      }
    }
    let weights = points.points.weights
    mass.fill { closest[$0] * (weights?[$0] ?? 1) }
  }

  /// What would be left of the sum of squared distances with each of `candidates`.
  private func evaluate(_ candidates: [[Double]], _ closest: [Double]) -> [Double] {
    let points = points
    return points.blocks.reduce(
      rows: points.rows, makeScratch: { Scratch(points.makeBlock()) },
      makeStatistic: { Potentials(sums: candidates.map { _ in 0 }) }
    ) { potentials, rows, scratch in
      points.read(rows, into: scratch.block.pointer)
      let weights = points.points.weights(from: rows.lowerBound)
      for (k, candidate) in candidates.enumerated() {
        Self.distances(scratch, rows.count, to: candidate)
        var sum = 0.0
        for (i, row) in rows.enumerated() {
          sum += min(closest[row], scratch.distance.pointer[i]) * (weights?[i] ?? 1)
        }
        potentials.sums[k] += sum
      }
    }.sums
  }

  private static func distances(_ scratch: Scratch, _ count: Int, to center: [Double]) {
    scratch.distance.pointer.update(repeating: 0, count: count)
    for (j, value) in center.enumerated() {
      cvm_add_squares(scratch.block.pointer + j * BlockReduction.blockRows, count, value, scratch.distance.pointer)
    }
  }
}

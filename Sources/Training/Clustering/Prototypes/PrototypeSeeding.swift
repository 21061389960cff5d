import Distributions
import LinearAlgebra

/// Starting prototypes: rows of the table.
///
/// The first start is that of Cao, Liang and Bai (*Expert Systems with Applications* 36, 2009), without chance: the row
/// whose groups are the most frequent, then the rows with the largest density times distance from the nearest that
/// exists. Every further start draws rows as greedy k-means++ does, by their distance.
struct PrototypeSeeding: Sendable {
  let distances: MixedDistances
  let segments: Int

  private struct Potentials: BlockStatistic {
    var sums: [Double]

    mutating func merge(_ later: consuming Potentials) {
      for k in sums.indices { sums[k] += later.sums[k] }
    }
  }

  private var points: Points { distances.points }

  /// - Throws: ``TrainingError/tooManySegments(segments:distinct:)``, ``TrainingError/extremePoints``.
  func prototypes(start: Int, seed: UInt64) throws(TrainingError) -> [Prototype] {
    start == 0 ? try densest() : try drawn(seed &+ UInt64(start) &* 0x9E37_79B9_7F4A_7C15)
  }

  private func densest() throws(TrainingError) -> [Prototype] {
    let densities = densities()
    var closest = [Double](repeating: .infinity, count: points.rows)
    var result: [Prototype] = []
    for found in 0..<segments {
      var (best, largest) = (-1, 0.0)
      for row in 0..<points.rows where points.counts(row) {
        let score = found == 0 ? densities[row] : closest[row] * densities[row]
        if score > largest { (best, largest) = (row, score) }
      }
      guard largest.isFinite else { throw .extremePoints }
      guard best >= 0 else { throw .tooManySegments(segments: segments, distinct: found) }
      result.append(points.prototype(ofRow: best))
      approach(&closest, result[found])
    }
    return result
  }

  /// The mean share of a row's groups, and something for a row whose groups are all missing.
  private func densities() -> [Double] {
    let total = points.totalWeight
    var result = [Double](repeating: points.categories.isEmpty ? 1 : 1 / total, count: points.rows)
    for category in points.categories {
      var weights = [Double](repeating: 0, count: category.groups)
      for (row, code) in category.codes.enumerated() where code >= 0 {
        weights[Int(code)] += points.weights?[row] ?? 1
      }
      for (row, code) in category.codes.enumerated() where code >= 0 {
        result[row] += weights[Int(code)] / total / Double(points.categories.count)
      }
    }
    return result
  }

  private func drawn(_ seed: UInt64) throws(TrainingError) -> [Prototype] {
    var random = SplitMix64(seed: seed)
    let draws = 2 + Int(Elementary.log(Double(segments)))
    let weights = points.weights
    var mass = RowMasses(rows: points.rows)
    mass.fill { weights?[$0] ?? 1 }
    var closest = [Double](repeating: .infinity, count: points.rows)
    var result = [points.prototype(ofRow: mass.draw(&random))]
    for found in 1..<max(segments, 1) {
      approach(&closest, result[found - 1])
      mass.fill { closest[$0] * (weights?[$0] ?? 1) }
      guard mass.total.isFinite else { throw .extremePoints }
      guard mass.total > 0 else { throw .tooManySegments(segments: segments, distinct: found) }
      let candidates = (0..<draws).map { _ in points.prototype(ofRow: mass.draw(&random)) }
      let potentials = evaluate(candidates, closest)
      result.append(candidates[potentials.indices.min { potentials[$0] < potentials[$1] } ?? 0])
    }
    return result
  }

  /// Distances to the nearest prototype with `prototype` among them.
  private func approach(_ closest: inout [Double], _ prototype: Prototype) {
    closest.withUnsafeMutableBufferPointer { closest in
      nonisolated(unsafe) let closest = closest  // every block has rows of its own
      _ = distances.reduce {
        Potentials(sums: [])
      } _: { _, rows, scratch in
        distances.measure(rows, to: prototype, scratch)
        for (i, row) in rows.enumerated() { closest[row] = min(closest[row], scratch.distance.pointer[i]) }
      }
    }
  }

  /// What would be left of the sum of distances with each of `candidates`.
  private func evaluate(_ candidates: [Prototype], _ closest: [Double]) -> [Double] {
    distances.reduce {
      Potentials(sums: candidates.map { _ in 0 })
    } _: { potentials, rows, scratch in
      let weights = points.weights(from: rows.lowerBound)
      for (k, candidate) in candidates.enumerated() {
        distances.measure(rows, to: candidate, scratch)
        var sum = 0.0
        for (i, row) in rows.enumerated() {
          sum += min(closest[row], scratch.distance.pointer[i]) * (weights?[i] ?? 1)
        }
        potentials.sums[k] += sum
      }
    }.sums
  }
}

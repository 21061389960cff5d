import Distributions
import LinearAlgebra

/// Masses of rows, from which rows are drawn in proportion.
///
/// Sums by block make a draw O(blocks + rows of a block).
struct RowMasses {
  private var masses: [Double]
  private var blocks: [Double] = []
  private(set) var total = 0.0

  init(rows: Int) { masses = [Double](repeating: 0, count: rows) }

  /// Gives every row its mass, not negative.
  mutating func fill(_ mass: (Int) -> Double) {
    masses.withUnsafeMutableBufferPointer { masses in
      for row in masses.indices { masses[row] = mass(row) }
    }
    blocks = stride(from: 0, to: masses.count, by: BlockReduction.blockRows).map { start in
      masses[start..<min(start + BlockReduction.blockRows, masses.count)].reduce(0, +)
    }
    total = blocks.reduce(0, +)
  }

  /// A row with a positive mass; row 0 where none has.
  func draw(_ random: inout SplitMix64) -> Int {
    var left = random.nextUniform() * total
    var block = 0
    while block < blocks.count - 1, left >= blocks[block] {
      left -= blocks[block]
      block += 1
    }
    // Rounding may carry a draw beyond the last mass of a block: that one it is.
    var last: Int?
    for row in (block * BlockReduction.blockRows)..<min((block + 1) * BlockReduction.blockRows, masses.count)
    where masses[row] > 0 {
      last = row
      left -= masses[row]
      if left < 0 { break }
    }
    return last ?? masses.firstIndex { $0 > 0 } ?? 0
  }
}

import Distributions
import Foundation

/// The seed of all tables of a run. Every failure prints it; `CLIENTELE_SEED=…` runs the same tables again.
enum Seed {
  static let value = ProcessInfo.processInfo.environment["CLIENTELE_SEED"].flatMap { UInt64($0) } ?? 20_240_229

  /// A generator for one purpose: other purposes and cases do not move its numbers.
  static func generator(_ purpose: String) -> SplitMix64 {
    // FNV-1a: the standard library's hash differs from run to run.
    let hash = purpose.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return SplitMix64(seed: value ^ hash)
  }
}

extension SplitMix64 {
  /// A draw from the standard normal distribution (Box and Muller 1958).
  mutating func nextNormal() -> Double {
    (-2 * log(1 - nextUniform())).squareRoot() * cos(2 * .pi * nextUniform())
  }

  /// Whether an event of this probability happens.
  mutating func happens(_ probability: Double) -> Bool { nextUniform() < probability }
}

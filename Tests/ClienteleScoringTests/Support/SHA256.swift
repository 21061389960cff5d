/// SHA-256 as FIPS 180-4 writes it down: a second opinion on the hash of model files.
func sha256(_ message: [UInt8]) -> String {
  var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  var padded = message + [0x80]
  padded += Array(repeating: 0, count: (120 - padded.count % 64) % 64)
  padded += (0..<8).map { UInt8(truncatingIfNeeded: (message.count * 8) >> (56 - 8 * $0)) }
  var w = [UInt32](repeating: 0, count: 64)
  for block in stride(from: 0, to: padded.count, by: 64) {
    for t in 0..<16 {
      let (first, second) = (UInt32(padded[block + 4 * t]), UInt32(padded[block + 4 * t + 1]))
      let (third, fourth) = (UInt32(padded[block + 4 * t + 2]), UInt32(padded[block + 4 * t + 3]))
      w[t] = first << 24 | second << 16 | third << 8 | fourth
    }
    for t in 16..<64 {
      let s0 = rotated(w[t - 15], 7) ^ rotated(w[t - 15], 18) ^ (w[t - 15] >> 3)
      let s1 = rotated(w[t - 2], 17) ^ rotated(w[t - 2], 19) ^ (w[t - 2] >> 10)
      w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let first = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice &+ roundConstants[t] &+ w[t]
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (position, value) in [a, b, c, d, e, f, g, h].enumerated() { state[position] &+= value }
  }
  return state.map { word in
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()
}

private func rotated(_ x: UInt32, _ count: UInt32) -> UInt32 { x >> count | x << (32 - count) }

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = {
  let primes = (2..<312).filter { n in !(2..<n).contains { n % $0 == 0 } }
  return primes.map { prime in
    // The largest r with r³ ≤ prime · 2⁹⁶, of which the low 32 bits are wanted.
    var root: UInt64 = 0
    for bit in (0..<35).reversed() {
      let candidate = root | 1 << UInt64(bit)
      let square = candidate.multipliedFullWidth(by: candidate)
      // candidate³ < 2¹⁰⁵ is compared in two parts of 64 bits.
      let low = square.low.multipliedFullWidth(by: candidate)
      let high = square.high * candidate + low.high
      if high < UInt64(prime) << 32 || (high == UInt64(prime) << 32 && low.low == 0) { root = candidate }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}()

import ClienteleScoring
import Foundation
import Testing

/// Damage by chance. Every draw is seeded by its number: a failure names the number, which alone repeats it.
@Suite("Fuzzing the reader of model files")
struct FuzzTests {
  @Test("100,000 mutations: an error or a model that scores, never a crash, never much memory")
  func mutations() throws {
    let originals = try [
      Samples.model(missingShare: 0.1), Samples.model(pooled: ["rare"], kind: .logistic, offset: "exposure"),
      MadeUpModels.fitted([], estimates: [], intercept: 1),
      Samples.model(kind: .logistic).with(OptionalPartsTests.calibrators[3]),
    ].map { try TamperedFile(ModelFile.bytes(of: $0)) }
    var outcomes: [String: Int] = [:]
    let memory = peakMemory()
    for number in 0..<100_000 {
      var mutation = Mutation(seed: UInt64(number))
      let file = mutation.damaged(originals[number % originals.count])
      outcomes[outcome(file, number), default: 0] += 1
    }
    // The error of every case was reached, and so were models that are valid all the same.
    let reached = Set(outcomes.keys)
    let wanted: Set<String> = [
      "truncated", "oversizedHeader", "badHeader", "unsupportedVersion", "hashMismatch", "invalidTensor",
      "inconsistent", "verificationFailed", "valid",
    ]
    #expect(wanted.subtracting(reached).isEmpty, "\(outcomes)")
    // Other tests run in this process at the same time, with tables of some hundred megabytes; a header that was believed
    // would ask for far more: shapes and lengths are drawn from the whole range of 64 bits.
    #expect(peakMemory() - memory < 2 << 30, "\((peakMemory() - memory) >> 20) MiB")
  }

  private func outcome(_ file: [UInt8], _ number: Int) -> String {
    do throws(ModelFileError) {
      let model = try ScoringModel(bytes: file)
      let row = Dictionary(uniqueKeysWithValues: model.inputs.map { ($0.column, Value.missing) })
      if let score = try? model.score(row) { #expect(score.link.isFinite, "mutation \(number)") }
      return "valid"
    } catch {
      #expect(!error.description.isEmpty)
      return name(of: error)
    }
  }

  /// The case of an error, without its values.
  private func name(of error: ModelFileError) -> String {
    switch error {
    case .hashMismatch: "hashMismatch"
    case .wrongByteOrder: "wrongByteOrder"
    default: Mirror(reflecting: error).children.first?.label ?? ""
    }
  }

  /// The most memory that the process ever held, in bytes.
  private func peakMemory() -> Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss << 10
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}

/// One way to damage a file, drawn by chance.
private struct Mutation {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func damaged(_ original: TamperedFile) -> [UInt8] {
    var file = original
    switch random.next(below: 12) {
    case 0: return flipped(file.bytes)
    case 1:
      return Array(file.bytes.prefix(random.next(below: file.bytes.count)))
    case 2:
      var bytes = file.bytes
      bytes.insert(contentsOf: noise(1 + random.next(below: 16)), at: random.next(below: bytes.count))
      return bytes
    case 3:
      var bytes = file.bytes
      for position in 0..<8 where random.next(below: 2) == 0 { bytes[position] = UInt8(random.next(below: 256)) }
      return bytes
    case 4:
      file.data = flipped(file.data)
    case 5:
      let position = 8 * random.next(below: file.data.count / 8)
      let extremes = [Double.nan, .infinity, -1, 1e308, -1e308, Double.leastNonzeroMagnitude, 0, 1, 2]
      let number = extremes[random.next(below: extremes.count)].bitPattern
      file.data.replaceSubrange(
        position..<(position + 8), with: (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) })
    case 6, 7: replaceNumber(&file.header)
    case 8: file.header = flipped(file.header)
    case 9:
      let deep = String(
        repeating: ["[", "{\"a\":", "[[", "\\\"["][random.next(below: 4)], count: random.next(below: 5000))
      file.header.insert(contentsOf: deep.utf8, at: random.next(below: file.header.count))
    case 10: repeatMember(&file.header)
    default:
      let words = [
        ("F64", "F32"), ("F64", "U8"), ("shape\":[", "shape\":[4294967296,4294967296,"),
        ("_version\":\"1", "_version\":\"9"),
        ("text", "number"), ("number", "date"), ("average", "error"), ("keep", "clip"), ("linear", "logistic"),
        ("gold", "go\\\\ud800"), ("null", "[]"), ("\\\"rows\\\":[", "\\\"rows\\\":[[],"), ("basic", ""),
        ("offset", "id"),
      ]
      let (old, new) = words[random.next(below: words.count)]
      file = file.replacing(old, new)
    }
    return file.sealed
  }

  private mutating func noise(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(random.next(below: 256)) } }

  /// With one to eight bits flipped.
  private mutating func flipped(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.next(below: 8) where !bytes.isEmpty {
      bytes[random.next(below: bytes.count)] ^= 1 << UInt8(random.next(below: 8))
    }
    return bytes
  }

  /// Puts another number in the place of one in the header.
  private mutating func replaceNumber(_ header: inout [UInt8]) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let starts = header.indices.dropFirst().filter { digits.contains(header[$0]) && !digits.contains(header[$0 - 1]) }
    guard !starts.isEmpty else { return }
    let start = starts[random.next(below: starts.count)]
    let end = header[start...].firstIndex { !digits.contains($0) } ?? header.count
    let numbers = [
      "-1", "-8", "0", "1", "8", "16", "4294967295", "9223372036854775807", "9223372036854775808",
      "18446744073709551608", "99999999999999999999999", "1e308", "1e999", "0.5", "", "NaN", "null", "[0]", "\\\"x\\\"",
    ]
    header.replaceSubrange(start..<end, with: numbers[random.next(below: numbers.count)].utf8)
  }

  /// Says a member of the header twice.
  private func repeatMember(_ header: inout [UInt8]) {
    var copy = self
    let commas = header.indices.filter { header[$0] == UInt8(ascii: ",") }
    guard commas.count > 1 else { return }
    let position = copy.random.next(below: commas.count - 1)
    header.insert(contentsOf: header[commas[position]..<commas[position + 1]], at: commas[position])
  }
}

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Crypto

/// A model file taken apart without the library that wrote it.
struct ModelFileBytes {
  /// Where the bytes of every tensor are in the file.
  let tensors: [String: Range<Int>]
  /// The texts of `__metadata__`.
  let metadata: [String: String]

  init(_ bytes: [UInt8]) throws {
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try JSONDecoder().decode([String: Entry].self, from: Data(bytes[8..<(8 + length)]))
    var tensors: [String: Range<Int>] = [:]
    var metadata: [String: String] = [:]
    for (name, entry) in header {
      switch entry {
      case .metadata(let texts): metadata = texts
      case .tensor(let start, let end): tensors[name] = (8 + length + start)..<(8 + length + end)
      }
    }
    self.tensors = tensors
    self.metadata = metadata
  }

  /// `bytes` with the hash that belongs to them: SHA-256 with the digits of the hash itself as zeros.
  func rehashed(_ bytes: [UInt8]) throws -> [UInt8] {
    let old = Array("\"hash\":\"\(metadata["hash"] ?? "")\"".utf8)
    guard let start = bytes.firstRange(of: old)?.lowerBound else { throw NoHash() }
    let digits = (start + 8)..<(start + 72)
    var result = bytes
    result.replaceSubrange(digits, with: [UInt8](repeating: UInt8(ascii: "0"), count: 64))
    let hash = SHA256.hash(data: result).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    result.replaceSubrange(digits, with: hash.utf8)
    return result
  }

  private struct NoHash: Error {}

  private enum Entry: Decodable {
    case tensor(start: Int, end: Int)
    case metadata([String: String])

    enum CodingKeys: String, CodingKey { case offsets = "data_offsets" }

    init(from decoder: any Decoder) throws {
      if let offsets = try? decoder.container(keyedBy: CodingKeys.self).decode([Int].self, forKey: .offsets),
        offsets.count == 2
      {
        self = .tensor(start: offsets[0], end: offsets[1])
      } else {
        self = .metadata(try decoder.singleValueContainer().decode([String: String].self))
      }
    }
  }
}

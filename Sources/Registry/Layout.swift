import Crypto

/// The files of a version beside its model.
enum Layout {
  static let record = "record.json"
  static let sums = "SHA256SUMS"
  static let champion = "champion.json"

  /// SHA-256 in lower-case hexadecimal digits.
  static func digest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

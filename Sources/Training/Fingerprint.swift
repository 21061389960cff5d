import Crypto
import Tables

/// SHA-256 of the content of columns: of names, types and values, whatever the file they were read from.
enum Fingerprint {
  /// The hexadecimal hash of `columns`, each hashed on its own and the hashes hashed in their order.
  static func of(_ columns: [Column], threads: Int) -> String {
    let parts = Workers.map(columns.count, workers: threads) { hash(columns[$0]) }
    var whole = SHA256()
    for part in parts { whole.update(data: part) }
    return whole.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  private static func hash(_ column: Column) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Array("\(column.name)\u{0}\(column.values.type.rawValue)\u{0}".utf8))
    func add<Value>(_ values: [Value]) { values.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    switch column.values {
    case .double(let values): add(values)
    case .integer(let values), .dateTime(let values): add(values)
    case .boolean(let values): add(values)
    case .date(let values): add(values)
    case .text(let text):
      add(text.codes)
      for level in text.levels { hash.update(data: Array((level + "\u{0}").utf8)) }
    }
    return Array(hash.finalize())
  }
}

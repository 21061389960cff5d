import ClienteleScoring

/// A model file taken apart, to be changed and put together again.
struct TamperedFile {
  var header: [UInt8]
  var data: [UInt8]

  init(_ file: [UInt8]) {
    let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    header = Array(file[8..<(8 + length)])
    data = Array(file[(8 + length)...])
  }

  /// The header as text.
  var text: String {
    get { String(decoding: header, as: UTF8.self) }
    set { header = Array(newValue.utf8) }
  }

  /// The file, its length and padding right, its hash as it stands in the header.
  var bytes: [UInt8] {
    let padded = header + Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    return (0..<8).map { UInt8(truncatingIfNeeded: padded.count >> (8 * $0)) } + padded + data
  }

  /// The file with the hash that its content has, so that a reader looks further.
  var sealed: [UInt8] {
    var file = bytes
    let marker = Array("\"hash\":\"".utf8)
    guard let start = file.firstRange(of: marker)?.upperBound, start + 64 <= file.count else { return file }
    file.replaceSubrange(start..<(start + 64), with: repeatElement(UInt8(ascii: "0"), count: 64))
    file.replaceSubrange(start..<(start + 64), with: Array(sha256(file).utf8))
    return file
  }

  /// Replaces the first occurrence of a text in the header.
  func replacing(_ old: String, _ new: String) -> TamperedFile {
    var copy = self
    if let range = copy.header.firstRange(of: Array(old.utf8)) {
      copy.header.replaceSubrange(range, with: Array(new.utf8))
    }
    return copy
  }
}

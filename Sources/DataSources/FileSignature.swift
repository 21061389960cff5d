import Tables

/// The first bytes of files that are often taken for tables.
enum FileSignature {
  private static let kinds: [(bytes: [UInt8], name: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "Excel (.xlsx) or zip files"),
    ([0xD0, 0xCF, 0x11, 0xE0], "Excel (.xls) files"),
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed files"),
    (Array("BZh91AY&SY".utf8), "bzip2-compressed files"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz-compressed files"),
    ([0xFF, 0xFE], "UTF-16 text"),
    ([0xFE, 0xFF], "UTF-16 text"),
    (Array("PAR1\u{15}".utf8), "Parquet files"),
    (Array("ARROW1\0".utf8), "Arrow files"),
    (Array("SQLite format 3".utf8), "SQLite databases"),
  ]

  /// What `source` is, if it begins as a file that is not read.
  static func kind(of source: SourceBytes) -> String? {
    let start = UnsafeBufferPointer(start: source.base, count: min(source.count, 16))
    return kinds.first { start.starts(with: $0.bytes) }?.name
  }
}

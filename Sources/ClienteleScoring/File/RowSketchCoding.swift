extension RowSketch {
  /// The hashes are one text, 16 hexadecimal digits each.
  var json: JSON {
    let digits = hashes.map { hash in
      let text = String(hash, radix: 16)
      return String(repeating: "0", count: 16 - text.utf8.count) + text
    }
    return .object([
      "rows": .integer(rows), "rows_within": .integer(rowsWithin), "hashes": .string(digits.joined()),
    ])
  }

  init(_ json: JSONObject) throws(ModelFileError) {
    let digits = Array(try json.string("hashes").utf8)
    var hashes: [UInt64] = []
    for start in stride(from: 0, to: digits.count, by: 16) {
      let text = String(decoding: digits[start..<min(start + 16, digits.count)], as: UTF8.self)
      guard text.utf8.count == 16, let hash = UInt64(text, radix: 16), hashes.last.map({ $0 < hash }) ?? true,
        hashes.count < Self.capacity
      else { throw .inconsistent("lineage.row_sketch.hashes is not a list of ascending hashes") }
      hashes.append(hash)
    }
    self.init(
      rows: try json.integer("rows"), rowsWithin: try json.integer("rows_within"), hashes: hashes)
  }
}

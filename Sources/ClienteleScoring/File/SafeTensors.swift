/// The safetensors container: an 8-byte little-endian length, a JSON header of that length, raw little-endian arrays.
///
/// The header maps names to `{"dtype", "shape", "data_offsets"}`, and `__metadata__` to a map of texts. The arrays fill
/// the rest of the file without gap or overlap.
struct SafeTensors {
  /// The longest header that is read.
  static let headerLimit = 64 << 20

  /// The texts of `__metadata__`.
  var metadata: [String: String]
  /// The arrays of doubles, by name.
  var tensors: [String: Tensor]

  /// An array of doubles, row by row.
  struct Tensor: Equatable {
    var shape: [Int]
    var values: [Double]

    init(shape: [Int], _ values: [Double]) {
      self.shape = shape
      self.values = values
    }

    init(_ values: [Double]) { self.init(shape: [values.count], values) }
  }

  /// The file: header keys and arrays in the order of their names, the header padded with spaces to 8 bytes.
  var bytes: [UInt8] {
    var header: [String: JSON] = ["__metadata__": .object(metadata.mapValues(JSON.string))]
    var data: [UInt8] = []
    for (name, tensor) in tensors.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let start = data.count
      for value in tensor.values { withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
      header[name] = .object([
        "dtype": .string("F64"),
        "shape": .array(tensor.shape.map(JSON.integer)),
        "data_offsets": .array([.integer(start), .integer(data.count)]),
      ])
    }
    var text: [UInt8] = []
    JSON.object(header).write(to: &text)
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8))
    return withUnsafeBytes(of: UInt64(text.count).littleEndian, Array.init) + text + data
  }
}

extension SafeTensors {
  /// Reads a container and checks all of it before it believes any of it.
  init(_ file: [UInt8]) throws(ModelFileError) {
    let header = try Self.headerRange(prefix: file.prefix(8), fileSize: file.count)
    let json: JSON
    do throws(JSONError) {
      json = try JSONParser.parse(file[header])
    } catch {
      throw .badHeader("byte \(8 + error.offset): \(error.reason)")
    }
    guard case .object(var members) = json else { throw .badHeader("the header is not an object") }
    metadata = try Self.metadata(members.removeValue(forKey: "__metadata__"))
    var entries: [Entry] = []
    for (name, member) in members { entries.append(try Entry(name, member)) }
    try Self.checkLayout(&entries, from: header.upperBound, fileSize: file.count)
    tensors = [:]
    for entry in entries where entry.type == "F64" {
      let data = file[(header.upperBound + entry.start)..<(header.upperBound + entry.end)]
      tensors[entry.name] = Tensor(shape: entry.shape, doubles(data))
    }
  }

  /// Where the header of a file is, given its first bytes and its size.
  static func headerRange(prefix: ArraySlice<UInt8>, fileSize: Int) throws(ModelFileError) -> Range<Int> {
    guard prefix.count == 8, fileSize >= 8 else { throw .truncated(bytes: fileSize, expected: 8) }
    let length = prefix.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let limit = min(headerLimit, fileSize - 8)
    guard length <= UInt64(headerLimit) else {
      if length.byteSwapped >= 2, length.byteSwapped <= UInt64(limit) { throw .wrongByteOrder }
      throw .oversizedHeader(bytes: length, limit: headerLimit)
    }
    guard length <= UInt64(limit) else { throw .truncated(bytes: fileSize, expected: 8 + Int(length)) }
    return 8..<(8 + Int(length))
  }

  private static func metadata(_ json: JSON?) throws(ModelFileError) -> [String: String] {
    guard case .object(let members)? = json else { throw .badHeader("__metadata__ is missing") }
    var texts: [String: String] = [:]
    for (key, value) in members {
      guard case .string(let text) = value else { throw .badHeader("__metadata__.\(key) is not a text") }
      texts[key] = text
    }
    return texts
  }

  /// Checks that arrays follow one another from the first byte after the header to the last of the file.
  private static func checkLayout(_ entries: inout [Entry], from start: Int, fileSize: Int) throws(ModelFileError) {
    entries.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    var end = 0
    for entry in entries {
      guard entry.start == end else {
        throw .invalidTensor(name: entry.name, reason: entry.start < end ? "it overlaps another" : "a gap is before it")
      }
      end = entry.end
    }
    guard end <= fileSize - start else {
      throw .truncated(bytes: fileSize, expected: end.addingReportingOverflow(start).partialValue)
    }
    guard end == fileSize - start else { throw .badHeader("\(fileSize - start - end) bytes follow the last tensor") }
  }
}

/// The header's words on one array.
private struct Entry {
  let name: String
  let type: String
  let shape: [Int]
  let start: Int
  let end: Int

  /// Bits of an element, by type.
  private static let bits = [
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "U16": 16, "I16": 16, "F16": 16, "BF16": 16,
    "U32": 32, "I32": 32, "F32": 32, "U64": 64, "I64": 64, "F64": 64,
  ]

  init(_ name: String, _ json: JSON) throws(ModelFileError) {
    func invalid(_ reason: String) -> ModelFileError { .invalidTensor(name: name, reason: reason) }
    guard case .object(let members) = json else { throw invalid("its entry is not an object") }
    guard case .string(let type)? = members["dtype"], let bits = Self.bits[type] else { throw invalid("unknown dtype") }
    guard let shape = Self.integers(members["shape"]) else { throw invalid("the shape is not a list of sizes") }
    guard let offsets = Self.integers(members["data_offsets"]), offsets.count == 2, offsets[0] <= offsets[1] else {
      throw invalid("the offsets are not a range")
    }
    var size = bits / 8
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard !overflow else { throw invalid("the shape is too large") }
      size = product
    }
    guard size == offsets[1] - offsets[0] else { throw invalid("the offsets do not match the shape") }
    self.name = name
    self.type = type
    self.shape = shape
    (start, end) = (offsets[0], offsets[1])
  }

  /// Integers from 0 up.
  private static func integers(_ json: JSON?) -> [Int]? {
    guard case .array(let values)? = json else { return nil }
    var integers: [Int] = []
    for value in values {
      guard case .number(let text) = value, let integer = Int(text), integer >= 0 else { return nil }
      integers.append(integer)
    }
    return integers
  }
}

/// Little-endian doubles.
private func doubles(_ bytes: ArraySlice<UInt8>) -> [Double] {
  bytes.withUnsafeBytes { raw in
    (0..<raw.count / 8).map { position in
      Double(bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8 * position, as: UInt64.self)))
    }
  }
}

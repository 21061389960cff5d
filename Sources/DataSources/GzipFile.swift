import CZlib
import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Files compressed by gzip (RFC 1952).
enum GzipFile {
  /// The bytes by which the input is fed to zlib.
  private static let step = 1 << 20

  /// Whether `source` starts as a gzip file does.
  static func isGzip(_ source: SourceBytes) -> Bool {
    source.count >= 2 && source.base[0] == 0x1F && source.base[1] == 0x8B
  }

  /// The content of all members of the compressed `source`, one behind the other. Zeros behind the last member are
  /// padding. No more than `limit` bytes are inflated: a small file can claim any number of them.
  static func inflated(_ source: SourceBytes, limit: Int) throws(CompressionError) -> SourceBytes {
    var stream = z_stream()
    // 15 bits of window, and 16 for the gzip format.
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .outOfMemory
    }
    defer { inflateEnd(&stream) }
    var output = try OutputBytes(capacity: max(1 << 16, source.count * 4))
    var consumed = 0
    while true {
      let available = min(source.count - consumed, step)
      stream.next_in = UnsafeMutablePointer(mutating: source.base + consumed)
      stream.avail_in = UInt32(available)
      try output.makeRoom()
      let room = min(output.room, Int(UInt32.max))
      stream.next_out = output.next
      stream.avail_out = UInt32(room)
      let code = inflate(&stream, Z_NO_FLUSH)
      consumed += available - Int(stream.avail_in)
      output.count += room - Int(stream.avail_out)
      guard output.count <= limit else { throw .tooLarge }
      switch code {
      case Z_STREAM_END:
        if isPadding(source, from: consumed) { return output.finish() }
        guard inflateReset(&stream) == Z_OK else { throw .corrupt }
      case Z_OK, Z_BUF_ERROR:
        if consumed == source.count && stream.avail_out > 0 { throw .truncated }
      case Z_MEM_ERROR: throw .outOfMemory
      default: throw .corrupt
      }
    }
  }

  private static func isPadding(_ source: SourceBytes, from start: Int) -> Bool {
    (start..<source.count).allSatisfy { source.base[$0] == 0 }
  }
}

/// Why a compressed file cannot be read.
enum CompressionError: Error {
  case truncated, corrupt, outOfMemory, tooLarge
}

/// A growing buffer for what is inflated.
private struct OutputBytes: ~Copyable {
  private var memory: UnsafeMutableRawPointer?
  private var capacity: Int
  var count = 0

  init(capacity: Int) throws(CompressionError) {
    self.capacity = capacity
    memory = malloc(capacity)
    guard memory != nil else { throw .outOfMemory }
  }

  deinit { free(memory) }

  /// The free bytes, without the slack.
  var room: Int { capacity - count - SourceBytes.slack }

  var next: UnsafeMutablePointer<UInt8>? { memory.map { ($0 + count).assumingMemoryBound(to: UInt8.self) } }

  /// Makes the buffer half as large again when it is nearly full.
  mutating func makeRoom() throws(CompressionError) {
    guard room < 1 << 15 else { return }
    guard let larger = realloc(memory, capacity + capacity / 2) else { throw .outOfMemory }
    memory = larger
    capacity += capacity / 2
  }

  /// Hands over the content.
  mutating func finish() -> SourceBytes {
    let content = memory
    memory = nil
    guard let content else { return SourceBytes(copying: UnsafeRawBufferPointer(start: nil, count: 0)) }
    memset(content + count, 0, SourceBytes.slack)
    return SourceBytes(adopting: content.assumingMemoryBound(to: UInt8.self), count: count)
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A column's final array, written to by all workers, each at rows of its own.
final class ColumnStore {
  /// The type the values are read as.
  let type: ColumnType
  /// The first value. It stays valid because nothing but ``values(levels:)`` touches the array.
  let start: UnsafeMutableRawPointer
  private let storage: Storage

  private enum Storage {
    case doubles([Double])
    case wide([Int64])
    case days([Int32])
    case truths([Int8])
  }

  /// Makes an array of `rowCount` values, not yet set.
  init(_ type: ColumnType, rowCount: Int) {
    self.type = type
    switch type {
    case .double:
      var array = ColumnStore.array(Double.self, rowCount)
      start = ColumnStore.start(&array)
      storage = .doubles(array)
    case .integer, .dateTime:
      var array = ColumnStore.array(Int64.self, rowCount)
      start = ColumnStore.start(&array)
      storage = .wide(array)
    case .text, .date:
      var array = ColumnStore.array(Int32.self, rowCount)
      start = ColumnStore.start(&array)
      storage = .days(array)
    case .boolean:
      var array = ColumnStore.array(Int8.self, rowCount)
      start = ColumnStore.start(&array)
      storage = .truths(array)
    }
  }

  /// The values, all of which have been set.
  func values(levels: Levels?) -> ColumnValues {
    switch storage {
    case .doubles(let array): .double(array)
    case .wide(let array): type == .integer ? .integer(array) : .dateTime(array)
    case .days(let array):
      if let levels { .text(TextValues(codes: array, levels: levels)) } else { .date(array) }
    case .truths(let array): .boolean(array)
    }
  }

  /// An array of `count` numbers whose content is whatever the memory holds, in large pages where the system has them.
  private static func array<Number: BitwiseCopyable>(_ type: Number.Type, _ count: Int) -> [Number] {
    [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
      adviseLargePages(UnsafeMutableRawBufferPointer(buffer))
      initialized = count
    }
  }

  private static func start<Number>(_ array: inout [Number]) -> UnsafeMutableRawPointer {
    array.withUnsafeMutableBytes { $0.baseAddress } ?? UnsafeMutableRawPointer(bitPattern: 64).unsafelyUnwrapped
  }

  private static func adviseLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      let page = 1 << 21
      guard let start = memory.baseAddress, memory.count >= 2 * page else { return }
      let lower = (Int(bitPattern: start) + page - 1) / page * page
      let upper = (Int(bitPattern: start) + memory.count) / page * page
      if lower < upper, let first = UnsafeMutableRawPointer(bitPattern: lower) {
        madvise(first, upper - lower, MADV_HUGEPAGE)
      }
    #endif
  }
}

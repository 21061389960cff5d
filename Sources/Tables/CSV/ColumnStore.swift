/// A column's final array, written to by all workers, each at rows of its own.
final class ColumnStore {
  /// The type the values are read as.
  let type: ColumnType
  /// The first value, if there is one. It stays valid because nothing but ``values(levels:)`` touches the array.
  let start: UnsafeMutableRawPointer?
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
      var array = LargePages.array(Double.self, count: rowCount)
      start = ColumnStore.start(&array)
      storage = .doubles(array)
    case .integer, .dateTime:
      var array = LargePages.array(Int64.self, count: rowCount)
      start = ColumnStore.start(&array)
      storage = .wide(array)
    case .text, .date:
      var array = LargePages.array(Int32.self, count: rowCount)
      start = ColumnStore.start(&array)
      storage = .days(array)
    case .boolean:
      var array = LargePages.array(Int8.self, count: rowCount)
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

  /// The bytes that a value takes.
  static func stride(_ type: ColumnType) -> Int {
    switch type {
    case .double, .integer, .dateTime: 8
    case .text, .date: 4
    case .boolean: 1
    }
  }

  private static func start<Number>(_ array: inout [Number]) -> UnsafeMutableRawPointer? {
    array.withUnsafeMutableBytes { $0.baseAddress }
  }
}

/// A hash table from texts to codes 0, 1, 2 …, by open addressing with linear probing. The texts are kept elsewhere: a
/// slot is the hash in its upper half and the code plus one in its lower half, 0 if it is free.
struct LevelIndex {
  private var slots: [UInt64]
  private var count = 0

  /// An empty index.
  init() { slots = [UInt64](repeating: 0, count: 256) }

  /// The code of the text with `hash` for which `equals` is true, or the slot where it can be inserted.
  @inline(__always) func find(_ hash: UInt32, _ equals: (_ code: Int) -> Bool) -> (code: Int?, slot: Int) {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count &- 1
      var slot = Int(truncatingIfNeeded: hash) & mask
      while true {
        let content = slots[slot]
        if content == 0 { return (nil, slot) }
        let code = Int(truncatingIfNeeded: content & 0xFFFF_FFFF) &- 1
        if content &>> 32 == UInt64(hash) && equals(code) { return (code, slot) }
        slot = (slot &+ 1) & mask
      }
    }
  }

  /// Enters `code` at the free `slot` that ``find(_:_:)`` gave for `hash`.
  mutating func insert(_ code: Int, _ hash: UInt32, at slot: Int) {
    slots[slot] = UInt64(hash) << 32 | UInt64(truncatingIfNeeded: code + 1)
    count += 1
    if LevelIndex.isFull(slots.count, count) { resize(slots.count * 4) }
  }

  /// Makes room for `count` codes.
  mutating func reserve(_ count: Int) {
    var capacity = slots.count
    while LevelIndex.isFull(capacity, count) { capacity *= 2 }
    if capacity > slots.count { resize(capacity) }
  }

  /// Something of the slots that `hashes` lead to: brings those slots into the cache, all at a time.
  @inline(__always) func touch(_ levels: ArraySlice<LevelTable.Level>) -> UInt64 {
    slots.withUnsafeBufferPointer { slots in
      levels.reduce(0) { $0 | slots[Int(truncatingIfNeeded: $1.field.hash) & (slots.count &- 1)] }
    }
  }

  /// Takes out all codes.
  mutating func removeAll() {
    slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    count = 0
  }

  /// Whether `count` codes are too many for `capacity` slots: the searches lengthen. While the slots fit into the
  /// first cache, searches of one step are worth the room, as their lengths can be foretold.
  private static func isFull(_ capacity: Int, _ count: Int) -> Bool {
    capacity < 4096 ? count * 4 > capacity : count * 5 > capacity * 3
  }

  private mutating func resize(_ capacity: Int) {
    var larger = LargePages.array(UInt64.self, count: capacity)
    larger.withUnsafeMutableBufferPointer { larger in
      larger.update(repeating: 0)
      for content in slots where content != 0 {
        var slot = Int(content >> 32) & (capacity - 1)
        while larger[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
        larger[slot] = content
      }
    }
    slots = larger
  }
}

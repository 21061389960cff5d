/// A hash table from texts to codes 0, 1, 2 …, by open addressing with linear probing. The texts are kept elsewhere: a
/// slot is the hash in its upper half and the code plus one in its lower half, 0 if it is free.
struct LevelIndex {
  private var slots: [UInt64]
  private var count = 0

  /// An empty index.
  init() { slots = [UInt64](repeating: 0, count: 16) }

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
  @inline(__always) func touch(_ texts: some Sequence<RawText>) -> UInt64 {
    slots.withUnsafeBufferPointer { slots in
      texts.reduce(0) { $0 | slots[Int(truncatingIfNeeded: $1.hash) & (slots.count &- 1)] }
    }
  }

  /// Takes out all codes.
  mutating func removeAll() {
    slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    count = 0
  }

  /// Whether `count` codes are too many for `capacity` slots: the searches lengthen.
  private static func isFull(_ capacity: Int, _ count: Int) -> Bool { count * 5 > capacity * 3 }

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

/// A text as it stands in the file: between quotes if it was quoted, with quotes still doubled. As only one spelling
/// of a text has doubled quotes, two texts are equal just if these bytes are.
struct RawText {
  let start: UnsafePointer<UInt8>
  let count: Int
  /// The first eight bytes, zeros behind the end.
  let front: UInt64
  let hash: UInt32
  /// Whether there is a doubled quote in it, once ``findQuotes()`` has been called.
  private(set) var hasQuotes = false

  @inline(__always) init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    self.start = start
    self.count = count
    let first = Digits.word(start)
    var state = UInt64(truncatingIfNeeded: count) ^ 0x9E37_79B9_7F4A_7C15
    if count <= 8 {
      front = first & (UInt64.max >> UInt64(truncatingIfNeeded: 64 &- 8 &* count))
      hash = RawText.fold(&state, front)
    } else {
      front = first
      var position = 0
      while position &+ 16 < count {
        _ = RawText.fold(&state, Digits.word(start + position))
        position &+= 8
      }
      _ = RawText.fold(&state, Digits.word(start + position))
      hash = RawText.fold(&state, Digits.word(start + (count &- 8)))
    }
  }

  /// Finds out whether there is a doubled quote.
  mutating func findQuotes() {
    hasQuotes = UnsafeBufferPointer(start: start, count: count).contains(CSVDialect.quote)
  }

  /// One step of a multiplicative hash: the halves of the 128-bit product, combined.
  @inline(__always) private static func fold(_ state: inout UInt64, _ word: UInt64) -> UInt32 {
    let (high, low) = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    state = high ^ low
    return UInt32(truncatingIfNeeded: state ^ state &>> 32)
  }

  /// Whether `count` bytes that start with `front` in both texts are equal.
  @inline(__always) static func equal(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    var position = 8
    while position &+ 8 <= count {
      if Digits.word(left + position) != Digits.word(right + position) { return false }
      position &+= 8
    }
    guard position < count else { return true }
    return Digits.word(left + (count &- 8)) == Digits.word(right + (count &- 8))
  }
}

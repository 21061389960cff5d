/// A hash table from texts to codes 0, 1, 2 …, by open addressing with linear probing. It stores neither texts nor
/// codes elsewhere: a slot is the hash in its upper half and the code plus one in its lower half, 0 if it is free.
struct LevelIndex: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var count = 0

  init(capacity: Int = 16) {
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
    mask = capacity - 1
  }

  deinit { slots.deallocate() }

  /// The code of a text with `hash` for which `equals` is true, or the slot where it can be inserted.
  @inline(__always) func find(_ hash: UInt32, _ equals: (_ code: Int) -> Bool) -> (code: Int?, slot: Int) {
    var slot = Int(hash) & mask
    while true {
      let content = slots[slot]
      if content == 0 { return (nil, slot) }
      let code = Int(UInt32(truncatingIfNeeded: content)) - 1
      if UInt32(truncatingIfNeeded: content &>> 32) == hash && equals(code) { return (code, slot) }
      slot = (slot + 1) & mask
    }
  }

  /// Enters `code` at the free `slot` that ``find(_:_:)`` gave for `hash`.
  mutating func insert(_ code: Int, _ hash: UInt32, at slot: Int) {
    slots[slot] = UInt64(hash) << 32 | UInt64(truncatingIfNeeded: code + 1)
    count += 1
    if count * 2 > mask { grow() }
  }

  private mutating func grow() {
    let capacity = (mask + 1) * 4
    let old = slots
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    fresh.initialize(repeating: 0, count: capacity)
    let freshMask = capacity - 1
    for index in 0...mask where old[index] != 0 {
      var slot = Int(old[index] >> 32) & freshMask
      while fresh[slot] != 0 { slot = (slot + 1) & freshMask }
      fresh[slot] = old[index]
    }
    old.deallocate()
    slots = fresh
    mask = freshMask
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

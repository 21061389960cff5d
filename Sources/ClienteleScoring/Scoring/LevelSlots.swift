/// Where the levels of a feature stand, by their keys: an open-addressing table in memory of its own, at most half full.
///
/// Texts longer than a key are compared byte by byte once their keys agree. A text that no level has byte for byte may
/// still be canonically equivalent to one, as Swift's `==` has it; a dictionary knows that, and is asked only then.
final class LevelSlots: @unchecked Sendable {
  // Written in `init` only.
  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int
  private let texts: [String: Int32]

  private struct Slot {
    var key = LevelKey("")
    var position: Int32 = -1
  }

  /// Takes in levels and their positions in the plan; the first of equal ones stays.
  init(_ levels: ArraySlice<String>) {
    var capacity = 4
    while capacity < 2 * levels.count { capacity *= 2 }
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(), count: capacity)
    texts = Dictionary(levels.indices.map { (levels[$0], Int32($0)) }) { first, _ in first }
    for (text, position) in texts {
      let key = LevelKey(text)
      var slot = key.hash & mask
      while slots[slot].position >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Slot(key: key, position: position)
    }
  }

  deinit { slots.deallocate() }

  /// The position of the level that equals `text`, or −1.
  @inline(__always)
  func position(of text: String) -> Int {
    let key = LevelKey(text)
    var slot = key.hash & mask
    while slots[slot].position >= 0 {
      if slots[slot].key == key {
        if key.isExact { return Int(slots[slot].position) }
        break
      }
      slot = (slot + 1) & mask
    }
    return texts[text].map { Int($0) } ?? -1
  }
}

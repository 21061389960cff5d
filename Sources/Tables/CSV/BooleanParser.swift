/// Reads true, True, TRUE, false, False, FALSE as 1 and 0; `leniently` also 1 and 0 themselves.
struct BooleanParser: FieldParser {
  static let missing = ColumnValues.missingBoolean
  let leniently: Bool

  @inline(__always) func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int8? {
    switch count {
    case 4:
      switch Digits.word(start) & 0xFFFF_FFFF {
      case 0x6575_7274, 0x6575_7254, 0x4555_5254: 1
      default: nil
      }
    case 5:
      switch Digits.word(start) & 0xFF_FFFF_FFFF {
      case 0x65_736C_6166, 0x65_736C_6146, 0x45_534C_4146: 0
      default: nil
      }
    case 1 where leniently && start[0] &- 48 < 2: Int8(start[0] & 1)
    default: nil
    }
  }
}

/// What comparing two registrations came to: the level of each comparison, and how rare the names are
/// that are equal.
struct Pattern: Equatable {
  /// Four bits a comparison.
  private(set) var levels: UInt64 = 0
  /// Milli-bits; 0 unless the given names are equal.
  var givenRarity: Int32 = 0
  var familyRarity: Int32 = 0

  @inline(__always)
  mutating func set(_ comparison: Comparison, _ level: UInt8) {
    levels |= UInt64(level) << comparison.shift
  }

  @inline(__always)
  func level(_ comparison: Comparison) -> Int {
    Int(truncatingIfNeeded: levels >> comparison.shift & 15)
  }

  /// Levels, and rarities to the bit: what training counts.
  var packed: UInt64 {
    levels | UInt64(Self.bits(givenRarity)) << 36 | UInt64(Self.bits(familyRarity)) << 41
  }

  /// The pattern of a packed one, its rarities in whole bits.
  init(packed: UInt64) {
    levels = packed & 0xF_FFFF_FFFF
    givenRarity = Int32(truncatingIfNeeded: packed >> 36 & 31) * 1000
    familyRarity = Int32(truncatingIfNeeded: packed >> 41 & 31) * 1000
  }

  init() {}

  private static func bits(_ rarity: Int32) -> Int32 { min(31, (rarity + 500) / 1000) }
}

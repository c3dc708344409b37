import Digests
import Persons
import RecordModel

/// Keys for rows without a record number that say the very same of the patient.
///
/// A reel whose index has no numbers may list a patient's documents by the hundred. Rows with the same
/// name and full birth date, and nothing that differs, are one person by any threshold: they are taken
/// together as if they had a number, and compared with others once.
enum StandInNumbers {
  /// The key of each row: its number, or what it says, or `.none`.
  static func keys(_ input: LinkInput) -> [Key128] {
    var keys = input.numbers
    let (given, family) = (input.given.bytes.span, input.family.bytes.span)
    let (middle, maiden) = (input.middle.bytes.span, input.maiden.bytes.span)
    for row in keys.indices where keys[row] == .none {
      let ownGiven = given.extracting(input.given.range(row))
      let ownFamily = family.extracting(input.family.range(row))
      guard ownGiven.count > 1, !ownFamily.isEmpty,
        PartialDate(packed: input.births[row]).isComplete
      else { continue }
      var (one, other) = (stableHash(ownGiven), stableHash(ownFamily))
      one = stableHash(middle.extracting(input.middle.range(row)), seed: one)
      other = stableHash(maiden.extracting(input.maiden.range(row)), seed: other)
      let rest: [UInt64] = [
        UInt64(input.births[row]) << 32 | UInt64(input.ssns[row]), input.phones[row],
        input.addresses[row], UInt64(input.districts[row]) << 32 | UInt64(input.houses[row]),
        UInt64(input.generations[row]) << 8 | UInt64(input.sexes[row]),
      ]
      for value in rest {
        one = mixed(one ^ value)
        other = mixed(other &+ value)
      }
      keys[row] = Key128(high: one | 1, low: other)
    }
    return keys
  }

  /// The finisher of SplitMix64.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

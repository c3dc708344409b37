import RecordModel

/// The values of rows that never contradict one another: at most one a field.
///
/// Nearly all numbers are like that, and then nothing need be weighed: a row whose every value is
/// equal, or missing on one side, is in conflict with nothing and joins. What this takes, `Profile`
/// would take too.
struct OneVoice {
  private var birth = PartialDate.missing
  private var ssn: UInt32 = 0
  private var phone: UInt64 = 0
  private var address: UInt64 = 0
  private var given = NameRange(start: 0, count: 0)
  private var family = NameRange(start: 0, count: 0)

  init() {}

  /// Takes a row's values; false when one of them is new.
  mutating func takes(_ person: Demographics, _ names: FoldedNames) -> Bool {
    guard fits(person.birth.packed, birth.packed), fits(person.ssn, ssn),
      fits(person.phone, phone), fits(person.address, address),
      fits(person.given, given, names.given), fits(person.family, family, names.family)
    else { return false }
    if birth.isMissing { birth = person.birth }
    if ssn == 0 { ssn = person.ssn }
    if phone == 0 { phone = person.phone }
    if address == 0 { address = person.address }
    if given.isEmpty { given = person.given }
    if family.isEmpty { family = person.family }
    return true
  }

  private func fits<Value: FixedWidthInteger>(_ left: Value, _ right: Value) -> Bool {
    left == right || left == 0 || right == 0
  }

  private func fits(_ left: NameRange, _ right: NameRange, _ letters: [UInt8]) -> Bool {
    left.isEmpty || right.isEmpty || isSameText(left, right, in: letters.span)
  }
}

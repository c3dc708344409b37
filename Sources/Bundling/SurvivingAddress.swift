import Persons
import RecordModel

/// An address that survives: for each of its parts the row that says it, or -1.
struct SurvivingAddress {
  private(set) var rows = InlineArray<5, Int32>(repeating: -1)

  /// Nil when the row says nothing of an address.
  init?(_ row: Int, of person: borrowing PersonInHand) {
    var isEmpty = true
    for part in 0..<5 where person.has(Self.value(part), row) {
      rows[part] = Int32(truncatingIfNeeded: row)
      isEmpty = false
    }
    if isEmpty { return nil }
  }

  var line: Int32 { rows[0] }
  var city: Int32 { rows[1] }
  var state: Int32 { rows[2] }
  var postalCode: Int32 { rows[3] }
  var country: Int32 { rows[4] }

  /// Says whether two addresses are one.
  ///
  /// No part is said differently by both, and they share the line or one says all that the other
  /// does: a street is never joined with a stranger's ZIP.
  func agrees(with other: SurvivingAddress, of person: borrowing PersonInHand) -> Bool {
    guard (line >= 0 && other.line >= 0) || says(allOf: other) || other.says(allOf: self) else {
      return false
    }
    for part in 0..<5 where rows[part] >= 0 && other.rows[part] >= 0 {
      let (first, second) = (Int(rows[part]), Int(other.rows[part]))
      var value = Self.value(part)
      if part == 0, person.has(.addressFolded, first), person.has(.addressFolded, second) {
        value = .addressFolded
      }
      guard person.isSame(value, first, second) else { return false }
    }
    return true
  }

  private func says(allOf other: SurvivingAddress) -> Bool {
    for part in 0..<5 where rows[part] < 0 && other.rows[part] >= 0 { return false }
    return true
  }

  /// Takes the parts that are missing.
  mutating func complete(from other: SurvivingAddress) {
    for part in 0..<5 where rows[part] < 0 { rows[part] = other.rows[part] }
  }

  @inline(__always)
  private static func value(_ part: Int) -> TextValue {
    switch part {
    case 0: .addressLine
    case 1: .city
    case 2: .state
    case 3: .postalCode
    default: .country
    }
  }
}

import Persons
import RecordModel

/// A name that survives: the row that says it, and the rows that complete it (-1 for none).
struct SurvivingName {
  let row: Int32
  private(set) var middle: Int32
  private(set) var prefix: Int32
  private(set) var suffix: Int32

  init(_ row: Int, of person: borrowing PersonInHand) {
    let index = Int32(truncatingIfNeeded: row)
    self.row = index
    middle = person.has(.middle, row) ? index : -1
    prefix = person.has(.prefix, row) ? index : -1
    suffix = person.has(.suffix, row) ? index : -1
  }

  /// Says whether a row says the same name: folded alike, and nothing against it in the other parts.
  func agrees(with row: Int, of person: borrowing PersonInHand) -> Bool {
    guard Self.isSameFolded(.familyFolded, .family, Int(self.row), row, of: person),
      Self.isSameFolded(.givenFolded, .given, Int(self.row), row, of: person)
    else { return false }
    if middle >= 0, person.has(.middle, row), !person.isPrefix(.middle, Int(middle), row) {
      return false
    }
    if suffix >= 0, person.has(.suffix, row), !person.isSame(.suffix, Int(suffix), row) {
      return false
    }
    return prefix < 0 || !person.has(.prefix, row) || person.isSame(.prefix, Int(prefix), row)
  }

  /// Takes the parts that are missing, and a middle name for its initial.
  mutating func complete(from row: Int, of person: borrowing PersonInHand) {
    let index = Int32(truncatingIfNeeded: row)
    if person.has(.middle, row) {
      let length = person.range(.middle, row).count
      let known = middle < 0 ? 0 : person.range(.middle, Int(middle)).count
      if length > known { middle = index }
    }
    if prefix < 0, person.has(.prefix, row) { prefix = index }
    if suffix < 0, person.has(.suffix, row) { suffix = index }
  }

  /// Names without any letter A to Z or digit fold to nothing; then what was written counts.
  private static func isSameFolded(
    _ folded: TextValue,
    _ written: TextValue,
    _ first: Int,
    _ second: Int,
    of person: borrowing PersonInHand
  ) -> Bool {
    let value = person.has(folded, first) && person.has(folded, second) ? folded : written
    return person.isSame(value, first, second)
  }
}

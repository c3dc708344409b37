import CanonicalJSON
import Persons
import RecordModel

/// Text of a person's rows, straight from their records into JSON.
extension PersonView {
  @inline(__always)
  func has(_ value: TextValue, _ row: Int) -> Bool { rows[row].view.has(value) }

  /// Says whether two rows say the same, byte for byte.
  func isSame(_ value: TextValue, _ first: Int, _ second: Int) -> Bool {
    let left = rows[first].view.range(value)
    let right = rows[second].view.range(value)
    guard left.count == right.count else { return false }
    return startsAlike(left, right)
  }

  /// Says whether the shorter of two values is the beginning of the longer: an initial and its name.
  func isPrefix(_ value: TextValue, _ first: Int, _ second: Int) -> Bool {
    startsAlike(rows[first].view.range(value), rows[second].view.range(value))
  }

  private func startsAlike(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    let bytes = self.bytes.span
    for index in 0..<min(left.count, right.count)
    where bytes[left.lowerBound + index] != bytes[right.lowerBound + index] {
      return false
    }
    return true
  }

  /// Says whether every row that names a facility names the same one, and has its number from it.
  func isFacilityImplied(by managing: Int) -> Bool {
    for row in rows.indices where has(.facility, row) {
      guard has(.recordNumber, row), isSame(.facility, row, managing) else { return false }
      let facility = rows[row].view.range(.facility)
      let assigner = rows[row].view.range(.assigner)
      guard facility.count == assigner.count, startsAlike(facility, assigner) else { return false }
    }
    return true
  }

  /// The first row of these that has a value.
  func first(_ value: TextValue, of rows: ArraySlice<Int32>) -> Int? {
    for row in rows where has(value, Int(row)) { return Int(row) }
    return nil
  }
}

extension CanonicalJSONWriter {
  /// Appends a value, escaped, inside an open string.
  @inline(__always)
  mutating func text(_ value: TextValue, of row: Int, in person: borrowing PersonView) {
    appendEscaped(person.bytes.span.extracting(person.rows[row].view.range(value)))
  }

  /// Appends an id inside an open string.
  @inline(__always)
  mutating func id(_ id: borrowing WrittenId) { appendPlain(id.bytes.span) }

  /// Appends a date inside an open string.
  @inline(__always)
  mutating func date(_ date: PartialDate) { date.write(to: &bytes) }
}

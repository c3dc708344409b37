import Persons
import RecordModel

/// A person whose rows are looked at many times: the view, with the places of all its values.
///
/// Shares the view's buffers. It lives no longer than one call, so that they stay the view's own.
struct PersonInHand {
  let id: Key128
  let retired: [Key128]
  let bytes: [UInt8]
  let rows: [PersonRow]
  /// Says whether any of the rows is withdrawn: most persons have none, and skip what it would cost.
  let hasWithdrawn: Bool
  /// Where each value lies in `bytes`: offset above, length below, by row, then by tag.
  private(set) var ranges: [UInt64]

  /// Takes a person; `buffer` is a used one of `ranges`, or an empty one.
  init(_ person: borrowing PersonView, buffer: consuming [UInt64]) {
    id = person.id
    retired = person.retired
    bytes = person.bytes
    rows = person.rows
    ranges = buffer
    ranges.removeAll(keepingCapacity: true)
    var hasWithdrawn = false
    for row in rows.indices {
      rows[row].view.appendRanges(to: &ranges)
      if rows[row].isWithdrawn { hasWithdrawn = true }
    }
    self.hasWithdrawn = hasWithdrawn
  }

  /// The buffer, for the next person.
  consuming func takeBuffer() -> [UInt64] { ranges }

  /// The range of a value in `bytes`; empty when missing.
  @inline(__always)
  func range(_ value: TextValue, _ row: Int) -> Range<Int> {
    let place = ranges[row * TextValue.count + Int(value.rawValue)]
    let start = Int(truncatingIfNeeded: place >> 32)
    return start..<start + Int(truncatingIfNeeded: place & 0xFFFF_FFFF)
  }
}

extension PersonInHand {
  @inline(__always)
  func has(_ value: TextValue, _ row: Int) -> Bool {
    UInt32(truncatingIfNeeded: ranges[row * TextValue.count + Int(value.rawValue)]) != 0
  }

  /// Says whether the person has a live row.
  var isActive: Bool {
    hasWithdrawn ? rows.contains { !$0.isWithdrawn } : !rows.isEmpty
  }

  /// The live ones of these rows; all of them when none is live.
  func counting(_ pages: ArraySlice<Int32>) -> ArraySlice<Int32> {
    guard hasWithdrawn else { return pages }
    let live = pages.filter { !rows[Int($0)].isWithdrawn }
    return live.isEmpty ? pages : live[...]
  }

  /// The first of these rows that has a value: a live one if there is one.
  func firstCounting(_ value: TextValue, of pages: ArraySlice<Int32>) -> Int? {
    guard hasWithdrawn else { return first(value, of: pages) }
    return first(value, of: counting(pages)) ?? first(value, of: pages)
  }

  /// Says whether two rows say the same, byte for byte.
  func isSame(_ value: TextValue, _ first: Int, _ second: Int) -> Bool {
    let left = range(value, first)
    let right = range(value, second)
    guard left.count == right.count else { return false }
    return startsAlike(left, right)
  }

  /// Says whether the shorter of two values is the beginning of the longer: an initial and its name.
  func isPrefix(_ value: TextValue, _ first: Int, _ second: Int) -> Bool {
    startsAlike(range(value, first), range(value, second))
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
      let facility = range(.facility, row)
      let assigner = range(.assigner, row)
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

import Persons
import RecordModel

/// What one row says about who the patient is, beside its names' letters.
struct Demographics {
  let birth: PartialDate
  /// 0 when missing, as are phone and address.
  let ssn: UInt32
  let phone: UInt64
  let address: UInt64
  let given: NameRange
  let family: NameRange
}

/// Where a folded name lies in its column; empty when missing.
struct NameRange: Equatable {
  let start: UInt32
  let count: UInt32

  var isEmpty: Bool { count == 0 }
  var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// The letters of all folded names.
struct FoldedNames {
  let given: [UInt8]
  let family: [UInt8]

  init(_ input: LinkInput) {
    given = input.given.bytes
    family = input.family.bytes
  }
}

/// Reads what rows say, row after row of a list.
///
/// Rows of one number lie far apart. Reading many of them before any is compared lets the processor
/// wait for several at once, which is most of what linking registrations costs.
func demographics(of rows: ArraySlice<UInt32>, in input: LinkInput) -> [Demographics] {
  let (births, ssns) = (input.births.span, input.ssns.span)
  let (phones, addresses) = (input.phones.span, input.addresses.span)
  let (given, family) = (input.given.ends.span, input.family.ends.span)
  var people: [Demographics] = []
  people.reserveCapacity(rows.count)
  for row in rows {
    let row = Int(row)
    people.append(
      Demographics(
        birth: PartialDate(packed: births[row]),
        ssn: ssns[row],
        phone: phones[row],
        address: addresses[row],
        given: nameRange(row, given),
        family: nameRange(row, family)
      )
    )
  }
  return people
}

private func nameRange(_ row: Int, _ ends: Span<UInt32>) -> NameRange {
  let start = row == 0 ? 0 : ends[row - 1]
  return NameRange(start: start, count: ends[row] &- start)
}

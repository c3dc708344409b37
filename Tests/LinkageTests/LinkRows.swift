import Linkage
import Persons
import RecordModel

/// One row as a test writes it down.
struct LinkRow {
  var night: UInt16 = 1
  var source: UInt8 = 0
  var key: Key128
  var number: Key128 = .none
  /// Another number that is the same patient's.
  var merged: Key128 = .none
  var birth: UInt32 = 0
  var ssn: UInt32 = 0
  var phone: UInt64 = 0
  var address: UInt64 = 0
  var given = ""
  var family = ""
  var middle = ""
  var maiden = ""
  var generation: Generation?
  var sex = Sex.missing
  var district: UInt32 = 0
  var house: UInt32 = 0
  var service: UInt32 = 0

  init(_ key: Int) { self.key = Key128(high: UInt64(key), low: 0) }

  /// A row of a record number.
  static func of(_ number: Int, _ key: Int, _ change: (inout LinkRow) -> Void = { _ in }) -> LinkRow
  {
    var row = LinkRow(key)
    row.number = Key128(high: 0, low: UInt64(number))
    change(&row)
    return row
  }
}

/// The rows as linkage sees them: in order.
func linkInput(_ rows: [LinkRow]) -> LinkInput {
  var input = LinkInput()
  let ordered = rows.sorted {
    ($0.night, $0.source, $0.key.high, $0.key.low) < ($1.night, $1.source, $1.key.high, $1.key.low)
  }
  for row in ordered {
    if row.merged != .none {
      input.merges.append(NumberMerge(row: UInt32(input.rowCount), number: row.merged))
    }
    input.nights.append(row.night)
    input.sources.append(row.source)
    input.keys.append(row.key)
    input.digests.append(row.key)
    input.numbers.append(row.number)
    input.births.append(row.birth)
    input.ssns.append(row.ssn)
    input.phones.append(row.phone)
    input.addresses.append(row.address)
    input.given.append(row.given.utf8)
    input.family.append(row.family.utf8)
    input.maiden.append(row.maiden.utf8)
    input.middle.append(row.middle.utf8)
    input.generations.append(row.generation?.rawValue ?? 0)
    input.sexes.append(row.sex.rawValue)
    input.districts.append(row.district)
    input.houses.append(row.house)
    input.services.append(row.service)
  }
  return input
}

extension Registrations {
  /// Persons as record numbers, merges and decisions alone make them.
  static func link(_ input: LinkInput, workers: some Workers) -> LinkResult {
    let groups = group(input, workers: workers)
    var (decided, leaders) = (groups.decided, groups.firstRows)
    decided.apply(to: &leaders)
    var persons: [UInt32] = []
    var count: UInt32 = 0
    for (row, first) in leaders.enumerated() {
      if Int(first) == row {
        persons.append(count)
        count += 1
      } else {
        persons.append(persons[Int(first)])
      }
    }
    var result = LinkResult(
      personOfRow: persons,
      personCount: Int(count),
      overlays: groups.overlays
    )
    result.unclearMerges = groups.unclearMerges
    result.registrationOfRow = groups.firstRows
    return result
  }
}

/// A packed date.
func day(_ iso: String) -> UInt32 { PartialDate(iso: iso)?.packed ?? 0 }

/// Runs pieces of work one after the other, in any order a test asks for.
struct OneWorker: Workers {
  var isBackwards = false

  func each(_ count: Int, _ body: @Sendable (Int) -> Void) {
    for piece in 0..<count { body(isBackwards ? count - 1 - piece : piece) }
  }
}

/// Numbers that look random and are the same for a seed (Steele, Lea and Flood, SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

import Persons
import RecordModel

/// Every registration with all its distinct values, as linkage compares them.
///
/// Registrations are numbered by their first row. Each is a run of words in one arena: `header` words,
/// then its values, kind after kind; `RegistrationView` knows where. About 60 bytes a registration.
struct RegistrationTable: Sendable {
  /// The most values of a kind that are kept: the first ones.
  static let mostValues = 15

  /// Rows of all registrations, ascending within one.
  private(set) var rows: [UInt32] = []
  /// Where each registration's rows end in `rows`.
  private(set) var rowEnds: [UInt32] = []
  /// The registration of each row.
  private(set) var ofRow: [UInt32]
  private(set) var words: [UInt32] = []
  /// Where each registration begins in `words`, and where the last one ends.
  private(set) var starts: [UInt32] = [0]

  var count: Int { rowEnds.count }

  func rows(of registration: Int) -> ArraySlice<UInt32> {
    rows[(registration == 0 ? 0 : Int(rowEnds[registration - 1]))..<Int(rowEnds[registration])]
  }

  /// Gathers what the rows say.
  ///
  /// - Parameter first: For each row the first row of its registration.
  init(_ input: LinkInput, first: [UInt32], names: RowNames) {
    ofRow = first
    number(first)
    words.reserveCapacity(count * 14)
    starts.reserveCapacity(count + 1)
    var gathered = GatheredValues()
    for registration in 0..<count {
      gathered.removeAll()
      for row in rows(of: registration) { gathered.take(Int(row), input, names) }
      gathered.append(to: &words)
      starts.append(UInt32(truncatingIfNeeded: words.count))
    }
  }

  private mutating func number(_ first: [UInt32]) {
    for row in first.indices {
      if first[row] == row {
        ofRow[row] = UInt32(truncatingIfNeeded: rowEnds.count)
        rowEnds.append(0)
      } else {
        ofRow[row] = ofRow[Int(first[row])]
      }
    }
    for registration in ofRow { rowEnds[Int(registration)] += 1 }
    var total: UInt32 = 0
    for registration in rowEnds.indices {
      let count = rowEnds[registration]
      rowEnds[registration] = total
      total += count
    }
    rows = Array(repeating: 0, count: first.count)
    for row in ofRow.indices {
      let registration = Int(ofRow[row])
      rows[Int(rowEnds[registration])] = UInt32(truncatingIfNeeded: row)
      rowEnds[registration] += 1
    }
  }
}

/// The distinct values of one registration while they are gathered.
struct GatheredValues {
  private var values: [[UInt32]] = Array(repeating: [], count: RegistrationView.Kind.allCases.count)
  private var phones: [UInt64] = []
  private var addresses: [UInt64] = []
  private var generations: UInt32 = 0
  private var sexes: UInt32 = 0
  private var firstService: UInt32 = 0
  private var lastService: UInt32 = 0

  mutating func removeAll() {
    for kind in values.indices { values[kind].removeAll(keepingCapacity: true) }
    phones.removeAll(keepingCapacity: true)
    addresses.removeAll(keepingCapacity: true)
    (generations, sexes, firstService, lastService) = (0, 0, 0, 0)
  }

  mutating func take(_ row: Int, _ input: LinkInput, _ names: RowNames) {
    keep(names.given[row], .given)
    for family in names.families[Int(names.family[row])] { keep(family, .family) }
    for family in names.families[Int(names.maiden[row])] { keep(family, .family) }
    keep(names.middle[row], .middle)
    keep(input.births[row], .birth)
    keep(input.ssns[row], .ssn)
    keep(input.districts[row], .district)
    keep(input.houses[row], .house)
    if input.phones[row] != 0 { Self.keep(input.phones[row], in: &phones) }
    if input.addresses[row] != 0 { Self.keep(input.addresses[row], in: &addresses) }
    if input.generations[row] != 0 { generations |= 1 << UInt32(input.generations[row] & 7) }
    if input.sexes[row] == Sex.male.rawValue || input.sexes[row] == Sex.female.rawValue {
      sexes |= 1 << UInt32(input.sexes[row])
    }
    let service = input.services[row]
    guard service != 0 else { return }
    firstService = firstService == 0 ? service : min(firstService, service)
    lastService = max(lastService, service)
  }

  private mutating func keep(_ value: UInt32, _ kind: RegistrationView.Kind) {
    guard value != 0 else { return }
    Self.keep(value, in: &values[Int(kind.rawValue)])
  }

  private static func keep<Value: Equatable>(_ value: Value, in values: inout [Value]) {
    guard values.count < RegistrationTable.mostValues, !values.contains(value) else { return }
    values.append(value)
  }

  func append(to words: inout [UInt32]) {
    var counts: UInt32 = 0
    for kind in values.indices.dropLast() {
      counts |= UInt32(truncatingIfNeeded: values[kind].count) << UInt32(kind * 4)
    }
    counts |= UInt32(truncatingIfNeeded: phones.count) << 24
    counts |= UInt32(truncatingIfNeeded: addresses.count) << 28
    words.append(counts)
    let houses = UInt32(truncatingIfNeeded: values[Int(RegistrationView.Kind.house.rawValue)].count)
    words.append(generations | sexes << 8 | houses << 16)
    words.append(firstService)
    words.append(lastService)
    for kind in values { words.append(contentsOf: kind) }
    for value in phones + addresses {
      words.append(UInt32(truncatingIfNeeded: value >> 32))
      words.append(UInt32(truncatingIfNeeded: value))
    }
  }
}

/// One registration's values, read where they lie; costs nothing to make.
struct RegistrationView {
  /// Kinds of values of one word each, in the order in which they lie.
  enum Kind: UInt8, CaseIterable {
    case given, family, middle, birth, ssn, district, house
  }

  let given: UnsafeBufferPointer<UInt32>
  let family: UnsafeBufferPointer<UInt32>
  let middle: UnsafeBufferPointer<UInt32>
  let birth: UnsafeBufferPointer<UInt32>
  let ssn: UnsafeBufferPointer<UInt32>
  let district: UnsafeBufferPointer<UInt32>
  let house: UnsafeBufferPointer<UInt32>
  /// Two words a value.
  let phone: UnsafeBufferPointer<UInt32>
  let address: UnsafeBufferPointer<UInt32>
  /// Bits by `Generation.rawValue`.
  let generations: UInt32
  /// Bits by `Sex.rawValue`.
  let sexes: UInt32
  let firstService: UInt32
  let lastService: UInt32

  @inline(__always)
  init(_ words: UnsafePointer<UInt32>, _ start: UInt32) {
    let header = words + Int(start)
    let counts = header[0]
    var at = header + 4
    @inline(__always)
    func next(_ count: UInt32) -> UnsafeBufferPointer<UInt32> {
      defer { at += Int(count) }
      return UnsafeBufferPointer(start: at, count: Int(count))
    }
    given = next(counts & 15)
    family = next(counts >> 4 & 15)
    middle = next(counts >> 8 & 15)
    birth = next(counts >> 12 & 15)
    ssn = next(counts >> 16 & 15)
    district = next(counts >> 20 & 15)
    house = next(header[1] >> 16 & 15)
    phone = next((counts >> 24 & 15) * 2)
    address = next((counts >> 28 & 15) * 2)
    generations = header[1] & 0xFF
    sexes = header[1] >> 8 & 0xFF
    firstService = header[2]
    lastService = header[3]
  }

  /// The one sex, when it is known and never contradicted.
  @inline(__always)
  var sex: UInt32 { sexes & (sexes &- 1) == 0 ? sexes : 0 }
}

import Persons
import RecordModel

/// Whose word counts.
///
/// Live rows stand before withdrawn ones, then rows by trust of their source, then newest by service
/// date, then by night, then by row key. Row keys never repeat, so there is one order.
struct RowRank: Comparable {
  /// Small is better: withdrawn or not, trust, then the complement of date and night.
  let standing: UInt64
  let key: RowKey
  let row: Int32

  init(_ row: borrowing PersonRow, at index: Int, trust: UInt8) {
    let service = UInt64(~row.view.service.packed)
    let withdrawn: UInt64 = row.isWithdrawn ? 1 << 63 : 0
    standing = withdrawn | UInt64(trust) << 48 | service << 16 | UInt64(~row.night)
    key = row.view.key
    self.row = Int32(truncatingIfNeeded: index)
  }

  static func < (left: Self, right: Self) -> Bool {
    left.standing == right.standing ? left.key > right.key : left.standing < right.standing
  }
}

/// The values of a patient that survive, best first, as rows to take them from.
///
/// Reused from person to person. Names and addresses that agree as far as both go are one; the
/// better row's word is completed by the others.
struct Survivorship {
  private var ranks: [RowRank] = []
  /// Best first.
  private(set) var order: [Int32] = []
  private(set) var names: [SurvivingName] = []
  private(set) var addresses: [SurvivingAddress] = []
  /// Rows with different record numbers, SSNs, phones, maiden names, and names that are none.
  private(set) var numbers: [Int32] = []
  private(set) var ssns: [Int32] = []
  private(set) var phones: [Int32] = []
  private(set) var maidens: [Int32] = []
  private(set) var unusableNames: [Int32] = []
  private(set) var sex: Int32 = -1
  private(set) var birth: Int32 = -1
  private(set) var death: Int32 = -1

  /// Decides for a person; `trust` is the rank of each source, 0 for the most trusted.
  mutating func decide(_ person: borrowing PersonInHand, trust: [UInt8]) {
    clear()
    for index in person.rows.indices {
      let source = Int(person.rows[index].source)
      let rank = source < trust.count ? trust[source] : .max
      ranks.append(RowRank(person.rows[index], at: index, trust: rank))
    }
    if ranks.count > 1 { ranks.sort() }
    for rank in ranks { order.append(rank.row) }
    for row in order where !person.rows[Int(row)].isWithdrawn { take(Int(row), of: person) }
    if person.hasWithdrawn { takeWithdrawn(of: person) }
    birth = date(.birth, of: person)
    death = date(.death, of: person)
  }

  private mutating func clear() {
    ranks.removeAll(keepingCapacity: true)
    order.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    addresses.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    ssns.removeAll(keepingCapacity: true)
    phones.removeAll(keepingCapacity: true)
    maidens.removeAll(keepingCapacity: true)
    unusableNames.removeAll(keepingCapacity: true)
    sex = -1
  }

  private mutating func take(_ row: Int, of person: borrowing PersonInHand) {
    takeName(row, of: person)
    takeAddress(row, of: person)
    takeSex(row, person.rows[row].view.sex, of: person)
    takeNumber(row, of: person)
    takeSSN(row, of: person)
    Self.add(row, .phone, to: &phones, of: person)
    Self.add(row, .maiden, to: &maidens, of: person)
  }

  /// Takes from withdrawn rows what no live row says anything of.
  private mutating func takeWithdrawn(of person: borrowing PersonInHand) {
    let hasName = !names.isEmpty
    let (hasAddress, hasSex) = (!addresses.isEmpty, sex >= 0)
    let (hasNumber, hasSSN) = (!numbers.isEmpty, !ssns.isEmpty)
    let (hasPhone, hasMaiden) = (!phones.isEmpty, !maidens.isEmpty)
    for index in order where person.rows[Int(index)].isWithdrawn {
      let row = Int(index)
      if !hasName { takeName(row, of: person) }
      if !hasAddress { takeAddress(row, of: person) }
      if !hasSex { takeSex(row, person.rows[row].view.sex, of: person) }
      if !hasNumber { takeNumber(row, of: person) }
      if !hasSSN { takeSSN(row, of: person) }
      if !hasPhone { Self.add(row, .phone, to: &phones, of: person) }
      if !hasMaiden { Self.add(row, .maiden, to: &maidens, of: person) }
    }
  }

  private mutating func takeNumber(_ row: Int, of person: borrowing PersonInHand) {
    guard person.has(.recordNumber, row), !isKnownNumber(row, of: person) else { return }
    numbers.append(Int32(truncatingIfNeeded: row))
  }

  private mutating func takeSSN(_ row: Int, of person: borrowing PersonInHand) {
    let ssn = person.rows[row].view.ssn
    guard ssn != 0, !ssns.contains(where: { person.rows[Int($0)].view.ssn == ssn }) else { return }
    ssns.append(Int32(truncatingIfNeeded: row))
  }

  private static func add(
    _ row: Int,
    _ value: TextValue,
    to rows: inout [Int32],
    of person: borrowing PersonInHand
  ) {
    guard person.has(value, row) else { return }
    for known in rows where person.isSame(value, Int(known), row) { return }
    rows.append(Int32(truncatingIfNeeded: row))
  }

  private func isKnownNumber(_ row: Int, of person: borrowing PersonInHand) -> Bool {
    for known in numbers where person.isSameNumber(Int(known), row) { return true }
    return false
  }

  private mutating func takeName(_ row: Int, of person: borrowing PersonInHand) {
    guard person.has(.family, row) || person.has(.given, row) else {
      Self.add(row, .nameAsWritten, to: &unusableNames, of: person)
      return
    }
    for index in names.indices where names[index].agrees(with: row, of: person) {
      names[index].complete(from: row, of: person)
      return
    }
    names.append(SurvivingName(row, of: person))
  }

  private mutating func takeAddress(_ row: Int, of person: borrowing PersonInHand) {
    guard let address = SurvivingAddress(row, of: person) else { return }
    for index in addresses.indices where addresses[index].agrees(with: address, of: person) {
      addresses[index].complete(from: address)
      return
    }
    addresses.append(address)
  }

  /// A known sex outranks the word "unknown", whoever said it.
  private mutating func takeSex(_ row: Int, _ said: Sex, of person: borrowing PersonInHand) {
    guard said != .missing else { return }
    let isBetter = sex < 0 || (said != .unknown && person.rows[Int(sex)].view.sex == .unknown)
    if isBetter { sex = Int32(truncatingIfNeeded: row) }
  }

  /// The best row's date, or the most precise one that agrees with it.
  private func date(_ value: DateValue, of person: borrowing PersonInHand) -> Int32 {
    var best: Int32 = -1
    for row in order {
      let said = person.rows[Int(row)].view.date(value)
      guard !said.isMissing else { continue }
      guard best >= 0 else {
        best = row
        continue
      }
      // A withdrawn row completes no live one.
      guard person.rows[Int(row)].isWithdrawn == person.rows[Int(best)].isWithdrawn else { break }
      let known = person.rows[Int(best)].view.date(value)
      if known.agrees(with: said), said.precision > known.precision { best = row }
    }
    return best
  }
}

extension PersonInHand {
  /// Says whether two rows were given the same number by the same assigner.
  func isSameNumber(_ first: Int, _ second: Int) -> Bool {
    isSame(.recordNumber, first, second) && isSame(.assigner, first, second)
  }
}

extension PartialDate {
  /// 1 for a year, 2 with a month, 3 with a day.
  fileprivate var precision: Int { day > 0 ? 3 : month > 0 ? 2 : 1 }
}

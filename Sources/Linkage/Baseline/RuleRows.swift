import Persons
import RecordModel

/// A field that a deterministic rule asks for.
enum RuleField { case given, family, birth, street, phone, lastFour }

/// Rows as deterministic rules see them.
struct RuleRows {
  private let input: LinkInput
  /// Folded names without the blanks between their parts.
  private let given: TextColumn
  private let family: TextColumn
  /// Days since a fixed day, for complete dates only.
  private let days: [Int32?]

  init(_ input: LinkInput) {
    self.input = input
    given = Self.withoutBlanks(input.given)
    family = Self.withoutBlanks(input.family)
    days = input.births.map { Self.day(PartialDate(packed: $0)) }
  }

  private static func withoutBlanks(_ names: TextColumn) -> TextColumn {
    var closed = TextColumn()
    for row in 0..<names.count {
      closed.append(names.bytes[names.range(row)].lazy.filter { $0 != UInt8(ascii: " ") })
    }
    return closed
  }

  /// For each row a key of some fields together; `.none` where one of them is missing.
  ///
  /// For a yardstick two quick hashes will do.
  func keys(_ fields: [RuleField]) -> [Key128] {
    (0..<input.rowCount).map { row in
      var (high, low): (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F)
      for field in fields {
        guard let value = value(field, row) else { return .none }
        high = Self.mixed(high ^ value)
        low = Self.mixed(low &+ value &* 0x9FB2_1C65_1E98_DF25)
      }
      return Key128(high: high, low: low | 1)
    }
  }

  /// Says whether both rows say a generation, and not the same.
  func areOfTwoGenerations(_ left: Int, _ right: Int) -> Bool {
    let (one, other) = (input.generations[left], input.generations[right])
    return one != 0 && other != 0 && one != other
  }

  /// How many of the fields differ a little; nil when one is missing or differs more.
  func differing(_ left: Int, _ right: Int, _ fields: [RuleField]) -> Int? {
    var count = 0
    for field in fields {
      guard let step = difference(field, left, right) else { return nil }
      count += step
    }
    return count
  }

  private func difference(_ field: RuleField, _ left: Int, _ right: Int) -> Int? {
    switch field {
    case .given: nameDifference(given, left, right)
    case .family: nameDifference(family, left, right)
    case .birth: dateDifference(left, right)
    case .street, .phone, .lastFour:
      value(field, left).flatMap { value(field, right) == $0 ? 0 : nil }
    }
  }

  private func dateDifference(_ left: Int, _ right: Int) -> Int? {
    guard let first = days[left], let second = days[right], abs(first - second) <= 1 else {
      return nil
    }
    return first == second ? 0 : 1
  }

  private func nameDifference(_ names: TextColumn, _ left: Int, _ right: Int) -> Int? {
    let (first, second) = (names.range(left), names.range(right))
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let bytes = names.bytes.span
    let (one, other) = (bytes.extracting(first), bytes.extracting(second))
    if areEqual(one, other) { return 0 }
    guard first.count >= 5, second.count >= 5 else { return nil }
    return areOneEditApart(one, other) ? 1 : nil
  }

  private func value(_ field: RuleField, _ row: Int) -> UInt64? {
    switch field {
    case .given: hash(given, row)
    case .family: hash(family, row)
    case .birth: days[row].map { UInt64(bitPattern: Int64($0)) | 1 << 40 }
    case .street: input.addresses[row] == 0 ? nil : input.addresses[row]
    case .phone: input.phones[row] == 0 ? nil : input.phones[row]
    case .lastFour: input.ssns[row] == 0 ? nil : UInt64(input.ssns[row] % 10_000) + 1
    }
  }

  private func hash(_ names: TextColumn, _ row: Int) -> UInt64? {
    let range = names.range(row)
    guard !range.isEmpty else { return nil }
    let bytes = names.bytes.span
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return Self.mixed(hash)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ value >> 33
  }

  /// The day's number in the Gregorian calendar, years beginning in March.
  private static func day(_ date: PartialDate) -> Int32? {
    guard date.isComplete else { return nil }
    let year = date.month > 2 ? date.year : date.year - 1
    let month = (date.month + 9) % 12
    return Int32(
      year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + date.day
    )
  }
}

private func areEqual(_ one: borrowing Span<UInt8>, _ other: borrowing Span<UInt8>) -> Bool {
  guard one.count == other.count else { return false }
  for index in one.indices where one[index] != other[index] { return false }
  return true
}

/// Says whether one insertion, deletion, replacement or swap of neighbours leads from one to the other.
private func areOneEditApart(_ one: borrowing Span<UInt8>, _ other: borrowing Span<UInt8>) -> Bool {
  guard abs(one.count - other.count) <= 1 else { return false }
  let shortest = min(one.count, other.count)
  var same = 0
  while same < shortest, one[same] == other[same] { same += 1 }
  var tail = 0
  while tail < shortest - same, one[one.count - 1 - tail] == other[other.count - 1 - tail] {
    tail += 1
  }
  let (left, right) = (one.count - same - tail, other.count - same - tail)
  if max(left, right) <= 1 { return true }
  return left == 2 && right == 2 && one[same] == other[same + 1] && one[same + 1] == other[same]
}

/// Groups of rows that only grow together.
struct RowGroups {
  private var parents: [UInt32]

  init(_ count: Int) { parents = (0..<count).map { UInt32(truncatingIfNeeded: $0) } }

  /// For each row the first row of its group.
  var firstOfRow: [UInt32] {
    var groups = self
    return parents.indices.map { groups.root(UInt32(truncatingIfNeeded: $0)) }
  }

  /// Joins all rows of every group.
  mutating func join(_ groups: KeyGroups) {
    for group in 0..<groups.count {
      let rows = groups[group]
      guard let first = rows.first else { continue }
      for row in rows.dropFirst() { join(first, row) }
    }
  }

  mutating func join(_ left: UInt32, _ right: UInt32) {
    let (left, right) = (root(left), root(right))
    if left != right { parents[Int(max(left, right))] = min(left, right) }
  }

  private mutating func root(_ row: UInt32) -> UInt32 {
    var row = row
    while parents[Int(row)] != row {
      parents[Int(row)] = parents[Int(parents[Int(row)])]
      row = parents[Int(row)]
    }
    return row
  }
}

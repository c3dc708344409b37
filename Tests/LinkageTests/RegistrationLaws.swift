import Linkage
import Persons
import RecordModel
import Testing

/// What holds for any rows at all.
@Suite(.serialized)
struct RegistrationLaws {
  static let seeds: [UInt64] = Array(1...12)

  @Test(arguments: seeds)
  func `a delivery in any order gives the same persons`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rows = randomRows(using: &random)
    let (straight, shuffled) = (people(rows), people(rows.shuffled(using: &random)))
    #expect(straight == shuffled, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `workers change nothing`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let input = linkInput(randomRows(using: &random))
    let one = Registrations.link(input, workers: OneWorker())
    let other = Registrations.link(input, workers: OneWorker(isBackwards: true))
    #expect(one.personOfRow == other.personOfRow && one.overlays == other.overlays, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `a row of another number changes nothing for the others`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rows = randomRows(using: &random)
    var added = randomRow(Int.random(in: 0..<100_000, using: &random), using: &random)
    added.number = Key128(high: 1, low: 1)
    let with = people(rows + [added]).filter { !$0.contains(added.key) }
    #expect(with == people(rows), "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `a later night never takes rows of one person apart`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rows = randomRows(using: &random)
    let later = randomRows(using: &random).map { row in
      var row = row
      row.night = 9
      row.key = Key128(high: row.key.high + 1_000_000, low: 0)
      return row
    }
    let old = Set(rows.map(\.key))
    let after = people(rows + later).map { $0.filter(old.contains) }.filter { !$0.isEmpty }
    #expect(after == people(rows), "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `every row is in one person of its own number, and persons are numbered by first row`(
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    let input = linkInput(randomRows(using: &random))
    let result = Registrations.link(input, workers: OneWorker())
    var numbers: [Key128] = []
    for row in 0..<input.rowCount {
      let person = Int(result.personOfRow[row])
      #expect(person <= numbers.count, "seed \(seed)")
      if person == numbers.count { numbers.append(input.numbers[row]) }
      #expect(numbers[person] == input.numbers[row], "seed \(seed)")
    }
    #expect(result.personOfRow.count == input.rowCount && numbers.count == result.personCount)
  }

  @Test(arguments: seeds)
  func `a number is listed as an overlay once, with all its rows, when it has several persons`(
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    let input = linkInput(randomRows(using: &random))
    let result = Registrations.link(input, workers: OneWorker())
    let groups = KeyGroups(keys: input.numbers)
    let split = (0..<groups.count).map { Array(groups[$0]) }.filter { rows in
      Set(rows.map { result.personOfRow[Int($0)] }).count > 1
    }
    #expect(!split.isEmpty, "seed \(seed)")
    #expect(result.overlays == split.sorted { $0[0] < $1[0] }, "seed \(seed)")
  }

  /// The persons as sets of row keys, in a fixed order.
  private func people(_ rows: [LinkRow]) -> [[Key128]] {
    let input = linkInput(rows)
    let result = Registrations.link(input, workers: OneWorker())
    var people = [[Key128]](repeating: [], count: result.personCount)
    for (row, person) in result.personOfRow.enumerated() {
      people[Int(person)].append(input.keys[row])
    }
    return people
  }

  private func randomRows(using random: inout SplitMix64) -> [LinkRow] {
    let keys = Array(0..<100_000).shuffled(using: &random).prefix(300)
    return keys.map { randomRow($0, using: &random) }
  }

  /// Few values, so that rows agree and conflict in every way.
  private func randomRow(_ key: Int, using random: inout SplitMix64) -> LinkRow {
    var row = LinkRow(key * 10 + 5)
    let number = UInt64.random(in: 0..<40, using: &random)
    row.number = number == 0 ? .none : Key128(high: number &* 0x9e37_79b9_7f4a_7c15, low: number)
    row.night = .random(in: 1...3, using: &random)
    row.source = .random(in: 0...1, using: &random)
    row.birth = day(
      ["", "1961-03-04", "1961-04-03", "1961", "1988-11-17"].randomElement(using: &random) ?? ""
    )
    row.ssn = [0, 0, 219_456_178, 219_456_187, 312_867_441].randomElement(using: &random) ?? 0
    row.phone = .random(in: 0...2, using: &random)
    row.address = .random(in: 0...2, using: &random)
    row.given = ["", "ADA", "ADELAIDE", "NILS", "A"].randomElement(using: &random) ?? ""
    row.family = ["", "HARROW", "SOLBERG", "HARROWSOLBERG"].randomElement(using: &random) ?? ""
    return row
  }
}

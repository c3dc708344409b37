import Linkage
import Persons
import RecordModel
import Testing

struct NumberMergesTests {
  private let ada: (inout LinkRow) -> Void = {
    $0.given = "ADA"
    $0.birth = day("1961-03-04")
  }
  private let nils: (inout LinkRow) -> Void = {
    $0.given = "NILS"
    $0.birth = day("1988-11-17")
  }

  /// A row of a number, landed in a night.
  private func row(
    _ number: Int,
    _ key: Int,
    night: UInt16 = 1,
    merges other: Int? = nil,
    _ change: (inout LinkRow) -> Void = { _ in }
  ) -> LinkRow {
    var row = LinkRow.of(number, key, change)
    row.night = night
    row.merged = other.map { Key128(high: 0, low: UInt64($0)) } ?? .none
    return row
  }

  private func link(_ rows: [LinkRow]) -> LinkResult {
    Registrations.link(linkInput(rows), workers: OneWorker())
  }

  @Test func `rows of both numbers are one person, whatever they say`() {
    let result = link([row(1, 1, ada), row(2, 2, nils), row(2, 3, night: 2, merges: 1)])
    #expect(result.personOfRow == [0, 0, 0] && result.personCount == 1)
    #expect(result.unclearMerges.isEmpty)
  }

  @Test func `a merge may land before the rows, and name a number that nobody has`() {
    let early = link([
      row(2, 1, merges: 1, nils), row(3, 2, merges: 9), row(1, 3, night: 2, ada),
    ])
    #expect(early.personOfRow == [0, 1, 0])
    #expect(early.unclearMerges.isEmpty)
  }

  @Test func `chains, circles and a number merged with itself`() {
    let chain = [
      row(1, 1, ada), row(2, 2, nils), row(3, 3), row(2, 4, merges: 1), row(3, 5, merges: 2),
    ]
    #expect(link(chain).personCount == 1)
    let circle = [row(1, 1, merges: 2, ada), row(2, 2, merges: 1, nils), row(3, 3, merges: 3)]
    #expect(link(circle).personOfRow == [0, 0, 1])
  }

  @Test func `a number of several people is merged with nobody, and told`() {
    let result = link([row(1, 1, ada), row(1, 2, nils), row(2, 3), row(2, 4, merges: 1)])
    #expect(result.personOfRow == [0, 1, 2, 2])
    #expect(result.unclearMerges == [[3, 2, 3, 0, 1]])
    let other = link([row(1, 1), row(2, 2, ada), row(2, 3, nils), row(2, 4, merges: 1)])
    #expect(other.personCount == 3 && other.unclearMerges.count == 1)
  }

  @Test func `a number that is given to somebody else later is not merged with them`() {
    let rows = [row(1, 1, ada), row(2, 2), row(2, 3, night: 2, merges: 1)]
    let later = rows + [row(1, 4, night: 3, nils), row(2, 5, night: 3)]
    #expect(link(rows).personOfRow == [0, 0, 0])
    #expect(link(later).personOfRow == [0, 0, 0, 1, 0])
    #expect(link(later).unclearMerges.isEmpty)
  }

  @Test func `a merge whose number comes with two people at once joins neither`() {
    let result = link([row(2, 1, merges: 1), row(1, 2, night: 2, ada), row(1, 3, night: 2, nils)])
    #expect(result.personCount == 3 && result.unclearMerges.count == 1)
  }

  @Test func `a row without a number of its own merges nobody`() {
    var stray = LinkRow(2)
    stray.merged = Key128(high: 0, low: 1)
    #expect(link([row(1, 1, ada), stray]).personCount == 2)
  }
}

/// What holds for any rows and merges at all.
@Suite(.serialized)
struct NumberMergeLaws {
  static let seeds: [UInt64] = Array(1...20)

  @Test(arguments: seeds)
  func `a delivery in any order gives the same persons`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rows = randomRows(using: &random)
    #expect(people(rows) == people(rows.shuffled(using: &random)), "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `workers change nothing`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let input = linkInput(randomRows(using: &random))
    let one = Registrations.link(input, workers: OneWorker())
    let other = Registrations.link(input, workers: OneWorker(isBackwards: true))
    #expect(one.personOfRow == other.personOfRow && one.unclearMerges == other.unclearMerges)
  }

  @Test(arguments: seeds)
  func `a later night never takes rows of one person apart, merged or not`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rows = randomRows(using: &random)
    for night in UInt16(1)...2 {
      let old = rows.filter { $0.night <= night }
      let keys = Set(old.map(\.key))
      for person in people(old) {
        let now = people(rows).filter { !$0.filter(person.contains).isEmpty }
        #expect(now.count == 1, "seed \(seed), \(keys.count) rows")
      }
    }
  }

  @Test(arguments: seeds)
  func `without its merges a delivery is as if they had never been, and they only join`(
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    let rows = randomRows(using: &random)
    let bare = rows.map { row in
      var row = row
      row.merged = .none
      return row
    }
    let (with, without) = (people(rows), people(bare))
    #expect(with.count < without.count, "seed \(seed)")
    for person in without {
      #expect(with.contains { Set($0).isSuperset(of: person) }, "seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `two people under one number are never joined`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rows = randomRows(using: &random)
    let bare = rows.map { row in
      var row = row
      row.merged = .none
      return row
    }
    let (with, without) = (persons(rows), persons(bare))
    for number in Set(rows.map(\.number)) where number != .none {
      let keys = rows.filter { $0.number == number }.map(\.key)
      let before = Set(keys.map { without[$0] })
      let after = Set(keys.map { with[$0] })
      #expect(before.count == after.count, "seed \(seed)")
    }
  }

  private func persons(_ rows: [LinkRow]) -> [Key128: UInt32] {
    let input = linkInput(rows)
    let result = Registrations.link(input, workers: OneWorker())
    return Dictionary(uniqueKeysWithValues: zip(input.keys, result.personOfRow))
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

  /// Few numbers and three nights, so that merges meet every kind of number.
  private func randomRows(using random: inout SplitMix64) -> [LinkRow] {
    (0..<160).map { key in
      var row = LinkRow.of(Int.random(in: 1...60, using: &random), key * 7 + 1)
      row.night = .random(in: 1...3, using: &random)
      row.source = .random(in: 0...1, using: &random)
      row.given = ["ADA", "ADA", "ADA", "", "NILS"].randomElement(using: &random) ?? ""
      row.birth = row.given == "NILS" ? day("1988-11-17") : day("1961-03-04")
      if Int.random(in: 0..<4, using: &random) == 0 {
        row.merged = Key128(high: 0, low: UInt64.random(in: 1...66, using: &random))
      }
      return row
    }
  }
}

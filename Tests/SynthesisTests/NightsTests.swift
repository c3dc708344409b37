import Foundation
import Testing

@testable import Synthesis

/// Several nights of one index.
struct NightsTests {
  private func file(_ night: Int) -> String {
    let number = night < 10 ? "0\(night)" : "\(night)"
    return "night-\(number)/index-\(number).csv"
  }

  @Test
  func `deltas applied in order are the snapshot of each night, and what was withdrawn stays away`()
    throws
  {
    let deltas = try Made(records: 2_000, seed: 21, nights: 10)
    let snapshots = try Made(records: 2_000, seed: 21, nights: 10, mode: .snapshot)
    #expect(try deltas.bytes("truth.csv") == snapshots.bytes("truth.csv"))
    var (applied, withdrawn): ([String: String], Set<String>) = ([:], [])
    for night in 1...10 {
      for line in try deltas.lines(file(night)) { applied[String(line.prefix(9))] = line }
      let whole = try snapshots.lines(file(night)).map { (String($0.prefix(9)), $0) }
      let inForce = Dictionary(uniqueKeysWithValues: whole)
      for (document, line) in inForce { #expect(applied[document] == line) }
      let gone = Set(applied.keys).subtracting(inForce.keys)
      #expect(gone.isSuperset(of: withdrawn))
      #expect(gone.count > withdrawn.count || night == 1)
      withdrawn = gone
    }
    #expect(try Set(deltas.truth().keys) == Set(applied.keys))
  }

  @Test
  func `a later night brings new, corrected and repeated rows, a few in a hundred`() throws {
    let made = try Made(records: 5_000, seed: 22, nights: 8)
    var before: [String: String] = [:]
    for line in try made.lines(file(1)) { before[String(line.prefix(9))] = line }
    #expect(before.count == 5_000)
    for night in 2...8 {
      let lines = try made.lines(file(night))
      #expect((90...260).contains(lines.count))
      let (new, known) = (
        lines.filter { before[String($0.prefix(9))] == nil },
        lines.filter { before[String($0.prefix(9))] != nil }
      )
      let corrected = known.filter { before[String($0.prefix(9))] != $0 }
      #expect(new.count >= 40 && corrected.count >= 25 && known.count - corrected.count >= 15)
      for line in lines { before[String(line.prefix(9))] = line }
    }
  }

  @Test
  func `the first night is the index that is made without nights`() throws {
    let nights = try Made(records: 700, seed: 23, nights: 2)
    let index = try Made(records: 700, seed: 23)
    #expect(try nights.bytes(file(1)) == index.bytes("index.csv"))
  }

  @Test
  func `even one row has nights`() throws {
    let made = try Made(records: 1, seed: 24, nights: 99, mode: .snapshot)
    #expect(made.files.count == 100)
  }
}

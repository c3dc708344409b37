import Linkage
import Persons
import RecordModel
import Testing

struct DecidedLinksTests {
  private let ada: (inout LinkRow) -> Void = {
    $0.given = "ADA"
    $0.birth = day("1961-03-04")
  }
  private let nils: (inout LinkRow) -> Void = {
    $0.given = "NILS"
    $0.birth = day("1988-11-17")
  }

  /// Links rows, whose keys are their numbers from 0 on in order, with decisions about them.
  private func link(
    _ rows: [LinkRow],
    _ decisions: [(LinkDecision.Kind, UInt32, UInt32)]
  ) -> LinkResult {
    var input = linkInput(rows)
    input.decisions = decisions.enumerated().map { index, decision in
      LinkDecision(decision.0, rows: (decision.1, decision.2), sequence: UInt32(index + 1))
    }
    return Registrations.link(input, workers: OneWorker())
  }

  private func rows(_ numbers: Int...) -> [LinkRow] {
    numbers.enumerated().map { .of($1, $0) }
  }

  @Test func `a link joins all rows of both registrations, whatever they say`() {
    let rows = [LinkRow.of(1, 0, ada), .of(2, 1, nils), .of(1, 2, ada), .of(2, 3, nils), .of(3, 4)]
    let result = link(rows, [(.mustLink, 2, 3)])
    #expect(result.personOfRow == [0, 0, 0, 0, 1])
    #expect(result.registrationOfRow == [0, 1, 0, 1, 4])
    #expect(result.overlays.isEmpty)
  }

  @Test func `a link joins what a machine had split under one number`() {
    let rows = [LinkRow.of(1, 0, ada), .of(1, 1, nils), .of(1, 2, nils)]
    #expect(link(rows, []).personOfRow == [0, 1, 1])
    #expect(link(rows, [(.mustLink, 0, 2)]).personOfRow == [0, 0, 0])
  }

  @Test func `two rows of one number kept apart split it, and the others go with their like`() {
    let rows = [
      LinkRow.of(1, 0) { $0.given = "MARIA" }, .of(1, 1), .of(1, 2) { $0.ssn = 111_223_333 },
      .of(1, 3) { $0.given = "MARIA" }, .of(1, 4) { $0.ssn = 111_223_333 },
    ]
    #expect(link(rows, []).personCount == 1)
    let result = link(rows, [(.cannotLink, 0, 2)])
    #expect(result.personOfRow == [0, 0, 1, 0, 1])
    #expect(result.overlays == [[0, 1, 2, 3, 4]])
    #expect(result.registrationOfRow == [0, 0, 2, 0, 2])
  }

  @Test func `of two that a row agrees with it goes with the one that has its very name`() {
    let rows = ["ADA", "ADAM", "ADAM", "ADA"].enumerated().map { key, name in
      LinkRow.of(1, key) { $0.given = name }
    }
    #expect(link(rows, [(.cannotLink, 0, 1)]).personOfRow == [0, 1, 1, 0])
  }

  @Test func `a row that came before both named ones leads the half it goes with`() {
    let rows = [
      LinkRow.of(1, 0) { $0.given = "MARIA" }, .of(1, 1) { $0.ssn = 111_223_333 },
      .of(1, 2) { $0.given = "MARIA" },
    ]
    let result = link(rows, [(.cannotLink, 1, 2)])
    #expect(result.personOfRow == [0, 1, 0])
    #expect(result.registrationOfRow == [0, 1, 0])
  }

  @Test func `three rows of a number kept apart from each other are three people`() {
    let result = link(
      rows(1, 1, 1, 1),
      [(.cannotLink, 0, 1), (.cannotLink, 1, 2), (.cannotLink, 0, 2)]
    )
    #expect(result.personOfRow == [0, 1, 2, 0])
  }

  @Test func `a registration gives way when links would lead across rows kept apart`() {
    // 0 and 1 are one number, 2 and 3 another; 1 and 2 are one person, 0 and 3 are not.
    let result = link(rows(1, 1, 2, 2), [(.mustLink, 1, 2), (.cannotLink, 0, 3)])
    #expect(result.personOfRow == [0, 0, 0, 1])
    // The same book with the numbers the other way round.
    let other = link(rows(2, 2, 1, 1), [(.cannotLink, 3, 0), (.mustLink, 2, 1)])
    #expect(other.personOfRow == result.personOfRow)
  }

  @Test func `a feed's merge is not made between people kept apart`() {
    var rows = rows(1, 2, 3)
    rows[1].merged = Key128(high: 0, low: 1)
    rows[2].merged = Key128(high: 0, low: 2)
    #expect(link(rows, []).personOfRow == [0, 0, 0])
    let direct = link(rows, [(.cannotLink, 0, 1)])
    #expect(direct.personOfRow == [0, 1, 1])
    #expect(direct.unclearMerges == [[1, 1, 0]])
    // On a longer way the merge of the first row is made.
    let chain = link(rows, [(.cannotLink, 0, 2)])
    #expect(chain.personOfRow == [0, 0, 1])
    // And a link comes before any merge.
    let both = link(rows, [(.cannotLink, 0, 2), (.mustLink, 1, 2)])
    #expect(both.personOfRow == [0, 1, 1])
  }

  @Test func `rows kept apart that nothing joins are as without a decision, and handed on`() {
    let rows = rows(1, 2, 1, 2)
    #expect(link(rows, [(.cannotLink, 0, 3)]).personOfRow == link(rows, []).personOfRow)
  }

  @Test func `the order of decisions changes nothing`() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      let rows = (0..<12).map { index in
        LinkRow.of(Int.random(in: 1...4, using: &random), index) {
          $0.given = ["", "ADA", "MARIA"].randomElement(using: &random) ?? ""
          if Bool.random(using: &random) {
            $0.merged = Key128(high: 0, low: UInt64.random(in: 1...4, using: &random))
          }
        }
      }
      let decisions = (0..<5).map { _ in
        let one = UInt32.random(in: 0..<12, using: &random)
        let other = (one + UInt32.random(in: 1..<12, using: &random)) % 12
        return (Bool.random(using: &random) ? LinkDecision.Kind.mustLink : .cannotLink, one, other)
      }
      guard isFree(of: decisions) else { continue }
      let result = link(rows, decisions)
      #expect(link(rows, decisions.shuffled(using: &random)).personOfRow == result.personOfRow)
      for (kind, one, other) in decisions {
        let isOne = result.personOfRow[Int(one)] == result.personOfRow[Int(other)]
        #expect(isOne == (kind == .mustLink))
      }
    }
  }

  /// Says whether decisions go together, as a run makes sure before linkage.
  private func isFree(of decisions: [(LinkDecision.Kind, UInt32, UInt32)]) -> Bool {
    let book = decisions.enumerated().map { index, decision in
      PersonDecision(
        sequence: index + 1,
        decision.0 == .mustLink ? .link : .keepApart,
        rows: (
          Key128(high: UInt64(decision.1) + 1, low: 0), Key128(high: UInt64(decision.2) + 1, low: 0)
        ),
        who: "",
        because: ""
      )
    }
    return DecisionsInForce(book).contradictions().isEmpty
  }
}

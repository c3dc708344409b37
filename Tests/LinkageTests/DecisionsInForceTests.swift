import Persons
import RecordModel
import Testing

struct DecisionsInForceTests {
  private func key(_ number: Int) -> Key128 { Key128(high: UInt64(number) << 40, low: 0) }

  private func book(_ lines: [(PersonDecision.Kind, Int, Int)]) -> [PersonDecision] {
    lines.enumerated().map { index, line in
      PersonDecision(
        sequence: index + 1,
        line.0,
        rows: line.0 == .retract ? (.none, .none) : (key(line.1), key(line.2)),
        retracts: line.0 == .retract ? line.1 : nil,
        who: "",
        because: ""
      )
    }
  }

  @Test func `what was taken back does not count, and may be decided again`() {
    let decisions = DecisionsInForce(book([(.link, 1, 2), (.retract, 1, 0), (.link, 2, 1)]))
    #expect(decisions.entries.map(\.sequence) == [3])
    #expect(decisions.through == 3)
    #expect(decisions.entry(.mustLink, key(1), key(2))?.sequence == 3)
    #expect(decisions.entry(.cannotLink, key(1), key(2)) == nil)
  }

  @Test
  func `a chain of links across rows kept apart is a contradiction, and names the shortest way`() {
    let decisions = DecisionsInForce(
      book([
        (.link, 1, 2), (.link, 2, 3), (.link, 3, 4), (.link, 2, 4), (.link, 8, 9),
        (.keepApart, 4, 1), (.keepApart, 1, 8),
      ])
    )
    let found = decisions.contradictions()
    #expect(found.map(\.sequences) == [[1, 4, 6]])
    #expect(found[0].path.map(\.sequence) == [1, 4])
  }

  @Test func `links of other rows of the same registration are a way too, where one asks for it`() {
    let decisions = DecisionsInForce(book([(.link, 1, 2), (.link, 3, 4), (.keepApart, 1, 4)]))
    #expect(decisions.contradictions().isEmpty)
    let found = decisions.contradictions { $0 == key(3) ? key(2) : $0 }
    #expect(found.map(\.sequences) == [[1, 2, 3]])
  }

  @Test func `two rows of one registration may be kept apart`() {
    let decisions = DecisionsInForce(book([(.keepApart, 1, 2)]))
    #expect(decisions.contradictions { _ in key(1) }.isEmpty)
    let both = DecisionsInForce(book([(.keepApart, 1, 2), (.link, 2, 1)]))
    #expect(both.contradictions { _ in key(1) }.map(\.sequences) == [[1, 2]])
  }

  @Test func `decisions about rows that are not there wait for them`() {
    let decisions = DecisionsInForce(book([(.link, 1, 9), (.keepApart, 3, 1)]))
    let (known, waiting) = decisions.decisions(about: [key(1), key(2), key(3)])
    #expect(known == [LinkDecision(.cannotLink, rows: (0, 2), sequence: 2)])
    #expect(waiting.map(\.sequence) == [1])
  }
}

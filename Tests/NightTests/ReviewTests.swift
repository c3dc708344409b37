import Persons
import RecordModel
import Reporting
import Testing
import Workspace

@testable import Night

struct ReviewTests {
  private let keys = (1...4).map { Key128(high: UInt64($0), low: 7) }

  private func lines(
    _ review: [ReviewPair],
    _ decisions: [PersonDecision] = [],
    all: Bool = false
  ) -> [ReviewLine] {
    Review.lines(review, keys: keys, decisions: DecisionsInForce(decisions), all: all) {
      "person of \($0.high)"
    }
  }

  private func decision(
    _ number: Int,
    _ kind: PersonDecision.Kind,
    _ rows: (Int, Int)
  ) -> PersonDecision {
    PersonDecision(
      sequence: number,
      kind,
      rows: (keys[rows.0], keys[rows.1]),
      who: "M. Roth",
      because: "seen"
    )
  }

  @Test func `pairs keep linkage's order and have FHIR's grades`() {
    let found = lines([
      ReviewPair(rows: (0, 1), score: 6_500, reason: .rivals),
      ReviewPair(rows: (2, 3), score: 9_000, reason: .veto),
      ReviewPair(rows: (0, 3), score: -1_250, reason: .score),
    ])
    #expect(found.map(\.grade) == [.probable, .possible, .possible])
    #expect(found.map(\.bits) == ["6.500", "9.000", "-1.250"])
    #expect(found.map(\.reason) == ["rivals", "veto", "score"])
    #expect(found[0].persons == ("person of 1", "person of 2"))
    #expect(found[0].rows.first == keys[0].hex)
  }

  @Test func `a decided pair waits no more, and is listed only on demand`() {
    let pair = ReviewPair(rows: (0, 1), score: 6_500, reason: .score)
    let decided = [decision(1, .keepApart, (1, 0)), decision(2, .link, (2, 3))]
    #expect(lines([pair], decided).isEmpty)
    let all = lines([pair], decided, all: true)
    #expect(all.map(\.grade) == [.certainlyNot, .certain])
    #expect(all.map(\.verdict) == [.different, .same])
  }

  @Test func `what is written is read back, from CSV and from JSON`() throws {
    var list = lines([
      ReviewPair(rows: (0, 1), score: 6_500, reason: .rivals),
      ReviewPair(rows: (2, 3), score: 500, reason: .crowd),
      ReviewPair(rows: (1, 3), score: 400, reason: .score),
    ])
    list[0].verdict = .same
    list[2].verdict = .different
    let csv = try ReviewAnswers(ReviewList.csv(list))
    let json = try ReviewAnswers(ReviewList.json(list))
    for answers in [csv, json] {
      #expect(answers.answers.map(\.verdict) == [.same, .different])
      #expect(answers.answers.map(\.rows.first) == [keys[0], keys[1]])
      #expect(answers.blank == 1)
    }
  }

  @Test func `the same list twice adds nothing, and the same answer twice is one decision`() throws
  {
    let text =
      "decision,row-a,row-b\nsame,\(keys[0].hex),\(keys[1].hex)\n"
      + " SAME ,\(keys[1].hex),\(keys[0].hex)\ndifferent,\(keys[2].hex),\(keys[3].hex)\n"
    let answers = try ReviewAnswers(Array(text.utf8))
    let new = Review.decisions(answers, DecisionBook(), who: "M. Roth", because: "seen")
    #expect(new.map(\.kind) == [.link, .keepApart])
  }

  @Test(arguments: [
    "", "decision,row-a\n", "decision;row-a;row-b\n", "\u{1}", "{\"pairs\":1}", "{",
    "decision,row-a,row-b\nsame,1,2\n", "decision,row-a,row-b\n\"same,",
  ])
  func `a list that cannot be read is refused`(text: String) {
    #expect(throws: NightError.self) { try ReviewAnswers(Array(text.utf8)) }
  }

  @Test func `neither same nor different is refused with its line`() {
    let text =
      "decision,row-a,row-b\n,\(keys[0].hex),\(keys[1].hex)\nmaybe,\(keys[0].hex),\(keys[1].hex)\n"
    let error = #expect(throws: NightError.self) { try ReviewAnswers(Array(text.utf8)) }
    #expect(error?.lines[0].contains("line 3") == true)
    #expect(error?.lines[0].contains("LINK-07") == true)
  }
}

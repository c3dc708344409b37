import RecordModel
import Reporting
import Testing

struct ClosingBlockTests {
  private func book(_ counts: [Disposition: UInt64], read: UInt64) -> ExportBook {
    var dispositions = DispositionCounts()
    for (disposition, count) in counts { dispositions[disposition] = count }
    return ExportBook(
      name: "inbox/film.csv",
      source: "film-index",
      export: ContentDigest(words: (1, 2, 3, 4)),
      night: 1,
      read: read,
      dispositions: dispositions,
      bytes: ExportBytes()
    )
  }

  private func summary(_ outcome: RunSummary.Outcome, _ book: ExportBook) -> RunSummary {
    var summary = RunSummary(
      outcome: outcome,
      pipeline: "lakeside",
      pipelinePath: "Pipelines/lakeside.yaml",
      run: "2026-11-21-n1"
    )
    summary.tree = "out/2026-11-21-n1"
    let live = book.dispositions[.loaded]
    summary.books = Books(
      exports: [book],
      sources: [
        SourceBook(
          source: "film-index",
          before: 0,
          loaded: live,
          released: 0,
          withdrawn: 0,
          now: live
        )
      ],
      cited: live
    )
    summary.patients = 1234
    summary.documents = 5678
    return summary
  }

  @Test func `a published night says what was published, the balance, and one next command`() {
    let lines = ClosingBlock.lines(summary(.published, book([.loaded: 10], read: 10)))
    #expect(
      lines == [
        " Published out/2026-11-21-n1   1,234 patients  5,678 documents",
        " Rows 10 = loaded 10 + quarantined 0   balanced",
        " Next:  chartlift account",
      ]
    )
  }

  @Test func `rows set aside are counted, with their share, the limit and the commonest cause`() {
    var night = summary(.published, book([.loaded: 997, .quarantined: 3], read: 1000))
    night.quarantineLimit = Limit(subject: .quarantined, amount: .partsPerMillion(5000))
    night.quarantineFolder = "quarantine/2026-11-21-n1"
    night.findings = [
      FindingTotal(
        rule: .brokenQuotes,
        sentence: "a quote is not closed",
        family: .accuracy,
        effect: .refuse,
        rows: 3,
        limit: nil,
        isOver: false
      )
    ]
    let lines = ClosingBlock.lines(night)
    #expect(lines[2] == " ! 3 rows set aside, 0.30% (limit 0.50%).  Most: a quote is not closed, 3")
    #expect(lines[3].hasPrefix(" Next:  ls quarantine/2026-11-21-n1"))
  }

  @Test func `a staged night says which limit, and that nothing is lost`() {
    var night = summary(.staged, book([.loaded: 90, .quarantined: 10], read: 100))
    night.books.cited = nil
    night.quarantineLimit = Limit(subject: .quarantined, amount: .partsPerMillion(5000))
    night.isOverQuarantineLimit = true
    night.stagedSince = "2026-11-20"
    let lines = ClosingBlock.lines(night)
    #expect(
      lines[0]
        == " Published NOTHING: 1 limit is exceeded. The rows are landed and wait since 2026-11-20."
    )
    #expect(lines[2] == " OVER   quarantined   10 rows, 10.00%   limit 0.50%")
  }

  @Test func `a share just over its limit does not read like the limit`() {
    var night = summary(.staged, book([.loaded: 994_999, .quarantined: 5_001], read: 1_000_000))
    night.quarantineLimit = Limit(subject: .quarantined, amount: .partsPerMillion(5000))
    night.isOverQuarantineLimit = true
    #expect(
      ClosingBlock.lines(night).contains(" OVER   quarantined   5,001 rows, 0.51%   limit 0.50%")
    )
  }

  @Test func `one is said as one, and more than one as more`() {
    var night = summary(.published, book([.loaded: 1], read: 1))
    (night.patients, night.documents) = (1, 1)
    #expect(ClosingBlock.lines(night)[0].hasSuffix("   1 patient  1 document"))
    (night.patients, night.documents) = (0, 2)
    #expect(ClosingBlock.lines(night)[0].hasSuffix("   0 patients  2 documents"))
  }

  @Test func `findings on rows that count are said with their place, also in another folder`() {
    var night = summary(.published, book([.loaded: 9], read: 9))
    night.workspace = "/srv/charts"
    night.findings = [
      FindingTotal(
        rule: .dateImpossible,
        sentence: "a date is on no calendar",
        family: .accuracy,
        effect: .note,
        rows: 2,
        limit: nil,
        isOver: false
      )
    ]
    #expect(
      ClosingBlock.lines(night) == [
        " Published /srv/charts/out/2026-11-21-n1   1,234 patients  5,678 documents",
        " Rows 9 = loaded 9 + quarantined 0   balanced",
        " + 2 findings on rows that count, in /srv/charts/runs/2026-11-21-n1/findings.csv."
          + "  Most: a date is on no calendar, 2",
        " Next:  chartlift account -C /srv/charts",
      ]
    )
  }

  @Test func `books that do not balance say so`() {
    let lines = ClosingBlock.lines(summary(.published, book([.loaded: 9], read: 10)))
    #expect(lines[1].hasSuffix("NOT BALANCED"))
  }
}

import CanonicalJSON
import RecordModel
import Reporting
import Testing

struct BooksTests {
  private var books: Books {
    var counts = DispositionCounts()
    counts[.loaded] = 7
    counts[.quarantined] = 1
    var bytes = ExportBytes()
    bytes.fileSize = 100
    bytes.rows = 80
    bytes.separators = 10
    bytes.header = 10
    return Books(
      exports: [
        ExportBook(
          name: "inbox/a.csv",
          source: "film",
          export: ContentDigest(words: (1, 2, 3, 4)),
          night: 2,
          read: 8,
          dispositions: counts,
          bytes: bytes
        )
      ],
      sources: [
        SourceBook(source: "film", before: 5, loaded: 7, released: 0, withdrawn: 0, now: 12)
      ],
      cited: 12
    )
  }

  @Test func `books balance when every row, every byte and every citation is accounted for`() {
    #expect(books.isBalanced)
  }

  @Test(arguments: 0..<5)
  func `one row, byte or citation too many or too few is an imbalance, and is named`(fault: Int) {
    var wrong = books
    switch fault {
    case 0: wrong.exports[0].read += 1
    case 1: wrong.exports[0].dispositions[.loaded] += 1
    case 2: wrong.exports[0].bytes.rows -= 1
    case 3: wrong.sources[0].now += 1
    default: wrong.cited = 11
    }
    #expect(!wrong.isBalanced)
    let text = BooksText.lines(wrong, run: "r").joined(separator: "\n")
    #expect(text.contains("NOT "))
  }

  @Test func `withdrawn rows are not live, and are cited still`() throws {
    var withdrawn = books
    withdrawn.sources[0].withdrawn = 2
    withdrawn.sources[0].now = 10
    withdrawn.sources[0].withdrawnNow = 2
    #expect(withdrawn.isBalanced)
    #expect(
      BooksText.lines(withdrawn, run: "r").contains(
        "Live rows 10 + withdrawn rows 2 = known rows 12, cited by a Provenance 12"
      )
    )
    withdrawn.cited = 10
    #expect(!withdrawn.isBalanced)
    var json = CanonicalJSONWriter()
    ReportJSON.write(withdrawn, to: &json)
    let bytes = json.bytes
    #expect(ReportJSON.books(try JSONReader.read(bytes.span)) == withdrawn)
  }

  @Test func `books come back from their JSON as they were`() throws {
    var json = CanonicalJSONWriter()
    ReportJSON.write(books, to: &json)
    let bytes = json.bytes
    let value = try JSONReader.read(bytes.span)
    #expect(ReportJSON.books(value) == books)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (412_806, "412,806"), (1_000_000, "1,000,000"),
  ])
  func `numbers are grouped by thousands`(number: Int, text: String) {
    #expect(grouped(number) == text)
  }

  @Test func `a share is rounded down and never traps`() {
    #expect(percent(1, of: 3) == "33.33%")
    #expect(percent(0, of: 0) == "0.00%")
    #expect(percent(5001, of: 1_000_000, isRoundedUp: true) == "0.51%")
    #expect(percent(6000, of: 1_000_000, isRoundedUp: true) == "0.60%")
    #expect(percent(2999, of: 1_000_000) == "0.29%")
    #expect(percent(UInt64.max / 2, of: UInt64.max) == "49.99%")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx"])
  func `a cell that a spreadsheet would run is made text`(cell: String) {
    #expect(csvCell(cell).contains("'" + cell.prefix(1)))
  }

  @Test func `a cell with a comma or quote is quoted`() {
    #expect(csvCell("a,b") == "\"a,b\"")
    #expect(csvCell("a\"b") == "\"a\"\"b\"")
  }

  @Test func `findings are listed by rule, field, export, line and row, never with a value`() {
    var file = FindingsFile()
    file.append(
      FindingLine(rule: .dateImpossible, field: .birthDate, export: "a,b.csv", line: 7, row: 0)
    )
    file.append(
      FindingLine(rule: .brokenQuotes, field: nil, export: "c.csv", line: 10, row: 12_345)
    )
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(
      text == """
        rule,field,export,line,row
        DATE-05,birth-date,"a,b.csv",7,0
        CSV-02,,c.csv,10,12345

        """
    )
  }
}

import Digests
import RecordModel
import Testing

@testable import Ingestion

/// Runs everything on the caller's thread.
struct OneWorker: Workers {
  func each(_ count: Int, _ body: @Sendable (Int) -> Void) {
    for index in 0..<count { body(index) }
  }
}

struct LayoutDecisionTests {
  private func decide(_ files: [TemporaryFile], _ settings: SourceSettings) throws -> Layout {
    try LayoutDecision.decide(
      settings: settings,
      exports: files.map(\.export),
      workers: OneWorker()
    )
  }

  private func decide(_ texts: String..., settings given: SourceSettings? = nil) throws -> Layout {
    try decide(texts.map { TemporaryFile($0) }, given ?? settings(3))
  }

  private func dated() -> SourceSettings {
    var settings = settings(3)
    settings.columns[1].field = .birthDate
    settings.columns[2].field = .facility
    return settings
  }

  @Test(arguments: [",", ";", "|", "\t", "^"])
  func `the delimiter is the one that makes the headings`(delimiter: String) throws {
    let text = ["A,B,C", "1,b x,\"c,d;e\"", "2,b,c"].joined(separator: "\n")
      .replacing("A,B,C", with: "A,B,C".replacing(",", with: delimiter))
      .replacing("2,b,c", with: "2,b,c".replacing(",", with: delimiter))
    let layout = try decide(text)
    #expect(layout.delimiter == delimiter)
    #expect(layout.encoding == "utf-8")
  }

  @Test func `without headings the counts of cells decide, and a tie is asked about`() throws {
    let bare = settings(3, header: false)
    #expect(try decide("1;b;c\n2;b;c,d\n", settings: bare).delimiter == ";")
    let error = #expect(throws: ExportError.self) {
      try decide("1;b,c\n2;b,c\n", settings: bare)
    }
    #expect(error?.code == "CSV-04")
    #expect(error?.problem == "the exports can be read with ',' and ';' alike")
  }

  @Test func `what is not UTF-8 is asked about, never guessed`() {
    let latin = Array("A,B,C\n1,b,c\n2,M".utf8) + [0xFC] + Array("ller,c\n".utf8)
    let error = #expect(throws: ExportError.self) {
      try decide([TemporaryFile("A,B,C\n"), TemporaryFile(latin)], settings(3))
    }
    #expect(
      error?.message
        == "ENC-01 film.csv:3: 1 row has bytes that are not UTF-8, the first at offset 15; of 1 such byte "
        + "are letters: 1 in windows-1252, 0 in cp850, 0 in cp437. If accented names look right with it, set 'encoding: windows-1252' for film-index."
    )
  }

  @Test func `UTF-8 is recognised wherever a character is cut by a piece of the file`() throws {
    let long = "A,B,C\n" + String(repeating: "1,ü𝄞,c\n", count: 200_000)
    #expect(try decide(long).encoding == "utf-8")
  }

  @Test func `UTF-16 is recognised by its mark or its zero bytes`() throws {
    let bytes = Array("A,B,C\n1,b,c\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try decide([TemporaryFile(bytes)], settings(3)).encoding == "utf-16le")
    #expect(try decide([TemporaryFile([0xFF, 0xFE] + bytes)], settings(3)).encoding == "utf-16")
    #expect(try decide([TemporaryFile([0xFF, 0xFE] + bytes)], settings(3)).delimiter == ",")
  }

  @Test func `each facility's column shows its own date order`() throws {
    let layout = try decide(
      "A,B,C\n1,03/14/1961,N\n2,14/03/1961,S\n3,03/04/1961,N\n4,1961-03-14,S\n5,19610314,S\n6,14 MAR 61,N\n",
      settings: dated()
    )
    #expect(
      layout.dateOrders == [
        FacilityDateOrder(
          facility: "N",
          field: .birthDate,
          order: .monthDayYear,
          monthFirstRows: 1,
          dayFirstRows: 0
        ),
        FacilityDateOrder(
          facility: "S",
          field: .birthDate,
          order: .dayMonthYear,
          monthFirstRows: 0,
          dayFirstRows: 1
        ),
      ]
    )
  }

  @Test(arguments: [(99, DateOrder?.none), (100, DateOrder.monthDayYear)])
  func `contrary rows are outvoted a hundred to one`(rows: Int, order: DateOrder?) throws {
    let many = (1...rows).map { "\($0),03.14.1961 00:00,N\n" }.joined()
    let text = "A,B,C\n0,14.03.1961,N\n" + many
    let layout = try decide(text, settings: dated())
    #expect(layout.dateOrders.map(\.order) == [order])
    #expect(layout.dateOrders.first?.monthFirstRows == UInt64(rows))
  }

  @Test func `a row that is delivered again proves no more`() throws {
    let many = (1...100).map { "\($0),03.14.1961,N\n" }.joined()
    let once = TemporaryFile("A,B,C\n0,14.03.1961,N\n" + many)
    let again = TemporaryFile("A,B,C\n0,14.03.1961,N\n")
    let layout = try decide([once], dated())
    #expect(layout.dateOrders.first?.order == .monthDayYear)
    #expect(try decide([once, again, again], dated()) == layout)
  }

  @Test func `of very many rows a sample counts that depends on the rows alone`() {
    let rows = (0..<50_000).map { number in
      let digits = Array(String(number).utf8)
      return DistinctVotes.vote(row: stableHash(digits.span), isDayFirst: number % 1000 == 0)
    }
    var (forward, backward) = (DistinctVotes(), DistinctVotes())
    forward.add(rows)
    for start in stride(from: 40_000, through: 0, by: -10_000) {
      backward.add(Array(rows[start..<start + 10_000].reversed()) + rows.prefix(100))
    }
    #expect(forward.rows == backward.rows)
    #expect(forward.rows.count == DistinctVotes.limit)
    #expect(forward.order == .monthDayYear)
  }

  @Test func `the order of files does not matter`() throws {
    let files = ["1,03/14/1961,N", "2,14/03/1961,S", "3,15/03/1961,N"].map {
      TemporaryFile("A,B,C\n" + $0 + "\n")
    }
    let layout = try decide(files, dated())
    #expect(try decide(files.reversed(), dated()) == layout)
    #expect(layout.dateOrders.first?.order == .none)
  }

  @Test func `when the pipeline file says everything no export is read`() throws {
    var said = dated()
    said.encoding = "windows-1252"
    said.delimiter = ";"
    said.columns[1].dateOrder = .dayMonthYear
    var export = TemporaryFile("").export
    export.path = "/nowhere"
    let layout = try LayoutDecision.decide(settings: said, exports: [export], workers: OneWorker())
    #expect(layout == Layout(encoding: "windows-1252", delimiter: 0x3B))
  }
}

import RecordModel
import Testing

@testable import Ingestion

struct ColumnTests {
  private func error(
    _ text: String,
    _ settings: SourceSettings,
    _ delimiter: UInt8 = 0x2C
  ) -> ExportError? {
    let layout = Layout(encoding: "utf-8", delimiter: delimiter)
    return #expect(throws: ExportError.self) {
      try Reading(TemporaryFile(text), settings, layout: layout)
    }
  }

  @Test
  func `a missing column is named with its nearest heading and its line in the pipeline file`() {
    var settings = settings(3)
    settings.columns[1].columns = ["DOB"]
    settings.columns[1].line = 12
    settings.pipelineFile = "lakeside.yaml"
    let error = error("A,D.O.B.,C\n1,2,3\n", settings)
    #expect(
      error?.message
        == "COL-01 film.csv:1: 3 columns, none named 'DOB' (film-index, lakeside.yaml:12); nearest is "
        + "'D.O.B.' (column 2). Correct 'columns:' there, set 'optional: true', or ask for a new export."
    )
  }

  @Test func `a first line that is data is never printed`() {
    let error = error("123,MILLER,JOHN\n", settings(3))
    #expect(error?.code == "COL-01")
    #expect(error?.message.contains("MILLER") == false)
    #expect(error?.message.contains("header: false") == true)
  }

  @Test func `a patient whose name is nearly a heading is not printed either`() {
    var settings = settings(3)
    settings.columns[1].columns = ["DOB"]
    let error = error("123,BOB,JOHN\n", settings)
    #expect(error?.code == "COL-01")
    #expect(error?.message.contains("BOB") == false)
  }

  @Test func `an optional column may be missing`() throws {
    var settings = settings(3)
    settings.columns[1].isOptional = true
    let reading = try Reading(TemporaryFile("A,C\n1,3\n"), settings)
    #expect(reading.rows == [["1", "3"]])
    #expect(reading.columnOfField[Int(Field.familyName.rawValue)] == -1)
  }

  @Test func `a column that is neither mapped nor ignored is an error`() throws {
    let error = error("A,B,C,OPERATOR\n1,2,3,4\n", settings(3))
    #expect(error?.code == "COL-02")
    #expect(
      error?.problem
        == "'OPERATOR' (column 4) is neither mapped nor ignored (film-index, pipeline.yaml:0)"
    )
    var ignoring = settings(3)
    ignoring.ignoredColumns = [IgnoredColumn(column: "OPERATOR", reason: "scanner operator")]
    let reading = try Reading(TemporaryFile("A,B,C,OPERATOR\n1,2,3,4\n"), ignoring)
    #expect(reading.rows == [["1", "2", "3", "4"]])
  }

  @Test func `a mapped heading that occurs twice is an error`() {
    let error = error("A,B,B,C\n", settings(3))
    #expect(error?.code == "COL-03")
    #expect(error?.problem == "'B' (pipeline.yaml:0) is the heading of columns 2 and 3")
  }

  @Test func `the wrong delimiter is said with the right one`() {
    let error = error("A;B;C\n1;2;3\n", settings(3))
    #expect(
      error?.message
        == "CSV-04 film.csv:1: read with ',' the first line has 1 column; with ';' it has 3. "
        + "Set 'delimiter: \";\"' for film-index."
    )
  }

  @Test(arguments: ["", "\u{FEFF}", "\n \n"])
  func `an empty export is an error`(text: String) {
    #expect(error(text, settings(3))?.code == "FILE-01")
  }

  @Test func `a header without rows is fine`() throws {
    let reading = try Reading(TemporaryFile("A,B,C"), settings(3))
    #expect(reading.rows.isEmpty && reading.bytes.header == 5 && reading.bytes.isBalanced)
  }

  @Test func `an export that is not there is an error`() {
    var export = TemporaryFile("").export
    export.path = "/nowhere/film.csv"
    let source = CSVSource(
      settings: settings(3),
      layout: Layout(encoding: "utf-8", delimiter: 0x2C)
    )
    let error = #expect(throws: ExportError.self) { try source.read(export) { _ in true } }
    #expect(error?.code == "FILE-03")
  }

  @Test func `without a header columns are numbers from 1`() throws {
    let reading = try Reading(TemporaryFile("1,b,c\n2,\"x\ny\",z\n"), settings(3, header: false))
    #expect(reading.rows == [["1", "b", "c"], ["2", "x\ny", "z"]])
    #expect(error("1,b\n", settings(3, header: false))?.code == "COL-01")
    #expect(error("1,b,c,d\n", settings(3, header: false))?.code == "COL-02")
  }

  @Test func `several columns become one cell behind the file's own`() throws {
    var joined = settings(3)
    joined.columns = [
      ColumnRule(field: .documentID, columns: ["A", "B"]),
      ColumnRule(field: .givenName, columns: ["B", "C"]),
    ]
    let reading = try Reading(TemporaryFile("A,B,C\n7,,x\n,,\n1,2,3\n"), joined)
    #expect(
      reading.rows == [
        ["7", "", "x", "7/", "x"], ["", "", "", "", ""], ["1", "2", "3", "1/2", "2 3"],
      ]
    )
    #expect(reading.columnOfField[Int(Field.documentID.rawValue)] == 3)
    joined.columns[0].join = "-"
    #expect(try Reading(TemporaryFile("A,B,C\n1,2,3\n"), joined).rows[0][3] == "1-2")
  }

  @Test func `lines that a rule leaves out are rows that say why`() throws {
    var ignoring = settings(3)
    ignoring.ignoredLines = [
      IgnoredLine(prefix: "#", reason: "comment"), IgnoredLine(prefix: "TRL", reason: "trailer"),
    ]
    let file = TemporaryFile("# made by \"x\nA,B,C\n1,b,c\nTRL,1\n\u{1A}")
    let reading = try Reading(file, ignoring)
    #expect(reading.ignored == [1, 0, 2, 0])
    #expect(reading.refusals == [.none, .none, .none, .wrongCellCount])
    #expect(reading.rows[1] == ["1", "b", "c"])
    #expect(reading.original(2, in: file) == Array("TRL,1".utf8))
    #expect(reading.bytes.ignoredLines == 17 && reading.bytes.isBalanced)
  }

  @Test func `each row knows its facility`() throws {
    var constant = settings(3)
    constant.facility = "LAKESIDE"
    #expect(try Reading(TemporaryFile("A,B,C\n1,b,c\n"), constant).facilities == ["LAKESIDE"])
    var column = settings(3)
    column.columns[2].field = .facility
    let text = "A,B,C\n1,b,NORTH\n2,b,SOUTH\n3,b\n4,b, NORTH\n"
    #expect(try Reading(TemporaryFile(text), column).facilities == ["NORTH", "SOUTH", "", "NORTH"])
  }
}

import RecordModel
import Testing

@testable import Ingestion

@Suite struct `Finding the names of values` {
  private func sniffed(_ text: String) throws -> SniffedExport {
    let file = TemporaryFile(text)
    defer { withExtendedLifetime(file) {} }
    return try SniffedExport(file.export, wishes: SniffingWishes())
  }

  private func rows(_ text: String) throws -> [[String]] {
    let file = TemporaryFile(text)
    defer { withExtendedLifetime(file) {} }
    let found = try SniffedExport(file.export, wishes: SniffingWishes())
    let source = try Formats.source(found.settings, found.layout)
    return try Self.rows(source, file.export, found)
  }

  private static func rows<Reading: Source>(
    _ source: Reading,
    _ export: ExportFile,
    _ found: SniffedExport
  ) throws -> [[String]] {
    var blocks: [Reading.Block] = []
    _ = try source.read(export) { block in
      blocks.append(block)
      return true
    }
    return try blocks.flatMap { block in
      let batch = try source.table(of: block)
      return (0..<batch.rowCount).filter(batch.isUsable).map { row in
        found.cells(of: batch).map { String(decoding: batch.cell(row, $0), as: UTF8.self) }
      }
    }
  }

  private let kofax =
    #""Charts","Note","NAME","ROE, ANN","MRN","17","{Batch ID}","7","\\store\1.pdf""# + "\n"
    + #""Charts","Note","MRN","18","ICD","A1","ICD","B2","{Batch ID}","7","\\store\2.pdf""# + "\n"
    + #""Charts","Note","MRN","18","DOE, JANE","\\store\2.pdf""# + "\n"

  @Test func `Kofax records name them, in the order of their first occurrence`() throws {
    let found = try sniffed(kofax)
    #expect(found.format.name == "kofax-text")
    #expect(
      found.columns.map(\.name) == [
        "{Batch Class}", "{Document Class}", "NAME", "MRN", "{Batch ID}", "ICD", "{Path}",
      ]
    )
    #expect(found.columns.filter(\.repeats).map(\.name) == ["ICD"])
    #expect(found.columns[1].field == .documentType && found.columns[6].field == .image)
  }

  @Test func `each column counts its own values`() throws {
    let rows = try rows(kofax)
    #expect(rows.map { $0[2] } == ["ROE, ANN", ""])
    #expect(rows.map { $0[3] } == ["17", "18"])
    #expect(rows.map { $0[5] } == ["", "A1"])
    #expect(rows.map { $0[6] } == [#"\\store\1.pdf"#, #"\\store\2.pdf"#])
  }

  @Test func `OnBase tags of a whole record are names, those of a torn one are not`() throws {
    let found = try sniffed(
      "BEGIN:\n>>DocTypeName: NOTE\nMRN: 17\nMRN: 18\nEND:\n"
        + "BEGIN:\nDOE, JANE: 4\nthe rest of a value\nEND:\n"
    )
    #expect(found.columns.map(\.name) == [">>DocTypeName", "MRN"])
    #expect(found.columns.map(\.repeats) == [false, true])
  }

  @Test func `DocuWare fields are names, and the places beside them need not be said`() throws {
    let found = try sniffed(
      "<ControlStatements><Document><InsertFile path='7.pdf'/></Document>"
        + "<Page><Field dbName='MRN' value='17'/><Field dbName='BORN' value='1941-03-07'/></Page>"
        + "<Page><Field dbName='MRN' value='18'/><Field dbName='7' value='x'/></Page></ControlStatements>"
    )
    #expect(
      found.columns.filter(\.mustBeSaid).map(\.name) == ["MRN", "BORN"]
    )
    #expect(found.columns.contains { $0.name == "{Path}" && $0.field == .image })
  }

  @Test func `Kofax XML has fields of documents, of batches and of tables`() throws {
    let text =
      "<ImportSession><Batches><Batch Name='B' BatchClassName='C'><BatchFields>"
      + "<BatchField Name='BOX' Value='7'/></BatchFields><Documents><Document FormTypeName='Note'>"
      + "<IndexFields><IndexField Name='MRN' Value='17'/></IndexFields><Tables><Table Name='CODES'>"
      + "<TableRows><TableRow><IndexFields><IndexField Name='ICD' Value='A1'/></IndexFields></TableRow>"
      + "<TableRow><IndexFields><IndexField Name='ICD' Value='B2'/></IndexFields></TableRow></TableRows>"
      + "</Table></Tables><Pages><Page ImportFileName='1.tif'/><Page ImportFileName='2.tif'/></Pages>"
      + "</Document></Documents></Batch></Batches></ImportSession>"
    let found = try sniffed(text)
    #expect(
      found.columns.filter(\.mustBeSaid).map(\.name) == ["{$BOX}", "MRN", "{Table CODES/ICD}"]
    )
    #expect(found.columns.filter(\.repeats).map(\.name) == ["{Path}", "{Table CODES/ICD}"])
    let row = try #require(try rows(text).first)
    let values = Dictionary(uniqueKeysWithValues: zip(found.columns.map(\.name), row))
    #expect(values["{$BOX}"] == "7" && values["MRN"] == "17" && values["{Path}"] == "1.tif")
    #expect(values["{Table CODES/ICD}"] == "A1")
  }

  @Test func `HL7 has its standard columns, with the field of each`() throws {
    let text = "MSH|^~\\&|ADT|NORTH|||20261120||ADT^A04|1|P|2.3\rPID|||17^^^NORTH^MR||ROE^ANN\r"
    let found = try sniffed(text)
    let row = try #require(try rows(text).first)
    let number = try #require(found.columns.firstIndex { $0.field == .recordNumber })
    #expect(row[number] == "17")
  }

  @Test func `fixed positions are guessed from blanks and from digits beside letters`() throws {
    let text =
      "000017ROEMANNS, ANN 19410307 F\n000018DOE           19500101 M\n"
      + "000019POE, EVE MARY 19600203 F\n"
    let found = try sniffed(text)
    #expect(found.format.name == "fixed-width")
    #expect(found.columns.map(\.name) == ["1-6", "7-20", "21-29", "30"])
    let rows = try rows(text)
    #expect(rows.map { $0[0] } == ["000017", "000018", "000019"])
    #expect(rows.map { $0[1] } == ["ROEMANNS, ANN", "DOE", "POE, EVE MARY"])
  }

  @Test func `lines that a delimiter parts are not fixed-width, however long they are`() throws {
    let text = "000017;ROE, ANN;19410307\n000018;DOE, JAY;19500101\n000019;POE, EVE;19600203\n"
    #expect(try sniffed(text).format.name == "csv")
  }
}

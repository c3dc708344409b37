import RecordModel
import Testing

@testable import Ingestion

@Suite struct `Sniffing an export` {
  private func sniffed(
    _ bytes: [UInt8],
    _ change: (inout SniffingWishes) -> Void = { _ in }
  ) throws -> SniffedExport {
    var wishes = SniffingWishes()
    change(&wishes)
    let file = TemporaryFile(bytes)
    defer { withExtendedLifetime(file) {} }
    return try SniffedExport(file.export, wishes: wishes)
  }

  private func sniffed(_ text: String) throws -> SniffedExport { try sniffed(Array(text.utf8)) }

  private let film =
    "MRN;PATIENT NAME;DOB\n100201;DOE, JANE;03/07/1941\n100202;ROE, ANN;03/08/1941\n"

  @Test func `finds delimiter and header, and may print headings`() throws {
    let found = try sniffed(film)
    #expect(found.format.name == "csv" && found.settings.delimiter == ";")
    #expect(found.header?.verdict == .certain && found.settings.hasHeader)
    #expect(found.columns.map(\.name) == ["MRN", "PATIENT NAME", "DOB"])
  }

  @Test(arguments: [
    "100201;DOE, JANE;03/07/1941\n100202;ROE, ANN;03/08/1941\n",
    "PAGE, ROSE;CITY HOSPITAL;03/08/1941\nDOE, JANE;OTHER;03/07/1941\n",
    "DOE;JANE;F\nROE;ANN;F\nPOE;EVE;F\n", "DOE\nROE\n",
  ])
  func `prints no cell of a first line that may be a patient`(text: String) throws {
    let found = try sniffed(text)
    #expect(found.header?.verdict != .certain)
    #expect(found.columns.allSatisfy { !$0.isName && UInt($0.name) != nil })
  }

  @Test func `takes a header of other words for one only as long as nothing is printed`() throws {
    let found = try sniffed("ABBA;CEDE\n12;1941\n13;1942\n14;1943\n")
    #expect(found.header?.verdict == .likely && found.settings.hasHeader)
    #expect(found.columns.map(\.name) == ["1", "2"])
  }

  @Test func `knows windows-1252 for a guess and UTF-8 for certain`() throws {
    let latin = try sniffed(Array(film.utf8) + [0x31, 0x3B, 0x44, 0xD3, 0x45, 0x3B, 0x0A])
    #expect(latin.encoding.encoding == "windows-1252" && !latin.encoding.isProved)
    let utf8 = try sniffed(film + "1;DÓE, EVE;\n")
    #expect(utf8.encoding.encoding == "utf-8" && utf8.encoding.isProved)
  }

  @Test func `finds a character over the end of a buffer whole`() throws {
    for shift in 0..<4 {
      let filler = String(repeating: "a", count: 999_997 + shift - 8)
      let file = TemporaryFile("MRN\n1234\(filler)漢é\n")
      defer { withExtendedLifetime(file) {} }
      let text = try TextEvidence(of: file.export)
      #expect(text.strayBytes == 0 && text.wideCharacters == 2, "\(shift)")
    }
  }

  @Test func `counts line ends of every kind`() throws {
    let file = TemporaryFile("a\nb\r\nc\rd\r\r\n\r")
    defer { withExtendedLifetime(file) {} }
    let text = try TextEvidence(of: file.export)
    #expect(text.feeds == 1 && text.returnFeeds == 2 && text.returns == 3)
  }

  @Test func `reads what is no text as none`() throws {
    #expect(throws: ExportError.self) { try sniffed([]) }
    #expect(throws: ExportError.self) {
      try sniffed([0x89, 0x50, 0x4E, 0x47, 0, 0, 1, 2, 0xFF, 0xFE])
    }
  }

  @Test func `reads EBCDIC as one of its code pages, and asks which`() throws {
    let found = try sniffed([0xD4, 0xD9, 0xD5, 0x40, 0xF1, 0xF2, 0xF3, 0x15])
    #expect(found.encoding.encoding == "cp037" && found.encoding.isEBCDIC)
    #expect(found.encoding.reason.contains("cp500"))
  }

  @Test func `finds the element that is a row and its values`() throws {
    let found = try sniffed(
      "<r filmed='1991'><h><n>x</n></h><roll no='1'><f id='1'><mrn>7</mrn><p><last>D</last></p></f>"
        + "<f id='2'><mrn>8</mrn><p><last>E</last></p></f></roll></r>"
    )
    #expect(found.settings.each == "/r/roll/f")
    #expect(found.columns.map(\.name) == ["@id", "mrn", "p/last", "../@no", "../../@filmed"])
  }

  @Test(arguments: [
    ("MSH|^~\\&|A\r", "hl7"), ("<ClinicalDocument xmlns='urn:hl7-org:v3'/>", "ccda"),
    ("<?xml version='1.0'?>\n<x:ImportSession>", "kofax-xml"), ("<ControlStatements/>", "docuware"),
    ("<NaaccrData/>", "naaccr"), ("\r\n BEGIN:\r\n>>DocTypeName: X\r\n", "onbase-dip"),
    ("\"a\",\"b\",\"{Batch ID}\",\"7\",\"C:\\x\\1.pdf\"\n", "kofax-text"),
  ])
  func `knows a format by its signature`(text: String, name: String) {
    let found = FormatEvidence(of: FileBeginning(bytes: Array(text.utf8), isWhole: true))
    #expect(found?.format.name == name && found?.likeness.degree == .certain)
  }

  @Test(arguments: ["\"MRN\",\"NAME\",\"PATH\"\n\"1\",\"DOE\",\"a/1.tif\"\n", film1])
  func `takes quoted cells for what they are`(text: String) {
    let found = FormatEvidence(of: FileBeginning(bytes: Array(text.utf8), isWhole: true))
    #expect(found?.format.name == "csv")
  }

  private static let film1 = "\"A\",\"B\"\n\"1\",\"2\"\n"
}

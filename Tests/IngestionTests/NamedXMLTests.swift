import RecordModel
import Testing

@testable import Ingestion

/// XML in which an attribute names each value.
struct NamedXMLTests {
  static let kofax = namedSettings(
    "kofax-xml",
    [
      .recordNumber: "MRN", .documentID: "DOC NO", .image: "{Path}",
      .documentType: "{Document Class}",
      .box: "{$BOX}", .diagnosisCode: "{Table CODES/ICD}",
    ],
    ignoring: ["AMOUNT"]
  )
  static let docuware = namedSettings(
    "docuware",
    [.recordNumber: "MRN", .serviceDate: "SERVED", .image: "{Path}"],
    ignoring: ["NOTE"]
  )

  private func kofax(
    _ text: String,
    _ settings: SourceSettings = Self.kofax,
    blockSize: Int = 262_144
  ) throws -> NamedReading {
    let file = TemporaryFile(text)
    let reading = try NamedReading(file, KofaxXMLSource(settings: settings, blockSize: blockSize))
    #expect(reading.bytes.isBalanced)
    return reading
  }

  private func docuware(_ fields: String, blockSize: Int = 262_144) throws -> NamedReading {
    let text =
      "<ControlStatements xmlns='u'><Document><InsertFile path='7.pdf'/></Document><Page>\(fields)</Page></ControlStatements>"
    return try NamedReading(
      TemporaryFile(text),
      DocuWareSource(settings: Self.docuware, blockSize: blockSize)
    )
  }

  private static func document(_ fields: [(String, String)], _ rest: String = "") -> String {
    let items = fields.map { "<IndexField Name='\($0.0)' Value='\($0.1)'/>" }.joined()
    return
      "<Document FormTypeName='Letter'><IndexFields>\(items)</IndexFields>\(rest)<Pages><Page ImportFileName='1.tif'/></Pages></Document>\n"
  }

  private static func session(_ documents: String, _ batch: String = "") -> String {
    "<ImportSession><Batches><Batch BatchClassName='C' Name='B'><BatchFields><BatchField Name='BOX' Value='7'/></BatchFields>\(batch)<Documents>\(documents)</Documents></Batch></Batches></ImportSession>"
  }

  @Test(arguments: [1, 17, 262_144])
  func `a document says its fields, its batch's and its tables'`(blockSize: Int) throws {
    let table =
      "<Tables><Table Name='CODES'><TableRows><TableRow><IndexFields><IndexField Name='ICD' Value='A1'/></IndexFields></TableRow></TableRows></Table></Tables>"
    let text = Self.session(
      Self.document([("MRN", "1"), ("DOC NO", "7")], table) + Self.document([("MRN", "2")])
    )
    let reading = try kofax(text, blockSize: blockSize)
    #expect(reading.refusals == [.none, .none])
    #expect(reading[.recordNumber] == ["1", "2"])
    #expect(reading[.documentID] == ["7", ""])
    #expect(reading[.box] == ["7", "7"])
    #expect(reading[.diagnosisCode] == ["A1", ""])
    #expect(reading[.image] == ["1.tif", "1.tif"])
    #expect(reading[.documentType] == ["Letter", "Letter"])
  }

  @Test(
    arguments: [
      (document([("MRN", "1"), ("SHELF", "2")]), RuleCode.unknownName),
      (document([(" MRN", "1")]), .unknownName),
      (document([("mrn", "1")]), .unknownName),
      (document([], "<Tables><Table Name='T'/></Tables>"), .unknownName),
      (
        document(
          [],
          "<Tables><Table Name='CODES'><TableRows><TableRow><IndexFields><IndexField Name='X' Value=''/></IndexFields></TableRow></TableRows></Table></Tables>"
        ), .unknownName
      ),
      (document([("MRN", "1"), ("MRN", "2")]), .severalValues),
      (document([], "<Pages><Page ImportFileName='0.tif'/></Pages>"), .severalValues),
    ]
  )
  func `a document that cannot be read for certain is refused alone`(
    document: String,
    code: RuleCode
  ) throws {
    let good = Self.document([("MRN", "9")])
    let reading = try kofax(Self.session(good + document + good))
    #expect(reading.refusals == [.none, code, .none])
    #expect(reading[.recordNumber] == ["9", "", "9"])
    #expect(reading[.image] == ["1.tif", "", "1.tif"])
  }

  @Test func `a field of the batch that nothing is said about refuses the batch's documents`()
    throws
  {
    var settings = Self.kofax
    settings.columns.removeAll { $0.field == .box }
    let text = Self.session(Self.document([("MRN", "1")]))
    #expect(try kofax(text, settings).refusals == [.unknownName])
  }

  @Test func `where rows are pages, each says what its document says`() throws {
    var settings = Self.kofax
    settings.rowsAre = .pages
    let text = Self.session(
      Self.document([("MRN", "1"), ("DOC NO", "7")]).replacing(
        "</Pages>",
        with: "<Page ImportFileName='2.tif'/></Pages>"
      )
    )
    let reading = try kofax(text, settings)
    #expect(reading[.image] == ["1.tif", "2.tif"])
    #expect(reading[.recordNumber] == ["1", "1"])
    #expect(Set(reading.keys.map { "\($0)" }).count == 2)
    let bare = Self.session("<Document/>" + Self.document([("MRN", "1")]))
    #expect(throws: ExportError.self) { try kofax(bare, settings) }
  }

  @Test(
    arguments: [
      "<Folders><Folder FolderClassName='F'><Documents><Document/></Documents></Folder></Folders>",
      "<Pages><Page ImportFileName='1.tif'/></Pages>",
    ]
  )
  func `documents in folders and loose pages are told`(batch: String) throws {
    for documents in [Self.document([("MRN", "1")]), ""] {
      let text = Self.session(documents, batch)
      do {
        _ = try kofax(text)
        Issue.record("nothing was said")
      } catch let error as ExportError { #expect(error.code == "KFX-01") }
    }
  }

  @Test(
    arguments: [
      ("12.50", ["10.25", "2.25"], true), ("12.5", ["12.500"], true), ("-1", ["1", "-2"], true),
      ("12.50", ["10.25"], false), ("x", ["1"], false), ("1", ["x"], false),
      ("9", [] as [String], true), ("99999999999999", ["1"], false),
    ]
  )
  func `expected totals are added up`(total: String, amounts: [String], agrees: Bool) throws {
    let batch =
      "<ExpectedBatchTotals><ExpectedBatchTotal Name='AMOUNT' Value='\(total)'/></ExpectedBatchTotals>"
    let documents = amounts.map { Self.document([("AMOUNT", $0)]) }.joined()
    let text = Self.session(documents + Self.document([("MRN", "1")]), batch)
    if agrees {
      #expect(try kofax(text).refusals.allSatisfy { $0 == .none })
      return
    }
    do {
      _ = try kofax(text)
      Issue.record("nothing was said")
    } catch let error as ExportError { #expect(error.code == "KFX-02") }
  }

  @Test func `the digest of XML covers ignored values, and no order of columns`() throws {
    let text = Self.session(Self.document([("MRN", "1"), ("AMOUNT", "2")]))
    let other = Self.session(Self.document([("MRN", "1"), ("AMOUNT", "3")]))
    var turned = Self.kofax
    turned.columns.reverse()
    let digest = try kofax(text).digests
    #expect(try kofax(text, turned).digests == digest)
    #expect(try kofax(other).digests != digest)
  }

  @Test func `a page of a control file says its fields, and dates by their format`() throws {
    let reading = try docuware(
      "<Field dbName='MRN' value='1'/><Field dbName='SERVED' type='Date' value='09.03.1998' format='dd.MM.yyyy'/><Field dbName='NOTE' value='a'/><Field dbName='NOTE' value='b'/>"
    )
    #expect(reading.refusals == [.none])
    #expect(reading[.recordNumber] == ["1"])
    #expect(reading[.serviceDate] == ["1998-03-09"])
    #expect(reading[.image] == ["7.pdf"])
    let named = try docuware("<Field dbName='MRN' value='1'/><Field dbName='SHELF' value=''/>")
    #expect(named.refusals == [.unknownName])
    #expect(named[.recordNumber] == [""])
    #expect(try docuware("<Field dbName='SERVED' value='9/3/1998'/>")[.serviceDate] == ["9/3/1998"])
  }

  @Test(
    arguments: [
      ("09.03.1998", "dd.MM.yyyy", "1998-03-09"), ("03091998", "MMddyyyy", "1998-03-09"),
      ("3/9/1998", "M/d/yyyy", "1998-03-09"), ("12/31/1998", "M/d/yyyy", "1998-12-31"),
      ("1998-03-09 10:11", "yyyy-MM-dd HH:mm", "1998-03-09"),
      ("1998-03-09T10:11", "yyyy-MM-ddTHH:mm", "1998-03-09"),
      ("3.9.1998", "dd.MM.yyyy", nil), ("09.03.98", "dd.MM.yy", nil), ("09.03.1998", "", nil),
      ("09.03.1998 x", "dd.MM.yyyy", nil), ("", "dd.MM.yyyy", nil),
      ("9 Mar 1998", "d MMM yyyy", nil),
      ("1998", "yyyy", nil), ("19981998", "yyyyyyyy", nil),
    ] as [(String, String, String?)]
  )
  func `a date is read by its format or left as it is`(
    written: String,
    format: String,
    date: String?
  ) {
    let found = DateFormat.isoDate(Array(written.utf8)[...], as: Array(format.utf8)[...])
    #expect(found.map { String(decoding: $0, as: UTF8.self) } == date)
  }
}

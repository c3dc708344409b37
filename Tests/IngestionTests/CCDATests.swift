import RecordModel
import Testing

@testable import Ingestion

/// C-CDA documents: which of the many things they say becomes which field.
struct CCDATests {
  static func document(
    ids: String = #"<id root="1.2.3" extension="104477"/>"#,
    patient: String = "<patient><name><given>Ada</given><family>Harrow</family></name></patient>",
    around: String = "",
    body: String = ""
  ) -> String {
    """
    <?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc">
    <id root="9.9" extension="D1"/><code code="34133-9"/><title>Summary</title>
    <effectiveTime value="20261101"/>
    <recordTarget><patientRole>\(ids)\(around)\(patient)</patientRole></recordTarget>
    \(body)</ClinicalDocument>
    """
  }

  private struct Reading {
    var batch: RecordBatch
    var settings: SourceSettings

    init(_ text: String, _ change: (inout SourceSettings) -> Void = { _ in }) throws {
      settings = SourceSettings(
        name: "documents",
        files: [],
        format: "ccda",
        columns: CCDASource.format.standardColumns
      )
      change(&settings)
      let source = try XMLSource(settings: settings, shape: CCDASource.shape(settings))
      let file = TemporaryFile(text)
      var blocks: [XMLBlock] = []
      let bytes = try source.read(file.export) { block in
        blocks.append(block)
        return true
      }
      #expect(bytes.isBalanced)
      batch = try source.parse(try #require(blocks.first))
      #expect(blocks.count == 1 && batch.rowCount == 1)
    }

    subscript(field: Field) -> String {
      batch.column(of: field).map { String(decoding: batch.cell(0, $0), as: UTF8.self) } ?? "-"
    }
  }

  @Test func `a document is a row with its patient, its type and its dates`() throws {
    let row = try Reading(
      Self.document(
        patient: """
          <patient><name use="L"><prefix>Dr</prefix><given>Ada</given><given>May</given>
          <given qualifier="CL">Addie</given><family>Harrow</family><family>Vance</family>
          <suffix>III</suffix><suffix qualifier="AC">MD</suffix></name>
          <name><given>Ada</given><family qualifier="BR">Stone</family></name>
          <administrativeGenderCode code="F"/><birthTime value="19410203"/>
          <sdtc:deceasedTime value="20261031"/></patient>
          """,
        around: """
          <addr><streetAddressLine>1 Mill Rd</streetAddressLine>
          <streetAddressLine>Apt 2</streetAddressLine><city>Alton</city><state>MN</state></addr>
          <addr><city>Elsewhere</city></addr>
          <telecom value="mailto:ada@mail.example"/><telecom value="tel:+1(555)555-0101"/>
          """,
        body: """
          <author><assignedAuthor><assignedPerson><name><given>Ben</given><family>Kay</family></name>
          </assignedPerson></assignedAuthor></author>
          <componentOf><encompassingEncounter><id root="5.5" extension="E7"/></encompassingEncounter>
          </componentOf>
          """
      )
    )
    let expected: [Field: String] = [
      .facility: "1.2.3", .recordNumber: "104477", .familyName: "Harrow Vance", .givenName: "Ada",
      .middleName: "May", .nameSuffix: "III", .maidenName: "Stone", .sex: "F",
      .birthDate: "19410203", .deathDate: "20261031", .addressLine: "1 Mill Rd Apt 2",
      .city: "Alton", .state: "MN", .postalCode: "", .phone: "tel:+1(555)555-0101",
      .documentID: "9.9/D1", .documentType: "34133-9", .documentTitle: "Summary",
      .serviceDate: "20261101", .author: "Ben Kay", .encounterNumber: "E7", .ssn: "", .image: "",
    ]
    for (field, text) in expected { #expect(row[field] == text, "\(field.spelled)") }
    #expect(row.batch.refusals == [.none] && row.batch.notes.count == 0)
  }

  @Test(arguments: [
    (#"<id root="2.16.840.1.113883.4.1" extension="111-22-3333"/>"#, "", "", "111-22-3333", 0),
    (
      #"<id root="2.16.840.1.113883.4.1" extension="111-22-3333"/><id root="1.2" extension="7"/>"#,
      "1.2", "7", "111-22-3333", 0
    ),
    (#"<id root="1.2" extension="7"/><id root="1.3" extension="8"/>"#, "1.2", "7", "", 1),
    (#"<id nullFlavor="UNK"/><id root="1.3" extension="8"/>"#, "1.3", "8", "", 0),
    (#"<id root="1.2"/><id root="1.3" extension="8"/>"#, "1.3", "8", "", 0),
    (#"<id extension="7"/><id root="1.3" extension="8"/>"#, "1.3", "8", "", 1),
    (#"<id root="1.2" extension=""/>"#, "", "", "", 0),
  ])
  func `number and assigner are of one and the same id, and further ids are told`(
    ids: String,
    assigner: String,
    number: String,
    ssn: String,
    notes: Int
  ) throws {
    let row = try Reading(Self.document(ids: ids))
    #expect(row[.facility] == assigner && row[.recordNumber] == number && row[.ssn] == ssn)
    #expect(row.batch.refusals == [.none])
    #expect(row.batch.notes.rule == Array(repeating: .furtherIdentifiers, count: notes))
  }

  @Test func `who says which id counts is not told of the others`() throws {
    let ids = #"<id root="1.2" extension="7"/><id root="1.3" extension="8"/>"#
    let row = try Reading(Self.document(ids: ids)) { settings in
      settings.columns.removeAll { $0.field == .recordNumber }
      let path = #"recordTarget/patientRole/id[@root="1.3"]/@extension"#
      settings.columns.append(ColumnRule(field: .recordNumber, columns: [path]))
    }
    #expect(row[.recordNumber] == "8" && row.batch.notes.count == 0)
  }

  @Test func `a document about two patients is nobody's`() throws {
    let second =
      "<recordTarget><patientRole><id root='1.2' extension='8'/></patientRole></recordTarget>"
    let row = try Reading(Self.document(body: second))
    #expect(row.batch.refusals == [.severalPatients])
  }

  @Test func `a scanned page is named, or its being inside the file is told`() throws {
    let named =
      "<component><nonXMLBody><text><reference value='a.tif'/></text></nonXMLBody></component>"
    #expect(try Reading(Self.document(body: named))[.image] == "a.tif")
    let pages = String(repeating: "QUJD\n", count: 2_600_000)
    let inside =
      "<component><nonXMLBody><text representation='B64'>\(pages)</text></nonXMLBody></component>"
    let row = try Reading(Self.document(body: inside))
    #expect(row.batch.refusals == [.none] && row.batch.notes.rule == [.contentInside])
  }

  @Test func `what nothing is known about is empty, and no reason to refuse`() throws {
    let row = try Reading(
      Self.document(
        patient: """
          <patient><name nullFlavor="UNK"/><administrativeGenderCode nullFlavor="UNK"/>
          <birthTime nullFlavor="UNK"/></patient>
          """,
        around: "<addr nullFlavor='UNK'/><telecom nullFlavor='UNK'/>"
      )
    )
    for field in [Field.familyName, .sex, .birthDate, .city, .phone] { #expect(row[field] == "") }
    #expect(row.batch.refusals == [.none])
  }

  @Test func `a fragment is no document, and what to do does not name a key that is not there`() {
    let error = #expect(throws: ExportError.self) { try Reading("<section><id/></section>") }
    #expect(
      error?.message
        == "XML-03 film.csv: is no C-CDA document: its root element is not ClinicalDocument. Take it "
        + "out of the delivery, or correct 'format:' in the pipeline file."
    )
  }
}

import Bundling
import CanonicalJSON
import RecordModel
import Testing

@Suite struct DocumentTests {
  private func documents(
    _ rows: [SyntheticRow],
    settings: BundleSettings = .lakeside
  ) throws -> [JSONValue] {
    try resources(rows, settings: settings).of("DocumentReference")
  }

  private func page(_ key: UInt64, document: String, frame: String) -> SyntheticRow {
    var row = SyntheticRow(
      key,
      [.documentID: document, .frame: frame, .image: "r1/\(frame).tif", .family: "A"]
    )
    row.source = 1
    return row
  }

  @Test func `pages of one document are one resource, in the order of their frames`() throws {
    let rows = [
      page(1, document: "D1", frame: "10"), page(2, document: "D2", frame: "3"),
      page(3, document: "D1", frame: "9"), page(4, document: "D1", frame: "0011"),
    ]
    let documents = try documents(rows)
    #expect(documents.count == 2)
    #expect(
      documents[0]["content"]?.array?.map { $0["attachment"]?["url"]?.text } == [
        "r1/9.tif", "r1/10.tif", "r1/0011.tif",
      ]
    )
    #expect(
      documents[0]["identifier"]?.array?.map { $0["value"]?.text } == [
        "D1", "frame 9", "frame 10", "frame 0011",
      ]
    )
    let first = SiteIds.document(
      namespace: SiteIds.namespace(site: "https://lakeside.example/charts"),
      row: rows[0].rowKey
    )
    #expect(documents[0]["id"]?.text == first.uuidText)
    #expect(try resources(rows).of("Provenance")[0]["entity"]?.array?.count == 4)
  }

  @Test func `a later page changes its document and moves no id`() throws {
    let rows = [page(5, document: "D1", frame: "2"), page(6, document: "D2", frame: "1")]
    var later = page(1, document: "D1", frame: "1")
    later.night = 2
    let before = try documents(rows).map { $0["id"]?.text }
    let after = try documents(rows + [later])
    #expect(after.map { $0["id"]?.text } == before)
    #expect(after[0]["content"]?[0]?["attachment"]?["url"]?.text == "r1/1.tif")
  }

  @Test func `the same document number in a source of documents is two documents`() throws {
    let rows = [SyntheticRow(1, [.documentID: "D"]), SyntheticRow(2, [.documentID: "D"])]
    #expect(try documents(rows).count == 2)
  }

  @Test func `a document without an image says where the paper lies`() throws {
    var row = SyntheticRow(1, [.box: "B1", .folder: "F2", .fiche: "X/3", .documentTitle: "Note"])
    row.pages = 1
    let document = try #require(try documents([row]).first)
    #expect(document["content"]?.canonical == #"[{"attachment":{"title":"1 page"}}]"#)
    #expect(
      document["identifier"]?.canonical == #"[{"value":"box B1/folder F2/fiche X/3/1 page"}]"#
    )
    row.pages = 0
    #expect(
      try documents([row]).first?["content"]?.canonical
        == #"[{"attachment":{"title":"no image"}}]"#
    )
  }

  @Test func `an unmapped type is unknown to machines and as written to people`() throws {
    let document = try #require(
      try documents([SyntheticRow(1, [.documentTypeAsWritten: "MISC"])]).first
    )
    #expect(
      document["type"]?.canonical
        == #"{"coding":[{"code":"UNK","system":"http://terminology.hl7.org/CodeSystem/v3-NullFlavor"}],"#
        + #""text":"MISC"}"#
    )
  }

  @Test func `only a whole scan day is an instant`() throws {
    var row = SyntheticRow(1, [.documentID: "D"])
    row.scan = "2004-05"
    row.service = "1998"
    let document = try #require(try documents([row]).first)
    #expect(document["date"] == nil)
    #expect(document["context"]?.canonical == #"{"period":{"start":"1998"}}"#)
  }

  static let urls: [(path: String, base: String?, url: String, type: String?)] = [
    (#"\\SRV\film\A 1.TIF"#, nil, "//SRV/film/A%201.TIF", "image/tiff"),
    (#"C:\x.pdf"#, nil, "C%3A/x.pdf", "application/pdf"),
    ("/a/b.jpeg", "https://img.example/", "https://img.example/a/b.jpeg", "image/jpeg"),
    ("a%b#c?.png", "https://img.example", "https://img.examplea%25b%23c%3F.png", "image/png"),
    (
      "https://x.example/a%20b?c=d.dcm", "https://img.example/", "https://x.example/a%20b?c=d.dcm",
      "application/dicom"
    ),
    ("é.tiff", nil, "%C3%A9.tiff", "image/tiff"), ("a.xyz", nil, "a.xyz", nil),
    ("tif", nil, "tif", nil), (".tif", nil, ".tif", "image/tiff"),
    ("a.tif.gz", nil, "a.tif.gz", nil),
  ]

  @Test(arguments: urls)
  func `an image path becomes a URL and its ending a media type`(
    path: String,
    base: String?,
    url: String,
    type: String?
  ) throws {
    var settings = BundleSettings.lakeside
    settings.imageBase = base
    let document = try #require(
      try documents([SyntheticRow(1, [.image: path])], settings: settings).first
    )
    let attachment = document["content"]?[0]?["attachment"]
    #expect(attachment?["url"]?.text == url)
    #expect(attachment?["contentType"]?.text == type)
  }

  @Test func `a hash is written only when it is what R4 asks for`() throws {
    var row = SyntheticRow(1, [.image: "a.tif", .imageHash: "2jmj7l5rSw0yVb/vlWAYkK/YBwk="])
    #expect(try documents([row])[0]["content"]?[0]?["attachment"]?["hash"] != nil)
    for hash in ["da39a3ee5e6b4b0d3255bfef95601890afd80709", "2jmj7l5rSw0yVb/vlWAYkK/YBwl="] {
      row.texts[.imageHash] = hash
      #expect(try documents([row])[0]["content"]?[0]?["attachment"]?["hash"] == nil)
    }
  }

  @Test func `rows of one encounter share it, another person's never do`() throws {
    let rows = (1...3).map { key in
      SyntheticRow(
        key,
        [.recordNumber: "7", .assigner: "GEN", .encounterNumber: "E", .documentID: "D\(key)"]
      )
    }
    let all = try resources(rows)
    #expect(all.of("Encounter").count == 1)
    let references = all.of("DocumentReference").map {
      $0["context"]?["encounter"]?[0]?["reference"]?.text
    }
    let id = try #require(all.of("Encounter")[0]["id"]?.text)
    #expect(references == Array(repeating: "Encounter/\(id)", count: 3))
    let other = try resources([rows[2]]).of("Encounter")
    #expect(other[0]["id"]?.text != id)
  }

  static let systems: [(String, String?, String?)] = [
    ("ICD-10-CM", "http://hl7.org/fhir/sid/icd-10-cm", "http://www.cms.gov/Medicare/Coding/ICD10"),
    ("9", "http://hl7.org/fhir/sid/icd-9-cm", "http://hl7.org/fhir/sid/icd-9-cm"),
    ("urn:oid:1.2.3", "urn:oid:1.2.3", "urn:oid:1.2.3"), ("local codes", nil, nil), ("", nil, nil),
  ]

  @Test(arguments: systems)
  func `a code has a system only when the index names one we know`(
    written: String,
    diagnosis: String?,
    procedure: String?
  ) throws {
    let row = SyntheticRow(
      1,
      [.diagnosisCode: "A1", .procedureCode: "B2", .codeSystem: written]
    )
    let all = try resources([row])
    let condition = try #require(all.of("Condition").first?["code"])
    #expect(condition["coding"]?[0]?["system"]?.text == diagnosis)
    #expect(condition["text"]?.text == (diagnosis == nil ? "A1" : nil))
    #expect(
      all.of("Procedure").first?["code"]?["coding"]?[0]?["system"]?.text == procedure
    )
    #expect(all.of("DocumentReference").isEmpty)
  }

  @Test func `facilities are organizations, a hundred a line`() throws {
    let codes = (0..<201).map { Array("F\"\($0)".utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    var json = CanonicalJSONWriter()
    let counts = OrganizationBundleWriter.write(
      facilities: codes,
      settings: .lakeside,
      to: &json
    )
    let lines = json.bytes.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 3)
    #expect(counts.organizations == 201)
    #expect(counts.bundles == 3)
    #expect(counts.bytes == UInt64(json.bytes.count))
    for line in lines { #expect(try JSONReader.read(Array(line)).canonicalBytes == Array(line)) }
    var nothing = CanonicalJSONWriter()
    _ = OrganizationBundleWriter.write(facilities: [], settings: .lakeside, to: &nothing)
    #expect(nothing.bytes.isEmpty)
  }
}

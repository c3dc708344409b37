import Bundling
import CanonicalJSON
import Persons
import RecordModel
import Testing

@Suite struct PersonBundleWriterTests {
  /// Every field of an index that says something of a person and a document.
  static var chart: SyntheticRow {
    var row = SyntheticRow(
      1,
      [
        .facility: "GEN", .assigner: "GEN", .recordNumber: "00123456", .family: "KOWALCZYK",
        .given: "MARGARET", .middle: "A", .familyFolded: "KOWALCZYK", .givenFolded: "MARGARET",
        .phone: "6145550123", .addressLine: "1234 MAPLE AVE", .addressFolded: "1234MAPLEAVE",
        .city: "COLUMBUS", .state: "OH", .postalCode: "43215", .documentID: "DOC0000123",
        .documentTypeCode: "http://loinc.org|18842-5", .documentTypeAsWritten: "DS",
        .documentTitle: "Discharge \"summary\"", .author: "Dr. O'Hara", .encounterNumber: "E 77",
        .image: #"\GEN\B 12\0678.TIF"#, .imageHash: "2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
        .box: "B12", .reel: "R0345", .frame: "0678", .diagnosisCode: "E11.9",
        .procedureCode: "45.23", .codeSystem: "ICD-10-CM",
      ]
    )
    row.birth = "1961-03-04"
    row.service = "1998-02"
    row.scan = "2004-05-06"
    row.ssn = 12_345_678
    row.pages = 12
    row.sex = .female
    return row
  }

  @Test func `one row with everything becomes exactly this line`() throws {
    let written = lines(try person([Self.chart]))
    #expect(written.lines == [GoldenLines.chart])
    #expect(written.counts.patients == 1)
    #expect(written.counts.documents == 1)
    #expect(written.counts.provenances == 1)
    #expect(written.counts.encounters == 1)
    #expect(written.counts.conditions == 1)
    #expect(written.counts.procedures == 1)
    #expect(written.counts.bundles == 1)
    #expect(written.counts.bytes == UInt64(GoldenLines.chart.utf8.count + 1))
  }

  @Test func `a row that says nothing of a document is a person and no more`() throws {
    var row = SyntheticRow(2, [.family: "ODELL", .given: "AMY"])
    row.service = "1998-02-01"
    row.sex = .unknown
    let written = lines(try person([row]))
    #expect(written.lines == [GoldenLines.personOnly])
    #expect(written.counts.documents == 0)
  }

  @Test func `the same person gives the same bytes whoever was written before`() throws {
    let first = try person([Self.chart])
    let second = try person([SyntheticRow(9, [.given: "X", .box: "1"])], retired: [first.id])
    var writer = PersonBundleWriter(settings: .lakeside, sink: NoLineage())
    var json = CanonicalJSONWriter()
    _ = writer.write(second, to: &json)
    json.removeAll()
    _ = writer.write(first, to: &json)
    #expect(json.bytes == Array((GoldenLines.chart + "\n").utf8))
  }

  @Test func `with a server every entry has its full URL`() throws {
    var settings = BundleSettings.lakeside
    settings.publishBase = "https://fhir.example/r4"
    let line = try #require(lines(try person([Self.chart]), settings: settings).lines.first)
    for entry in try JSONReader.read(Array(line.utf8))["entry"]?.array ?? [] {
      let place = try #require(entry["request"]?["url"]?.text)
      #expect(entry["fullUrl"]?.text == "https://fhir.example/r4/" + place)
    }
  }

  @Test func `a retired id is a stub that points to its person, who points back`() throws {
    let retired = Key128(high: 7, low: 8)
    let patients = try resources([Self.chart], retired: [retired]).of("Patient")
    #expect(patients.count == 2)
    let survivor = try #require(patients[0]["id"]?.text)
    #expect(
      patients[0]["link"]?.canonical
        == #"[{"other":{"reference":"Patient/\#(retired.uuidText)"},"type":"replaces"}]"#
    )
    #expect(
      patients[1].canonical
        == #"{"active":false,"id":"\#(retired.uuidText)","link":[{"other":{"reference":"#
        + #""Patient/\#(survivor)"},"type":"replaced-by"}],"resourceType":"Patient"}"#
    )
  }

  @Test func `every row is cited once, and the newest delivery dates the record`() throws {
    var rows = (1...3).map { SyntheticRow($0, [.family: "A"]) }
    rows[1].asOf = "2026-12-01"
    let provenance = try resources(rows).of("Provenance")
    #expect(provenance.count == 1)
    let cited = provenance[0]["entity"]?.array?.compactMap {
      $0["what"]?["identifier"]?["value"]?.text
    }
    #expect(
      cited == [
        "qqq7u8zM3d0AAAAAAAAAAQ", "qqq7u8zM3d0AAAAAAAAAAg", "qqq7u8zM3d0AAAAAAAAAAw",
      ]
    )
    #expect(Set(cited ?? []).count == 3)
    #expect(provenance[0]["recorded"]?.text == "2026-12-01T00:00:00Z")
  }

  @Test func `a person with 250 documents gets three lines, the patient first`() throws {
    let rows = (1...250).map { number in
      SyntheticRow(UInt64(number), [.family: "LONG", .documentID: "D\(number)"])
    }
    let written = lines(try person(rows))
    let entries = try written.lines.map {
      try JSONReader.read(Array($0.utf8))["entry"]?.array?.count
    }
    #expect(entries == [100, 100, 52])
    #expect(written.counts.bundles == 3)
    #expect(written.counts.documents == 250)
    let types = try resources(rows).map { $0["resourceType"]?.text }
    #expect(types.prefix(3) == ["Patient", "Provenance", "DocumentReference"])
    #expect(types.count == 252)
  }

  @Test func `a line that grows over 5 MB is cut before the entry that did it`() throws {
    let title = String(repeating: "x", count: 60_000)
    let rows = (1...90).map { number in
      SyntheticRow(UInt64(number), [.documentID: "D\(number)", .documentTitle: title])
    }
    let written = lines(try person(rows))
    #expect(written.lines.count == 2)
    #expect(written.counts.bundles == 2)
    for line in written.lines {
      #expect(line.utf8.count < 5_000_000)
      #expect(try JSONReader.read(Array(line.utf8)).canonical == line)
    }
    #expect(try resources(rows).of("DocumentReference").count == 90)
  }
}

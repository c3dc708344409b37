import Bundling
import CanonicalJSON
import RecordModel
import Testing

@Suite struct SurvivorshipTests {
  private func patient(
    _ rows: [SyntheticRow],
    settings: BundleSettings = .lakeside
  ) throws -> JSONValue {
    try #require(try resources(rows, settings: settings).of("Patient").first)
  }

  private func named(_ key: UInt64, _ family: String, _ given: String) -> SyntheticRow {
    SyntheticRow(
      key,
      [
        .family: family, .given: given, .familyFolded: family.uppercased(),
        .givenFolded: given.uppercased(),
      ]
    )
  }

  @Test func `the newest service date names the patient, other names stay as old`() throws {
    var rows = [named(1, "OLDER", "ANN"), named(2, "NEWER", "ANN"), named(3, "OLDER", "ANN")]
    rows[0].service = "1990"
    rows[1].service = "1998-02-03"
    rows[2].service = "1997"
    #expect(
      try patient(rows)["name"]?.canonical
        == #"[{"family":"NEWER","given":["ANN"]},{"family":"OLDER","given":["ANN"],"use":"old"}]"#
    )
  }

  @Test func `a trusted source outranks a newer one`() throws {
    var settings = BundleSettings.lakeside
    settings.trust = ["roll"]
    var rows = [named(1, "FILM", "ANN"), named(2, "ROLL", "ANN")]
    rows[0].service = "2020-01-01"
    rows[1].source = 1
    let name = try patient(rows, settings: settings)["name"]
    #expect(name?[0]?["family"]?.text == "ROLL")
    #expect(name?[1]?["family"]?.text == "FILM")
  }

  @Test func `without dates the later night counts, then the higher row key`() throws {
    var rows = [named(7, "A", "X"), named(9, "B", "X"), named(8, "C", "X")]
    #expect(try patient(rows)["name"]?.array?.map { $0["family"]?.text } == ["B", "C", "A"])
    rows[0].night = 2
    #expect(try patient(rows)["name"]?.array?.map { $0["family"]?.text } == ["A", "B", "C"])
  }

  @Test func `a name is completed by rows that agree, and its initial becomes the whole name`()
    throws
  {
    var rows = [named(1, "Lee", "Ann"), named(2, "LEE", "ANN"), named(3, "LEE", "ANN")]
    rows[0].texts[.middle] = "Marie"
    rows[1].texts[.middle] = "M"
    rows[2].texts[.suffix] = "JR"
    #expect(
      try patient(rows)["name"]?.canonical
        == #"[{"family":"LEE","given":["ANN","Marie"],"suffix":["JR"]}]"#
    )
  }

  @Test func `two suffixes are two names`() throws {
    var rows = [named(1, "LEE", "ANN"), named(2, "LEE", "ANN")]
    rows[0].texts[.suffix] = "SR"
    rows[1].texts[.suffix] = "JR"
    #expect(try patient(rows)["name"]?.array?.map { $0["suffix"]?[0]?.text } == ["JR", "SR"])
  }

  @Test func `a maiden name is a name of its own`() throws {
    var row = named(1, "LEE", "ANN")
    row.texts[.maiden] = "KIM"
    row.texts[.prefix] = "DR"
    #expect(
      try patient([row])["name"]?.canonical
        == #"[{"family":"LEE","given":["ANN"],"prefix":["DR"]},{"family":"KIM","use":"maiden"}]"#
    )
  }

  @Test func `a name that is none is kept as text beside a family name said to be unknown`() throws
  {
    let absent =
      #""_family":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","#
      + #""valueCode":"unknown"}]}"#
    let baby = SyntheticRow(1, [.nameAsWritten: "BABY BOY"])
    #expect(try patient([baby])["name"]?.canonical == #"[{\#(absent),"text":"BABY BOY"}]"#)
    #expect(try patient([SyntheticRow(1)])["name"]?.canonical == #"[{\#(absent)}]"#)
    let later = try patient([baby, named(2, "LEE", "ANN")])["name"]
    #expect(later?.canonical == #"[{"family":"LEE","given":["ANN"]}]"#)
  }

  @Test func `record numbers, SSNs and phones are all kept, each once`() throws {
    var rows = (1...3).map { SyntheticRow($0, [.family: "A", .recordNumber: "1"]) }
    rows[0].texts[.assigner] = "GEN"
    rows[1].texts[.assigner] = "ST/J"
    rows[2].texts[.assigner] = "GEN"
    rows[0].ssn = 123_456_789
    rows[2].ssn = 1
    rows[0].texts[.phone] = "6145550123"
    rows[1].texts[.phone] = "6145550123"
    let patient = try patient(rows)
    #expect(
      patient["identifier"]?.array?.map { $0["system"]?.text } == [
        "https://lakeside.example/charts/mrn/GEN", "https://lakeside.example/charts/mrn/ST%2FJ",
        "http://hl7.org/fhir/sid/us-ssn", "http://hl7.org/fhir/sid/us-ssn",
      ]
    )
    #expect(patient["identifier"]?[2]?["value"]?.text == "000000001")
    #expect(patient["telecom"]?.array?.count == 1)
  }

  @Test func `an address is completed by the same street only`() throws {
    var rows = (1...4).map { SyntheticRow($0, [.family: "A"]) }
    rows[3].texts = [.addressLine: "1 Oak St", .addressFolded: "1OAKST", .city: "ELYRIA"]
    rows[2].texts = [.addressLine: "1 OAK STREET", .addressFolded: "1OAKST", .postalCode: "44035"]
    rows[1].texts = [.city: "ELYRIA", .state: "OH"]
    rows[0].texts = [.city: "ELYRIA"]
    #expect(
      try patient(rows)["address"]?.canonical
        == #"[{"city":"ELYRIA","line":["1 Oak St"],"postalCode":"44035"},"#
        + #"{"city":"ELYRIA","state":"OH","use":"old"}]"#
    )
  }

  @Test func `a known sex outranks the word unknown, and none is unknown`() throws {
    var rows = [SyntheticRow(1), SyntheticRow(2)]
    #expect(try patient(rows)["gender"]?.text == "unknown")
    rows[0].sex = .male
    rows[1].sex = .unknown
    #expect(try patient(rows)["gender"]?.text == "male")
  }

  @Test func `the most precise date that agrees with the best row's word counts`() throws {
    var rows = (1...3).map { SyntheticRow($0) }
    rows[2].birth = "1961-03"
    rows[1].birth = "1960-01-01"
    rows[0].birth = "1961-03-04"
    rows[0].death = "2001"
    let patient = try patient(rows)
    #expect(patient["birthDate"]?.text == "1961-03-04")
    #expect(patient["deceasedDateTime"]?.text == "2001")
  }

  @Test func `a facility is named unless the number's system says it`() throws {
    var rows = (1...2).map { key in
      SyntheticRow(
        key,
        [.facility: "GEN", .assigner: "GEN", .recordNumber: "7", .documentID: "D\(key)"]
      )
    }
    #expect(try patient(rows)["managingOrganization"] == nil)
    rows[1].texts[.facility] = "STJ"
    let all = try resources(rows)
    let general = SiteIds.organization(
      namespace: SiteIds.namespace(site: "https://lakeside.example/charts"),
      facility: "GEN".utf8
    )
    #expect(
      all[0]["managingOrganization"]?["reference"]?.text == "Organization/\(general.uuidText)"
    )
    #expect(all.of("DocumentReference")[0]["custodian"] == nil)
    #expect(all.of("DocumentReference")[1]["custodian"] != nil)
    rows = [SyntheticRow(1, [.facility: "GEN"])]
    #expect(try patient(rows)["managingOrganization"] != nil)
  }
}

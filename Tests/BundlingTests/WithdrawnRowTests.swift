import Bundling
import CanonicalJSON
import RecordModel
import Testing

@Suite struct WithdrawnRowTests {
  private func row(
    _ key: UInt64,
    _ texts: [TextValue: String],
    isWithdrawn: Bool = false
  ) -> SyntheticRow {
    var row = SyntheticRow(key, texts)
    row.isWithdrawn = isWithdrawn
    return row
  }

  @Test func `a withdrawn document is entered in error, keeps its id and stays cited`() throws {
    let live = row(1, [.documentID: "D1", .family: "A"])
    let gone = row(2, [.documentID: "D2", .family: "A"], isWithdrawn: true)
    let before = try resources([live, row(2, [.documentID: "D2", .family: "A"])])
    let after = try resources([live, gone])
    #expect(
      after.of("DocumentReference").map { $0["status"]?.text } == ["current", "entered-in-error"]
    )
    #expect(after.map { $0["id"]?.text } == before.map { $0["id"]?.text })
    #expect(after.of("Provenance") == before.of("Provenance"))
    #expect(after.of("Patient") == before.of("Patient"))
  }

  @Test func `a person without a live row is inactive and has no link`() throws {
    let rows = [row(1, [.documentID: "D1", .family: "A"], isWithdrawn: true)]
    let patient = try #require(try resources(rows).of("Patient").first)
    #expect(patient["active"] == .boolean(false))
    #expect(patient["link"] == nil)
    #expect(patient["name"]?[0]?["family"]?.text == "A")
    var active = rows
    active[0].isWithdrawn = false
    #expect(try resources(active).of("Patient").first?["active"] == nil)
  }

  @Test func `what a withdrawn row says counts only where no live row says anything`() throws {
    var gone = row(
      2,
      [.family: "WRONG", .given: "X", .phone: "3304110101", .recordNumber: "7", .assigner: "LAKE"],
      isWithdrawn: true
    )
    gone.service = "2020-01-01"
    gone.birth = "1931-04-02"
    gone.sex = .male
    var live = row(1, [.family: "RIGHT", .recordNumber: "8", .assigner: "LAKE"])
    live.birth = "1931"
    live.sex = .unknown
    let patient = try #require(try resources([live, gone]).of("Patient").first)
    #expect(patient["name"]?.array?.map { $0["family"]?.text } == ["RIGHT"])
    #expect(patient["identifier"]?.array?.map { $0["value"]?.text } == ["8"])
    #expect(patient["birthDate"]?.text == "1931")
    #expect(patient["gender"]?.text == "unknown")
    #expect(patient["telecom"]?.array?.count == 1)
  }

  @Test func `a document that lost a page goes on with the others`() throws {
    let rows = (1...3 as ClosedRange<UInt64>).map { number in
      var page = row(
        number,
        [.documentID: "D1", .frame: "\(number)", .image: "\(number).tif", .family: "A"],
        isWithdrawn: number == 1
      )
      page.source = 1
      return page
    }
    let document = try #require(try resources(rows).of("DocumentReference").first)
    #expect(document["status"]?.text == "current")
    #expect(
      document["content"]?.array?.map { $0["attachment"]?["url"]?.text } == ["2.tif", "3.tif"]
    )
    let first = SiteIds.document(
      namespace: SiteIds.namespace(site: BundleSettings.lakeside.site),
      row: rows[0].rowKey
    )
    #expect(document["id"]?.text == first.uuidText)
  }

  @Test func `what hangs on a withdrawn row alone is entered in error with it`() throws {
    let texts: [TextValue: String] = [
      .encounterNumber: "V1", .diagnosisCode: "250.0", .procedureCode: "45.1", .family: "A",
    ]
    let all = try resources([row(1, texts, isWithdrawn: true)])
    #expect(all.of("Encounter").first?["status"]?.text == "entered-in-error")
    #expect(all.of("Procedure").first?["status"]?.text == "entered-in-error")
    let status = all.of("Condition").first?["verificationStatus"]?["coding"]?[0]?["code"]?.text
    #expect(status == "entered-in-error")
    #expect(try resources([row(1, texts)]).of("Condition").first?["verificationStatus"] == nil)
  }

  @Test func `an encounter that a live row names too goes on`() throws {
    let texts: [TextValue: String] = [
      .encounterNumber: "V1", .recordNumber: "7", .assigner: "LAKE", .family: "A",
    ]
    let rows = [row(1, texts, isWithdrawn: true), row(2, texts)]
    let encounters = try resources(rows).of("Encounter")
    #expect(encounters.map { $0["status"]?.text } == ["unknown"])
  }
}

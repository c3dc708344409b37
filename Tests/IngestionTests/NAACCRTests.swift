import RecordModel
import Testing

@testable import Ingestion

/// NAACCR files: rows, the items of three levels, and items that are not what they should be.
struct NAACCRTests {
  static func settings(_ further: [ColumnRule] = []) -> SourceSettings {
    let standard = NAACCRSource.format.standardColumns.filter { rule in
      !further.contains { $0.field == rule.field }
    }
    return SourceSettings(
      name: "tumors",
      files: [],
      format: "naaccr",
      columns: standard + further
    )
  }

  static func read(
    _ text: String,
    _ settings: SourceSettings = settings(),
    blockSize: Int = 262_144
  ) throws -> RecordBatch {
    let source = try XMLSource(settings: settings, shape: NAACCRSource.shape, blockSize: blockSize)
    let file = TemporaryFile(text)
    var batch: RecordBatch?
    let bytes = try source.read(file.export) { block in
      #expect(batch == nil, "one block")
      batch = try? source.parse(block)
      return true
    }
    #expect(bytes.isBalanced)
    return try #require(batch)
  }

  static func cells(_ field: Field, _ batch: RecordBatch) throws -> [String] {
    let column = try #require(batch.column(of: field))
    return (0..<batch.rowCount).map { String(decoding: batch.cell($0, column), as: UTF8.self) }
  }

  static func file(_ inside: String) -> String {
    """
    <?xml version="1.0"?><NaaccrData recordType="A" xmlns="http://naaccr.org/naaccrxml"
    xmlns:o="http://other.example"><Item naaccrId="registryId">REG</Item>\(inside)</NaaccrData>
    """
  }

  static let three = file(
    """
    <Patient><Item naaccrId="patientIdNumber">1</Item><Item naaccrId="nameLast">Harrow</Item>
    <Tumor><Item naaccrId="primarySite">C619</Item><Item naaccrId="tumorRecordNumber">01</Item></Tumor>
    <Tumor><Item naaccrId="primarySite">C619</Item><Item naaccrId="tumorRecordNumber">02</Item></Tumor>
    </Patient>
    <Patient><Item naaccrId="patientIdNumber">2</Item></Patient>
    <Patient/>
    <Patient><Item naaccrId="patientIdNumber">3</Item><Item naaccrNum="2230">Vance</Item>
    <Tumor/></Patient>
    """
  )

  @Test(arguments: [1, 7, 64, 262_144])
  func `every tumor is a row, and every patient without one, each with all that is said of them`(
    blockSize: Int
  ) throws {
    let batch = try Self.read(Self.three, blockSize: blockSize)
    #expect(batch.refusals == Array(repeating: .none, count: 5))
    #expect(try Self.cells(.facility, batch) == ["REG", "REG", "REG", "REG", "REG"])
    #expect(try Self.cells(.recordNumber, batch) == ["1", "1", "2", "", "3"])
    #expect(try Self.cells(.familyName, batch) == ["Harrow", "Harrow", "", "", "Vance"])
    #expect(try Self.cells(.diagnosisCode, batch) == ["C619", "C619", "", "", ""])
    #expect(Set(batch.keys).count == 5, "tumors alike but for their number are two rows")
    #expect(batch.notes.count == 0)
  }

  @Test func `a row's place is its tumor, or its patient when there is none`() throws {
    let batch = try Self.read(Self.three)
    let bytes = Array(Self.three.utf8)
    let texts = (0..<5).map { row in
      let start = Int(batch.places.start[row])
      return String(decoding: bytes[start..<start + Int(batch.places.length[row])], as: UTF8.self)
    }
    #expect(texts[1].hasPrefix("<Tumor>") && texts[1].hasSuffix("</Tumor>"))
    #expect(texts[2] == "<Patient><Item naaccrId=\"patientIdNumber\">2</Item></Patient>")
    #expect(texts[3] == "<Patient/>" && texts[4] == "<Tumor/>")
    #expect(batch.places.line == [3, 4, 6, 7, 9])
  }

  @Test func `items are found by name or number, users' own ones wherever they stand`() throws {
    let rules = [
      ColumnRule(field: .box, columns: ["stateField1"]),
      ColumnRule(field: .reel, columns: ["9501"]),
      ColumnRule(field: .diagnosisCode, columns: ["400"]),
      ColumnRule(field: .sex, columns: ["sex | sexAssignedAtBirth"]),
    ]
    let text = Self.file(
      """
      <Patient><Item naaccrId="patientIdNumber">1</Item><Item naaccrId="stateField1">a</Item>
      <Item naaccrId="sexAssignedAtBirth">2</Item>
      <Tumor><Item naaccrId="primarySite" naaccrNum="400">C509</Item>
      <Item naaccrId="x" naaccrNum="9501">b</Item></Tumor></Patient>
      """
    )
    let batch = try Self.read(text, Self.settings(rules))
    #expect(try Self.cells(.box, batch) == ["a"] && Self.cells(.reel, batch) == ["b"])
    #expect(try Self.cells(.diagnosisCode, batch) == ["C509"] && Self.cells(.sex, batch) == ["2"])
  }

  @Test func `foreign elements, and items inside others, are not read`() throws {
    let text = Self.file(
      """
      <Patient><Item naaccrId="patientIdNumber">1</Item><o:Item naaccrId="nameLast">Wrong</o:Item>
      <o:Group><Item naaccrId="nameFirst">Wrong</Item></o:Group><o:Tumor/>
      <Tumor><o:Tumor/></Tumor></Patient>
      """
    )
    let batch = try Self.read(text)
    #expect(batch.rowCount == 1)
    #expect(try Self.cells(.familyName, batch) == [""] && Self.cells(.givenName, batch) == [""])
  }

  @Test(arguments: [
    ("<Item naaccrId='nameLast' naaccrNum='2240'>Harrow</Item>", "Harrow", [Field.familyName]),
    ("<Item naaccrId='nameLast'>\(String(repeating: "é", count: 40))</Item>", nil, []),
    ("<Item naaccrId='nameLast'>\(String(repeating: "e", count: 41))</Item>", nil, [.familyName]),
    ("<Item naaccrId='primarySite'>C619</Item>", "", [.diagnosisCode]),
    ("<Item naaccrId='nameLast' naaccrNum='2230'>Harrow</Item>", "Harrow", []),
  ])
  func `an item that contradicts the dictionary is told`(
    item: String,
    name: String?,
    fields: [Field]
  ) throws {
    let batch = try Self.read(
      Self.file("<Patient><Item naaccrId='patientIdNumber'>1</Item>\(item)<Tumor/></Patient>")
    )
    #expect(batch.refusals == [.none])
    #expect(batch.notes.field == fields)
    #expect(batch.notes.rule == fields.map { _ in RuleCode.itemContradicted })
    if let name { #expect(try Self.cells(.familyName, batch) == [name]) }
  }

  @Test func `an item that is there twice is refused in its row alone`() throws {
    let batch = try Self.read(
      Self.file(
        """
        <Patient><Item naaccrId="patientIdNumber">1</Item><Item naaccrId="nameLast">a</Item>
        <Item naaccrId="nameLast">b</Item></Patient>
        <Patient><Item naaccrId="patientIdNumber">2</Item></Patient>
        """
      )
    )
    #expect(batch.refusals == [.severalValues, .none])
  }

  @Test func `only names and numbers of items are columns`() {
    guard case .own(_, let problem) = NAACCRSource.format.columns else { return }
    for text in ["sex", "220", "sex | sexAssignedAtBirth", "state_field"] {
      #expect(problem(text) == nil)
    }
    for text in ["", "a b", "Item/@x", "1a", "sex |", "é"] { #expect(problem(text) != nil) }
  }
}

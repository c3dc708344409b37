/// Exports in which every cell that could say something about a patient holds a planted word.
struct PlantedExports: Sendable {
  private(set) var words: PlantedWords
  /// CSV lines without headings: rows that can be used, and rows that are refused for each reason.
  private(set) var lines: [[UInt8]] = []
  /// Elements of an XML index.
  private(set) var cards: [String] = []

  static let all = PlantedExports()

  init() {
    words = PlantedWords(seed: InventedHospital.seed)
    for row in 0..<52 { lines.append(CSVText.line(cells(row))) }
    for row in 52..<58 { lines += refused(cells(row)) }
    for row in 0..<20 { cards.append(card(row)) }
  }

  /// The patient columns; the facility stands before them and the document's number after them.
  static let fields = [
    "record-number", "name", "family-name", "given-name", "middle-name", "name-suffix",
    "maiden-name", "birth-date", "death-date", "sex", "ssn", "phone", "address-line", "city",
    "state", "postal-code", "country", "document-type", "document-title", "service-date",
    "scan-date", "author", "encounter-number", "page-count", "image", "image-hash", "box",
    "folder", "reel", "fiche", "frame", "diagnosis-code", "procedure-code",
  ]

  static let headings = CSVText.line(["FAC"] + fields.map(heading) + ["DOC", "OPERATOR"])

  static func heading(_ field: String) -> String { field.uppercased().replacing("-", with: " ") }

  /// Every other row is one that could be a patient's; the others hold nothing but words.
  private mutating func cells(_ row: Int) -> [String] {
    let isPlausible = row.isMultiple(of: 2)
    let cells = Self.fields.map { isPlausible ? plausible($0) : words.word() }
    return ["NORTH"] + cells + ["D-\(row)", words.word()]
  }

  private mutating func plausible(_ field: String) -> String {
    switch field {
    case "name": "\(words.word()), \(words.word()) \(words.word())"
    case "birth-date", "death-date", "service-date", "scan-date": words.date()
    case "sex": "F"
    case "ssn": words.ssn()
    case "phone": words.phone()
    case "record-number", "encounter-number": words.digits(9)
    case "state": "OH"
    case "page-count": "3"
    case "address-line": "12 \(words.word()) STREET, \"\(words.word())\"\r\nAPT \(words.word())"
    case "image": "scans/\(words.word())/\(words.word()).tif"
    default: words.word()
    }
  }

  /// A row in every way that a row is refused.
  private mutating func refused(_ cells: [String]) -> [[UInt8]] {
    let whole = CSVText.line(cells)
    let number = cells[cells.count - 2]
    var other = cells
    other[5] = words.word()
    var noPatient = cells
    for index in [1, 2, 3, 4, 11] { noPatient[index] = "" }
    noPatient[cells.count - 2] = "\(number)-a"
    return [
      whole,
      // The same document with another name: neither counts.
      CSVText.line(other),
      CSVText.line(noPatient),
      CSVText.line(cells.dropLast(7)),
      CSVText.line(cells + [words.word()]),
      Array("NORTH,\"\(words.word()),\(words.word()),\(words.word())\r\n".utf8),
      Array("NORTH,\(words.word())".utf8) + [0xFF, 0xFE, 0x0D, 0x0A],
      Array("NORTH,\(words.word())\u{0},\(words.word())\r\n".utf8),
      CSVText.line(cells.map { $0 == cells[13] ? String(repeating: $0, count: 9000) : $0 }),
    ]
  }

  private mutating func card(_ row: Int) -> String {
    """
    <card id="X-\(row)" at="NORTH" who="\(words.word())">
      <mrn>\(words.digits(9))</mrn><last>\(words.word())</last><first>\(words.word())</first>
      <born>\(row.isMultiple(of: 2) ? words.date() : words.word())</born>
      <title>\(words.word()) <![CDATA[\(words.word())]]></title><unmapped>\(words.word())</unmapped>
      <!-- \(words.word()) -->
    </card>

    """
  }

  /// The pipeline for these exports; `detect` leaves encoding and date orders to evidence.
  static func pipeline(quarantined: String, detect: Bool = false, delimiter: String = ",") -> String
  {
    let columns = fields.map { "      \($0): \(column($0, detect: detect))" }
    return """
      pipeline: private
      site: https://private.example/charts
      ingest:
        film:
          files: inbox/*.csv
          required: false
          format: csv
          encoding: \(detect ? "detect" : "utf-8")
          delimiter: \(detect ? "detect" : "\"\(delimiter)\"")
          facility: {column: FAC}
          columns:
            document-id: DOC
      \(columns.map { "      " + $0.dropFirst(6) }.joined(separator: "\n"))
          ignore: {OPERATOR: scanner operator}
        fiche:
          files: inbox/*.xml
          required: false
          format: xml
          each: /index/card
          facility: {column: "@at"}
          columns:
            document-id: "@id"
            record-number: mrn
            family-name: last
            given-name: first
            birth-date: {column: born, written: month-day-year}
            document-title: title
      validate: {limits: {quarantined: \(quarantined)}}
      bundle: {partitions: 2}
      publish: {to: out}
      """
  }

  private static func column(_ field: String, detect: Bool) -> String {
    let heading = heading(field)
    if field.hasSuffix("-date") {
      return "{column: \(heading), written: \(detect ? "detect" : "month-day-year")}"
    }
    switch field {
    case "name": return "{column: \(heading), written: \"LAST, FIRST MIDDLE\"}"
    case "sex": return "{column: \(heading), map: {F: female}}"
    case "document-type": return "{column: \(heading), map: {DS: \"18842-5\"}}"
    default: return heading
    }
  }
}

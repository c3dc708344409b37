/// What an index says about one document of an invented patient.
struct IndexRow: Sendable {
  var person: InventedPerson
  var facility: String
  var number: String
  var documentID: String
  var type: String
  var title: String
  var served: CalendarDay
  var frame: Int
  var hasImage: Bool

  /// A row with, now and then, a cell left empty, another spelling or an impossible value.
  init(_ person: InventedPerson, document: Int, _ numbers: inout SeededNumbers) {
    self.person = person
    (facility, number) = numbers.pick(person.numbers)
    documentID = "D\(10_000 + document)"
    type = numbers.pick(["DS", "OP", "OLD CHART", ""])
    title = numbers.pick(["", "SUMMARY, FINAL", "NOTE \"DRAFT\"", "LETTER\nPAGE TWO", "BRÉF"])
    served = CalendarDay(&numbers, years: 1990...2005)
    frame = 1 + document % 500
    hasImage = !numbers.isOne(in: 8)
    if numbers.isOne(in: 9) { number = "" }
    if numbers.isOne(in: 9) { self.person.ssn = numbers.pick(["", "999-99-9999", "12"]) }
    if numbers.isOne(in: 9) { self.person.phone = "" }
    if numbers.isOne(in: 9) { self.person.given = numbers.pick(["", "BABY BOY"]) }
    if numbers.isOne(in: 12) { served.day = 31 }
    // Another patient under the same number.
    if numbers.isOne(in: 40) { self.person = InventedPerson(&numbers, ordinal: 0) }
  }

  /// The same document with one thing told differently.
  func corrected(_ numbers: inout SeededNumbers) -> IndexRow {
    var row = self
    switch numbers.below(6) {
    case 0: row.title += " (CORRECTED \(numbers.below(1000)))"
    case 1: row.person.birth = CalendarDay(&numbers, years: 1905...1989)
    case 2: row.person.family = InventedPerson(&numbers, ordinal: 0).family
    case 3: row.number = numbers.pick(["", row.number + "1"])
    case 4: row.person = InventedPerson(&numbers, ordinal: 7000 + numbers.below(100))
    default: row.served = CalendarDay(&numbers, years: 1990...2005)
    }
    return row
  }

  static let headings = [
    "FAC", "MRN", "NAME", "DOB", "SSN", "SEX", "PHONE", "ADDRESS", "ZIP", "DOC", "TYPE", "TITLE",
    "SERVED", "REEL", "FRAME", "PAGES", "FILE", "AUTHOR", "OPERATOR",
  ]

  private var name: String {
    "\(person.family), \(person.given) \(person.middle)".split(separator: " ").joined(
      separator: " "
    )
  }

  /// One cell for each of `headings`.
  var cells: [String] {
    [
      facility, number, name, person.birth.written(by: facility), person.ssn,
      person.isFemale ? "F" : "M", person.phone, person.address, person.postalCode, documentID,
      type, title, served.written(by: facility), "R\(frame % 7)", String(frame),
      String(1 + frame % 9), hasImage ? "film/\(documentID) 1.tif" : "", "DR \(person.family)",
      "KB",
    ]
  }

  /// The row as an element of an XML index.
  var card: String {
    """
      <card id="\(documentID)" at="\(facility)" kind="\(type)" fiche="F\(frame % 5)" no="\(frame)">
        <mrn>\(number)</mrn>
        <patient><last>\(XMLText.escaped(person.family))</last><first>\(person.given)</first>\
    <middle>\(person.middle)</middle><born>\(person.birth.iso)</born>\
    <sex>\(person.isFemale ? "F" : "M")</sex><street>\(XMLText.escaped(person.address))</street></patient>
        <title>\(XMLText.escaped(title))</title>
        <date>\(served.iso)</date>
        \(hasImage ? "<image>fiche/\(documentID).tif</image>" : "")
      </card>

    """
  }

  static let benchHeadings = [
    "facility", "mrn", "patient_name", "last_name", "first_name", "middle_name", "suffix", "dob",
    "sex", "ssn", "phone", "address", "city", "state", "zip", "doc_id", "doc_type", "service_date",
    "box", "reel", "frame", "page_count", "image_path",
  ]

  /// One cell for each of `benchHeadings`: two facilities write the whole name into one column.
  var benchCells: [String] {
    let isWhole = facility < "NORTH"
    return [
      facility, number, isWhole ? name : "", isWhole ? "" : person.family,
      isWhole ? "" : person.given, isWhole ? "" : person.middle, "",
      person.birth.written(by: facility), person.isFemale ? "F" : "M", person.ssn, person.phone,
      person.address, "LAKESIDE", "OH", person.postalCode, documentID, type,
      served.written(by: facility), "B1", "R\(frame % 7)", String(frame), "2",
      hasImage ? "film/\(documentID).tif" : "",
    ]
  }
}

/// Writes delimited text.
enum CSVText {
  /// A row with its line end; cells that need quotes get them.
  static func line(_ cells: [String]) -> [UInt8] {
    Array((cells.map(quoted).joined(separator: ",") + "\r\n").utf8)
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}

/// Writes XML text.
enum XMLText {
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}

import Foundation

/// The index rows of an invented hospital: patients of several facilities, in two exports of film
/// and two of fiche, with the faults of real exports.
struct InventedHospital: Sendable {
  /// Printed by every test that draws from it; `CHARTLIFT_SEED` gives another.
  static let seed =
    ProcessInfo.processInfo.environment["CHARTLIFT_SEED"].flatMap { UInt64($0) } ?? 20_261_121

  private(set) var film: [IndexRow] = []
  private(set) var fiche: [IndexRow] = []
  private var numbers: SeededNumbers

  init(seed: UInt64 = Self.seed, persons: Int = 150) {
    numbers = SeededNumbers(seed: seed)
    for ordinal in 0..<persons { addRows(of: InventedPerson(&numbers, ordinal: ordinal)) }
    film.shuffle(using: &numbers)
    fiche.shuffle(using: &numbers)
  }

  private mutating func addRows(of person: InventedPerson) {
    for document in 0..<(1 + numbers.below(6)) {
      let row = IndexRow(person, document: film.count + fiche.count, &numbers)
      if document % 3 == 2 { fiche.append(row) } else { film.append(row) }
    }
  }

  /// Two files of film and two of fiche that share patients.
  var deliveries: [Delivery] {
    var numbers = numbers
    let lines = film.map { CSVText.line($0.cells) } + faults(&numbers)
    return Self.files(lines.shuffled(using: &numbers), fiche)
  }

  private static func files(_ lines: [[UInt8]], _ fiche: [IndexRow]) -> [Delivery] {
    let cards = fiche.map { Array($0.card.utf8) }
    return halves(lines).enumerated().map { number, rows in
      Delivery(
        name: "inbox/film_\(number).csv",
        head: CSVText.line(IndexRow.headings),
        rows: rows
      )
    }
      + halves(cards).enumerated().map { number, rows in
        Delivery(
          name: "inbox/fiche_\(number).xml",
          head: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<index>\n".utf8),
          rows: rows,
          tail: Array("</index>\n".utf8)
        )
      }
  }

  /// The same film rows as the shipped pipeline `bench` wants them, without faults.
  var benchDeliveries: [Delivery] {
    Self.halves(film.map { CSVText.line($0.benchCells) }).enumerated().map { number, rows in
      Delivery(
        name: "inbox/index_\(number).csv",
        head: CSVText.line(IndexRow.benchHeadings),
        rows: rows
      )
    }
  }

  /// What a second night brings: corrections, rows that are as they were, new documents of known and
  /// of new patients, and for some known documents two versions or none that can be read.
  var secondNight: [Delivery] {
    var numbers = numbers
    var film = film.dropFirst(40).prefix(60).map { $0.corrected(&numbers) }
    film += self.film.dropFirst(100).prefix(20)
    film += self.film.dropFirst(120).prefix(5).flatMap { row in
      [row.corrected(&numbers), row.corrected(&numbers), row.corrected(&numbers)]
    }
    for ordinal in 0..<40 {
      let isKnown = numbers.isOne(in: 2)
      let newcomer = InventedPerson(&numbers, ordinal: 5000 + ordinal)
      let person = isKnown ? numbers.pick(self.film).person : newcomer
      film.append(IndexRow(person, document: 50_000 + ordinal, &numbers))
    }
    let lost = self.film.dropFirst(125).prefix(5).map { CSVText.line(Array($0.cells.dropLast())) }
    let lines = film.map { CSVText.line($0.cells) } + lost
    return Self.files(lines, fiche.prefix(30).map { $0.corrected(&numbers) }).map { delivery in
      var later = delivery
      later.name = delivery.name.replacing("_", with: "_2026-11-22-")
      return later
    }
  }

  /// Rows that are refused, repeated or contradict each other.
  private func faults(_ numbers: inout SeededNumbers) -> [[UInt8]] {
    var lines = film.prefix(6).map { CSVText.line($0.cells) }
    for row in film.dropFirst(6).prefix(4) {
      var other = row
      other.title += " (CORRECTED)"
      lines.append(CSVText.line(other.cells))
    }
    for row in film.dropFirst(20).prefix(4) {
      var other = row
      other.documentID += "-Q"
      let cells = other.cells
      lines.append(Array("\(cells[0]),\"\(cells[1]),LOST,QUOTE\r\n".utf8))
      lines.append(CSVText.line(Array(cells.dropLast(3))))
      lines.append(CSVText.line([cells[0], "", "", "", ""] + Array(cells.dropFirst(5))))
      lines.append(CSVText.line(cells).dropLast(2) + [0xFF, 0x0D, 0x0A])
    }
    return lines
  }

  private static func halves(_ rows: [[UInt8]]) -> [[[UInt8]]] {
    [Array(rows.prefix(rows.count / 2)), Array(rows.dropFirst(rows.count / 2))]
  }

  /// The pipeline that reads `deliveries`.
  static let pipeline = """
    pipeline: laws
    site: https://laws.example/charts
    ingest:
      film:
        files: inbox/film_*.csv
        format: csv
        encoding: utf-8
        delimiter: ","
        facility: {column: FAC}
        columns:
          record-number: MRN
          name: {column: NAME, written: "LAST, FIRST MIDDLE"}
          birth-date: {column: DOB, written: detect}
          sex: SEX
          ssn: SSN
          phone: PHONE
          address-line: ADDRESS
          postal-code: ZIP
          document-id: DOC
          document-type: {column: TYPE, map: {DS: "18842-5", OP: "11504-8"}}
          document-title: TITLE
          service-date: {column: SERVED, written: detect}
          reel: REEL
          frame: FRAME
          page-count: PAGES
          image: FILE
          author: AUTHOR
        ignore: {OPERATOR: scanner operator}
      fiche:
        files: inbox/fiche_*.xml
        format: xml
        each: /index/card
        facility: {column: "@at"}
        columns:
          record-number: mrn
          family-name: patient/last
          given-name: patient/first
          middle-name: patient/middle
          birth-date: {column: patient/born, written: year-month-day}
          sex: patient/sex
          address-line: patient/street
          document-id: "@id"
          document-type: {column: "@kind", map: {DS: "18842-5", OP: "11504-8"}}
          document-title: title
          service-date: {column: date, written: year-month-day}
          fiche: "@fiche"
          frame: "@no"
          image: image
    validate: {limits: {quarantined: 20%}}
    bundle: {partitions: 4}
    publish: {to: out}
    """
}

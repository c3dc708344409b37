/// Makes the row and the truth of documents, one at a time.
struct DocumentRows {
  private var people: [Person] = []
  private var cells = RowCells()

  /// Appends the row of a document as it stands after so many corrections.
  mutating func append(
    _ document: Int,
    of index: SyntheticIndex,
    corrections: Int,
    as form: ExportForm,
    to output: inout [UInt8]
  ) {
    let place = index.documents[document]
    let (person, registration) = look(up: place, in: index)
    var dice = Dice(seed: index.town.seed, of: .document, UInt64(document))
    var row = DocumentInHand(
      written: registration.written,
      paper: Paper(of: person, at: registration, &dice)
    )
    if dice.chance(500) { row.keyAgain(registration.facility, &dice) }
    for number in 0..<corrections {
      var dice = Dice(
        seed: index.town.seed,
        of: .correction,
        UInt64(document) << 8 | UInt64(number)
      )
      row.correct(registration, index.town, &dice)
    }
    put(row, document, place, registration, index)
    form.append(cells, to: &output)
  }

  private mutating func put(
    _ row: DocumentInHand,
    _ document: Int,
    _ place: RegistrationPlace,
    _ registration: Papers.Registration,
    _ index: SyntheticIndex
  ) {
    let clerk = Clerk(registration.facility)
    cells.removeAll()
    cells.putDocumentID(document)
    cells.endCell()
    clerk.putCode(into: &cells)
    let digits = index.numbers.digits
    let number = Self.recordNumber(of: place, registration.facility, index)
    clerk.putRecordNumber(number, digits: digits, into: &cells)
    clerk.put(row.written, into: &cells)
    clerk.put(row.paper, into: &cells)
    let image = index.numbers.number(of: document, key: 100)
    clerk.putImage(image, of: row.paper, digits: digits, into: &cells)
  }

  private static func recordNumber(
    of place: RegistrationPlace,
    _ facility: Facility,
    _ index: SyntheticIndex
  ) -> Int? {
    var dice = Dice(seed: index.town.seed, of: .recordNumbers, UInt64(place.code))
    if dice.chance(facility.habits.missing.number) { return nil }
    return index.reissuedNumber(of: place, at: facility) ?? index.ownNumber(of: place, at: facility)
  }

  /// Appends a document's line of the truth.
  mutating func appendTruth(_ document: Int, of index: SyntheticIndex, to output: inout [UInt8]) {
    let place = index.documents[document]
    let (person, registration) = look(up: place, in: index)
    cells.removeAll()
    cells.putDocumentID(document)
    cells.put(",P")
    cells.put(place.person, digits: 8)
    cells.put(",I")
    cells.put(Int(place.code), digits: 8)
    cells.put(place.isSecond ? ",altered,H" : ",base,H")
    cells.put(place.household, digits: 7)
    cells.put(",")
    let flags = cells.bytes.count
    if person.isTwin { cells.put("twin ") }
    if person.isNamesake { cells.put("namesake ") }
    if registration.isUnnamed { cells.put("unknown ") }
    if index.reissuedNumber(of: place, at: registration.facility) != nil { cells.put("reissued ") }
    // Flags are set apart by spaces; none stands after the last.
    output.append(contentsOf: cells.bytes.dropLast(cells.bytes.count > flags ? 1 : 0))
    output.append(UInt8(ascii: "\n"))
  }

  static let truthHeading = Array("doc_id,person_id,identity_id,kind,household_id,flags\n".utf8)

  private mutating func look(
    up place: RegistrationPlace,
    in index: SyntheticIndex
  ) -> (Person, Papers.Registration) {
    index.town.people(of: place.household, into: &people)
    let person = people[place.ordinal]
    let papers = index.registrar.papers(of: person, in: place.household)
    guard place.isSecond, let second = papers.second else { return (person, papers.first) }
    return (person, second)
  }
}

extension RowCells {
  /// A document's id: its place in the index, whose order says nothing.
  fileprivate mutating func putDocumentID(_ document: Int) {
    put("D")
    put(document + 1, digits: 8)
  }
}

import Persons
import RecordModel

/// The DocumentReference of a scanned or still unscanned document. Members come in canonical order.
extension PersonBundleWriter {
  mutating func writeDocuments(
    of patient: borrowing WrittenId,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    groups.gather(person, rowsArePages: rowsArePages)
    for index in groups.groups.indices {
      let group = groups.groups[index]
      let pages = groups.rows[group.rows]
      let encounter = writeEncounter(of: pages, patient, person, &json)
      writeCodes(of: group, pages, patient, encounter, person, &json)
      guard person.saysDocument(pages) else { continue }
      writeDocument(group, person.counting(pages), patient, encounter, person, &json)
    }
  }

  private mutating func writeDocument(
    _ group: DocumentGroups.Group,
    _ pages: ArraySlice<Int32>,
    _ patient: borrowing WrittenId,
    _ encounter: Int?,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let id = WrittenId(
      SiteIds.document(namespace: namespace, row: person.rows[Int(group.first)].view.key)
    )
    open("DocumentReference/", id, &json)
    writeAuthor(pages, person, &json)
    json.piece("\"category\":[{\"text\":\"scan\"}],\"content\":[")
    writeContents(pages, person, &json)
    json.piece("]")
    writeContext(pages, encounter, person, &json)
    writeCustodian(pages, person, &json)
    writeScanDate(pages, person, &json)
    if let row = person.first(.documentTitle, of: pages) {
      json.piece("\"description\":\"")
      put(.documentTitle, .documentTitle, of: row, person, &json, at: "/description")
      json.piece("\"")
    }
    json.piece("\"id\":\"")
    json.id(id)
    json.piece("\"")
    writeDocumentIdentifiers(pages, person, &json)
    json.piece("\"resourceType\":\"DocumentReference\",\"status\":\"")
    let isWithdrawn = pages.first.map { person.rows[Int($0)].isWithdrawn } ?? false
    json.piece(isWithdrawn ? "entered-in-error\"," : "current\",")
    json.piece("\"subject\":{\"reference\":\"Patient/")
    json.id(patient)
    json.piece("\"},\"type\":{")
    writeDocumentType(pages, person, &json)
    json.piece("}")
    lines.close(&json)
    counts.documents += 1
  }

  private mutating func writeAuthor(
    _ pages: ArraySlice<Int32>,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    guard let row = person.first(.author, of: pages) else { return }
    json.piece("\"author\":[{\"display\":\"")
    put(.author, .author, of: row, person, &json, at: "/author/0/display")
    json.piece("\"}],")
  }

  private mutating func writeContext(
    _ pages: ArraySlice<Int32>,
    _ encounter: Int?,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let service = pages.first { !person.rows[Int($0)].view.service.isMissing }
    guard encounter != nil || service != nil else { return }
    json.piece("\"context\":{")
    if let encounter {
      json.piece("\"encounter\":[{\"reference\":\"Encounter/")
      json.id(encounters[encounter].id)
      json.piece("\"}]")
    }
    if let service {
      json.piece("\"period\":{\"start\":\"")
      json.date(person.rows[Int(service)].view.service)
      json.piece("\"}")
      sink.wrote(.serviceDate, row: Int(service), at: "/context/period/start", 0, 0)
    }
    json.piece("}")
  }

  /// The patient's managing organization keeps the document, unless the row names another.
  private mutating func writeCustodian(
    _ pages: ArraySlice<Int32>,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    guard let row = person.first(.facility, of: pages), !person.isSame(.facility, row, managing)
    else { return }
    json.piece("\"custodian\":{\"reference\":\"Organization/")
    json.id(organizations.id(of: row, in: person))
    json.piece("\"}")
    sink.wrote(.facility, row: row, at: "/custodian", 0, 0)
  }

  /// `date` is an instant: a scan date that is not a whole day cannot be one.
  private mutating func writeScanDate(
    _ pages: ArraySlice<Int32>,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    guard let row = pages.first(where: { person.rows[Int($0)].view.scan.isComplete }) else {
      return
    }
    json.piece("\"date\":\"")
    json.date(person.rows[Int(row)].view.scan)
    json.piece("T00:00:00Z\"")
    sink.wrote(.scanDate, row: Int(row), at: "/date", 0, 0)
  }

  private mutating func writeDocumentIdentifiers(
    _ pages: ArraySlice<Int32>,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let numbered = person.first(.documentID, of: pages)
    guard numbered != nil || pages.contains(where: { person.saysCarrier(Int($0)) }) else { return }
    json.piece("\"identifier\":[")
    var place = 0
    if let row = numbered {
      let source = Int(person.rows[row].source)
      let isKnown = source < site.documentIdentifiers.count
      json.piece(prebuilt: isKnown ? site.documentIdentifiers[source] : site.rowIdentifier)
      put(.documentID, .documentID, of: row, person, &json, at: "/identifier/*/value", place)
      json.piece("\"}")
      place += 1
    }
    var previous: Int?
    for page in pages where person.saysCarrier(Int(page)) {
      let row = Int(page)
      if let previous, person.isSameCarrier(previous, row) { continue }
      previous = row
      json.piece("{\"value\":\"")
      writeCarrier(row, place, person, &json)
      json.piece("\"}")
      place += 1
    }
    json.piece("]")
  }

  private mutating func writeDocumentType(
    _ pages: ArraySlice<Int32>,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    if let row = person.first(.documentTypeCode, of: pages),
      let (system, code) = person.typeCode(row)
    {
      json.piece("\"coding\":[{\"code\":\"")
      json.appendEscaped(person.bytes.span.extracting(code))
      json.piece("\",\"system\":\"")
      json.appendEscaped(person.bytes.span.extracting(system))
      json.piece("\"}]")
      sink.wrote(.documentType, row: row, at: "/type/coding/0/code", 0, 0)
      return
    }
    json.piece("\"coding\":[{\"code\":\"UNK\",\"system\":")
    json.piece("\"http://terminology.hl7.org/CodeSystem/v3-NullFlavor\"}]")
    guard let row = person.first(.documentTypeAsWritten, of: pages) else { return }
    json.piece("\"text\":\"")
    put(.documentTypeAsWritten, .documentType, of: row, person, &json, at: "/type/text")
    json.piece("\"")
  }
}

extension PersonInHand {
  /// Says whether any of these rows speaks of a document, not only of a person.
  fileprivate func saysDocument(_ pages: ArraySlice<Int32>) -> Bool {
    for page in pages {
      let row = Int(page)
      if rows[row].view.pageCount != 0 || saysCarrier(row) { return true }
      if has(.documentID, row) || has(.documentTypeCode, row) || has(.documentTypeAsWritten, row)
        || has(.documentTitle, row) || has(.image, row) || has(.imageHash, row)
      {
        return true
      }
    }
    return false
  }

  /// System and code of a mapped document type, written `system|code`.
  fileprivate func typeCode(_ row: Int) -> (Range<Int>, Range<Int>)? {
    let range = range(.documentTypeCode, row)
    let bytes = self.bytes.span
    guard let bar = range.last(where: { bytes[$0] == UInt8(ascii: "|") }) else { return nil }
    let system = range.lowerBound..<bar
    let code = bar + 1..<range.upperBound
    guard isSystemURI(bytes.extracting(system)), isCode(bytes.extracting(code)) else { return nil }
    return (system, code)
  }
}

import Persons
import RecordModel

/// Condition and Procedure, when an index row codes a diagnosis or a procedure.
extension PersonBundleWriter {
  mutating func writeCodes(
    of group: DocumentGroups.Group,
    _ pages: ArraySlice<Int32>,
    _ patient: borrowing WrittenId,
    _ encounter: Int?,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let key = person.rows[Int(group.first)].view.key
    if let row = person.firstCounting(.diagnosisCode, of: pages) {
      let id = WrittenId(SiteIds.condition(namespace: namespace, row: key))
      open("Condition/", id, &json)
      writeCode(.diagnosisCode, .diagnosisCode, row, person, &json)
      writeEncounterReference(encounter, &json)
      json.piece("\"id\":\"")
      json.id(id)
      json.piece("\"")
      writeServiceDate("\"recordedDate\":\"", row, "/recordedDate", person, &json)
      json.piece("\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/")
      json.id(patient)
      json.piece("\"}")
      if person.rows[row].isWithdrawn { writeConditionInError(&json) }
      lines.close(&json)
      counts.conditions += 1
    }
    guard let row = person.firstCounting(.procedureCode, of: pages) else { return }
    writeProcedure(row, key, patient, encounter, person, &json)
  }

  private mutating func writeProcedure(
    _ row: Int,
    _ key: RowKey,
    _ patient: borrowing WrittenId,
    _ encounter: Int?,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let id = WrittenId(SiteIds.procedure(namespace: namespace, row: key))
    open("Procedure/", id, &json)
    writeCode(.procedureCode, .procedureCode, row, person, &json)
    writeEncounterReference(encounter, &json)
    json.piece("\"id\":\"")
    json.id(id)
    json.piece("\"")
    writeServiceDate("\"performedDateTime\":\"", row, "/performedDateTime", person, &json)
    json.piece("\"resourceType\":\"Procedure\",\"status\":\"")
    json.piece(person.rows[row].isWithdrawn ? "entered-in-error\"," : "unknown\",")
    json.piece("\"subject\":{\"reference\":\"Patient/")
    json.id(patient)
    json.piece("\"}")
    lines.close(&json)
    counts.procedures += 1
  }

  private func writeConditionInError(_ json: inout ResourceWriter) {
    json.piece(",\"verificationStatus\":{\"coding\":[{\"code\":\"entered-in-error\",\"system\":")
    json.piece("\"http://terminology.hl7.org/CodeSystem/condition-ver-status\"}]}")
  }

  /// A code whose system is not known is text: a wrong system would be worse than none.
  private mutating func writeCode(
    _ value: TextValue,
    _ field: Field,
    _ row: Int,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let written = person.range(.codeSystem, row)
    let system = CodeSystem(
      written: person.bytes.span.extracting(written),
      isProcedure: value == .procedureCode
    )
    let code = person.range(value, row)
    guard let system, isCode(person.bytes.span.extracting(code)) else {
      json.piece("\"code\":{\"text\":\"")
      put(value, field, of: row, person, &json, at: "/code/text")
      json.piece("\"}")
      return
    }
    json.piece("\"code\":{\"coding\":[{\"code\":\"")
    put(value, field, of: row, person, &json, at: "/code/coding/0/code")
    json.piece("\",\"system\":\"")
    switch system {
    case .known(let uri): json.appendPlain(uri)
    case .asWritten:
      put(.codeSystem, .codeSystem, of: row, person, &json, at: "/code/coding/0/system")
    }
    json.piece("\"}]}")
  }

  private func writeEncounterReference(_ encounter: Int?, _ json: inout ResourceWriter) {
    guard let encounter else { return }
    json.piece("\"encounter\":{\"reference\":\"Encounter/")
    json.id(encounters[encounter].id)
    json.piece("\"}")
  }

  private mutating func writeServiceDate(
    _ name: StaticString,
    _ row: Int,
    _ pointer: StaticString,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    guard !person.rows[row].view.service.isMissing else { return }
    json.piece(name)
    json.date(person.rows[row].view.service)
    json.piece("\"")
    sink.wrote(.serviceDate, row: row, at: pointer, 0, 0)
  }
}

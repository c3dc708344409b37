import Persons
import RecordModel

/// The Patient resource. Members come in canonical order.
extension PersonBundleWriter {
  mutating func writePatient(
    _ id: borrowing WrittenId,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    open("Patient/", id, &json)
    // All rows of the person were withdrawn, or decided away.
    if !person.isActive { json.piece("\"active\":false,") }
    writeAddresses(person, &json)
    writeBirthAndDeath(person, &json)
    writeGender(person, &json)
    json.piece("\"id\":\"")
    json.id(id)
    json.piece("\"")
    writeIdentifiers(person, &json)
    writeReplaced(person, &json)
    writeManagingOrganization(person, &json)
    writeNames(person, &json)
    json.piece("\"resourceType\":\"Patient\"")
    writePhones(person, &json)
    lines.close(&json)
    counts.patients += 1
  }

  private mutating func writeBirthAndDeath(
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let (birth, death) = (Int(survivors.birth), Int(survivors.death))
    if birth >= 0 {
      json.piece("\"birthDate\":\"")
      json.date(person.rows[birth].view.birth)
      json.piece("\",")
      sink.wrote(.birthDate, row: birth, at: "/birthDate", 0, 0)
    }
    guard death >= 0 else { return }
    json.piece("\"deceasedDateTime\":\"")
    json.date(person.rows[death].view.death)
    json.piece("\",")
    sink.wrote(.deathDate, row: death, at: "/deceasedDateTime", 0, 0)
  }

  private mutating func writeGender(
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let row = Int(survivors.sex)
    switch row < 0 ? .missing : person.rows[row].view.sex {
    case .male: json.piece("\"gender\":\"male\",")
    case .female: json.piece("\"gender\":\"female\",")
    case .other: json.piece("\"gender\":\"other\",")
    case .unknown, .missing: json.piece("\"gender\":\"unknown\",")
    }
    if row >= 0 { sink.wrote(.sex, row: row, at: "/gender", 0, 0) }
  }

  private mutating func writeIdentifiers(
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let numbered = survivors.numbers.count + survivors.ssns.count
    guard numbered > 0 || !person.rows.isEmpty else { return }
    json.piece("\"identifier\":[")
    for (index, row) in survivors.numbers.enumerated() {
      writeNumber(Int(row), index, person, &json)
    }
    for (index, row) in survivors.ssns.enumerated() {
      json.piece("{\"system\":\"http://hl7.org/fhir/sid/us-ssn\",\"value\":\"")
      json.digits(person.rows[Int(row)].view.ssn, width: 9)
      json.piece("\"}")
      sink.wrote(
        .ssn,
        row: Int(row),
        at: "/identifier/*/value",
        survivors.numbers.count + index,
        0
      )
    }
    // US Core wants an identifier; the oldest row's key is one that never changes.
    if numbered == 0 {
      json.piece(prebuilt: site.rowIdentifier)
      json.hex(person.rows[0].view.key)
      json.piece("\"}")
    }
    json.piece("]")
  }

  private mutating func writeNumber(
    _ row: Int,
    _ index: Int,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    json.piece(prebuilt: site.numberSystem)
    json.systemStep(.assigner, of: row, in: person)
    json.piece("\",\"value\":\"")
    put(.recordNumber, .recordNumber, of: row, person, &json, at: "/identifier/*/value", index)
    json.piece("\"}")
  }

  private mutating func writeReplaced(
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    guard !person.retired.isEmpty else { return }
    json.piece("\"link\":[")
    for retired in person.retired {
      json.piece("{\"other\":{\"reference\":\"Patient/")
      json.id(WrittenId(retired))
      json.piece("\"},\"type\":\"replaces\"}")
    }
    json.piece("]")
  }

  /// Left out when the identifier system says it.
  ///
  /// That is when all rows are of one facility, which also gave their record numbers. It saves a
  /// twentieth of the output of an ordinary index.
  private mutating func writeManagingOrganization(
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    guard managing >= 0, !person.isFacilityImplied(by: managing) else { return }
    json.piece("\"managingOrganization\":{\"reference\":\"Organization/")
    json.id(organizations.id(of: managing, in: person))
    json.piece("\"}")
    sink.wrote(.facility, row: managing, at: "/managingOrganization", 0, 0)
  }

  private mutating func writePhones(
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    guard !survivors.phones.isEmpty else { return }
    json.piece("\"telecom\":[")
    for (index, row) in survivors.phones.enumerated() {
      json.piece("{\"system\":\"phone\",\"value\":\"")
      put(.phone, .phone, of: Int(row), person, &json, at: "/telecom/*/value", index)
      json.piece("\"}")
    }
    json.piece("]")
  }

  /// What is left of an id that was given out and merged: it points to the person it became.
  mutating func writeStub(
    _ retired: borrowing WrittenId,
    of id: borrowing WrittenId,
    _ json: inout ResourceWriter
  ) {
    open("Patient/", retired, &json)
    json.piece("\"active\":false,\"id\":\"")
    json.id(retired)
    json.piece("\",\"link\":[{\"other\":{\"reference\":\"Patient/")
    json.id(id)
    json.piece("\"},\"type\":\"replaced-by\"}],\"resourceType\":\"Patient\"")
    lines.close(&json)
    counts.patients += 1
  }
}

import Persons
import RecordModel

/// An encounter that this person's bundles already hold.
struct KnownEncounter {
  /// A row that names it.
  let row: Int
  /// The person's first row under the same record number.
  let registration: Int
  let id: WrittenId
}

/// The Encounter a row names by number. An index says nothing else of it: status and class are unknown.
extension PersonBundleWriter {
  /// Writes the encounter of a document, if it is not written yet.
  ///
  /// - Returns: its index in `encounters`, or nil when the rows name none.
  mutating func writeEncounter(
    of pages: ArraySlice<Int32>,
    _ patient: borrowing WrittenId,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) -> Int? {
    guard let row = person.firstCounting(.encounterNumber, of: pages) else { return nil }
    let registration = person.registration(of: row)
    for index in encounters.indices
    where encounters[index].registration == registration
      && person.isSame(.encounterNumber, encounters[index].row, row)
    {
      return index
    }
    let id = SiteIds.encounter(
      namespace: namespace,
      registration: person.rows[registration].view.key,
      number: person.bytes[person.range(.encounterNumber, row)]
    )
    encounters.append(KnownEncounter(row: row, registration: registration, id: WrittenId(id)))
    writeEncounter(row, WrittenId(id), patient, person, &json)
    return encounters.count - 1
  }

  private mutating func writeEncounter(
    _ row: Int,
    _ id: borrowing WrittenId,
    _ patient: borrowing WrittenId,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    open("Encounter/", id, &json)
    json.piece("\"class\":{\"code\":\"UNK\",\"system\":")
    json.piece("\"http://terminology.hl7.org/CodeSystem/v3-NullFlavor\"},\"id\":\"")
    json.id(id)
    json.piece("\",\"identifier\":[")
    json.piece(prebuilt: site.encounterSystem)
    json.systemStep(.assigner, of: row, in: person)
    json.piece("\",\"value\":\"")
    put(.encounterNumber, .encounterNumber, of: row, person, &json, at: "/identifier/0/value")
    json.piece("\"}],\"resourceType\":\"Encounter\",\"status\":\"")
    json.piece(person.isEncounterLive(row) ? "unknown\"," : "entered-in-error\",")
    json.piece("\"subject\":{\"reference\":\"Patient/")
    json.id(patient)
    json.piece("\"}")
    lines.close(&json)
    counts.encounters += 1
  }
}

extension PersonInHand {
  /// Says whether a live row names the encounter that a row names.
  fileprivate func isEncounterLive(_ row: Int) -> Bool {
    guard rows[row].isWithdrawn else { return true }
    let registration = registration(of: row)
    return rows.indices.contains { other in
      !rows[other].isWithdrawn && has(.encounterNumber, other)
        && isSame(.encounterNumber, other, row) && self.registration(of: other) == registration
    }
  }

  /// The person's first row with the same record number; the row itself when it has none.
  fileprivate func registration(of row: Int) -> Int {
    guard has(.recordNumber, row) else { return row }
    var first = 0
    while first < row, !isSameNumber(first, row) { first += 1 }
    return first
  }
}

import Persons
import RecordModel

/// Names and addresses of the Patient: the best first, the others as old ones.
extension PersonBundleWriter {
  mutating func writeNames(_ person: borrowing PersonInHand, _ json: inout ResourceWriter) {
    json.piece("\"name\":[")
    if survivors.names.isEmpty { writeUnusableNames(person, &json) }
    for index in survivors.names.indices {
      json.piece("{")
      writeName(survivors.names[index], index, person, &json)
      json.piece(index == 0 ? "}" : "\"use\":\"old\"}")
    }
    for (index, row) in survivors.maidens.enumerated() {
      json.piece("{\"family\":\"")
      let place =
        (survivors.names.isEmpty ? max(survivors.unusableNames.count, 1) : survivors.names.count)
        + index
      put(.maiden, .maidenName, of: Int(row), person, &json, at: "/name/*/family", place)
      json.piece("\",\"use\":\"maiden\"}")
    }
    json.piece("]")
  }

  /// US Core wants a family or given name: the family name is said to be unknown, and what was
  /// written in its place (`BABY BOY`) is the text.
  private mutating func writeUnusableNames(
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    if survivors.unusableNames.isEmpty {
      json.piece("{")
      writeAbsentFamily(&json)
      json.piece("}")
    }
    for (index, row) in survivors.unusableNames.enumerated() {
      json.piece("{")
      writeAbsentFamily(&json)
      json.piece("\"text\":\"")
      put(.nameAsWritten, .name, of: Int(row), person, &json, at: "/name/*/text", index)
      json.piece(index == 0 ? "\"}" : "\",\"use\":\"old\"}")
    }
  }

  private func writeAbsentFamily(_ json: inout ResourceWriter) {
    json.piece("\"_family\":{\"extension\":[{\"url\":")
    json.piece("\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",")
    json.piece("\"valueCode\":\"unknown\"}]}")
  }

  private mutating func writeName(
    _ name: SurvivingName,
    _ place: Int,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let row = Int(name.row)
    if person.has(.family, row) {
      json.piece("\"family\":\"")
      put(.family, .familyName, of: row, person, &json, at: "/name/*/family", place)
      json.piece("\"")
    }
    if person.has(.given, row) || name.middle >= 0 {
      json.piece("\"given\":[")
      writeGiven(name, place, person, &json)
      json.piece("]")
    }
    if name.prefix >= 0 {
      json.piece("\"prefix\":[\"")
      put(.prefix, .name, of: Int(name.prefix), person, &json, at: "/name/*/prefix/0", place)
      json.piece("\"]")
    }
    if name.suffix >= 0 {
      json.piece("\"suffix\":[\"")
      put(.suffix, .nameSuffix, of: Int(name.suffix), person, &json, at: "/name/*/suffix/0", place)
      json.piece("\"]")
    }
  }

  private mutating func writeGiven(
    _ name: SurvivingName,
    _ place: Int,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let hasGiven = person.has(.given, Int(name.row))
    if hasGiven {
      json.beginString()
      put(.given, .givenName, of: Int(name.row), person, &json, at: "/name/*/given/0", place)
      json.endString()
    }
    guard name.middle >= 0 else { return }
    json.beginString()
    put(
      .middle,
      .middleName,
      of: Int(name.middle),
      person,
      &json,
      at: "/name/*/given/*",
      place,
      hasGiven ? 1 : 0
    )
    json.endString()
  }

  mutating func writeAddresses(_ person: borrowing PersonInHand, _ json: inout ResourceWriter) {
    guard !survivors.addresses.isEmpty else { return }
    json.piece("\"address\":[")
    for index in survivors.addresses.indices {
      json.piece("{")
      writeAddress(survivors.addresses[index], index, person, &json)
      json.piece(index == 0 ? "}" : "\"use\":\"old\"}")
    }
    json.piece("],")
  }

  private mutating func writeAddress(
    _ address: SurvivingAddress,
    _ place: Int,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    if address.city >= 0 {
      json.piece("\"city\":\"")
      put(.city, .city, of: Int(address.city), person, &json, at: "/address/*/city", place)
      json.piece("\"")
    }
    if address.country >= 0 {
      json.piece("\"country\":\"")
      put(
        .country,
        .country,
        of: Int(address.country),
        person,
        &json,
        at: "/address/*/country",
        place
      )
      json.piece("\"")
    }
    if address.line >= 0 {
      json.piece("\"line\":[\"")
      put(
        .addressLine,
        .addressLine,
        of: Int(address.line),
        person,
        &json,
        at: "/address/*/line/0",
        place
      )
      json.piece("\"]")
    }
    if address.postalCode >= 0 {
      json.piece("\"postalCode\":\"")
      put(
        .postalCode,
        .postalCode,
        of: Int(address.postalCode),
        person,
        &json,
        at: "/address/*/postalCode",
        place
      )
      json.piece("\"")
    }
    if address.state >= 0 {
      json.piece("\"state\":\"")
      put(.state, .state, of: Int(address.state), person, &json, at: "/address/*/state", place)
      json.piece("\"")
    }
  }
}

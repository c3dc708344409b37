import Persons
import RecordModel

/// Provenance: which rows a person's record was made from, by digest. Each row is cited once.
extension PersonBundleWriter {
  /// Rows one Provenance cites; beyond, a second one follows, so that a line stays under its limit.
  private static var mostRows: Int { 10_000 }

  mutating func writeProvenance(
    of patient: borrowing WrittenId,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    var start = 0
    var part = 0
    while start < person.rows.count {
      let end = min(start + Self.mostRows, person.rows.count)
      writeProvenance(part, rows: start..<end, of: patient, person, &json)
      start = end
      part += 1
    }
  }

  private mutating func writeProvenance(
    _ part: Int,
    rows: Range<Int>,
    of patient: borrowing WrittenId,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let id = WrittenId(
      SiteIds.provenance(namespace: namespace, patient: patient.key, part: part)
    )
    open("Provenance/", id, &json)
    json.piece("\"agent\":[{\"who\":{\"display\":\"chartlift\"}}],\"entity\":[")
    for row in rows {
      json.piece("{\"role\":\"source\",\"what\":{\"identifier\":{\"value\":\"")
      json.base64(person.rows[row].view.digest)
      json.piece("\"}}}")
    }
    json.piece("],\"id\":\"")
    json.id(id)
    json.piece("\",\"recorded\":\"")
    json.date(Self.latest(person, rows))
    json.piece("T00:00:00Z\",\"resourceType\":\"Provenance\",\"target\":[{\"reference\":\"Patient/")
    json.id(patient)
    json.piece("\"}]")
    lines.close(&json)
    counts.provenances += 1
    counts.citedRows += UInt64(rows.count)
  }

  /// The last day a delivery was made: a day, because an as-of is one; anything less is filled up.
  private static func latest(_ person: borrowing PersonInHand, _ rows: Range<Int>) -> PartialDate {
    var latest = PartialDate.missing
    for row in rows { latest = max(latest, person.rows[row].asOf) }
    let filled = PartialDate(
      year: max(latest.year, 1),
      month: max(latest.month, 1),
      day: max(latest.day, 1)
    )
    return filled ?? latest
  }
}

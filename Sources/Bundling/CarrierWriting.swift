import Persons
import RecordModel

/// Where the paper or film lies, and how much of it.
///
/// One identifier a document: `box B12/reel R0345/frame 0678/12 pages`. R4 has no element for the
/// number of pages; here it costs least and helps whoever pulls the film.
extension PersonBundleWriter {
  mutating func writeCarrier(
    _ row: Int,
    _ place: Int,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    var isFirst = true
    for part in 0..<5 {
      let (value, field, word) = Self.carrier(part)
      guard person.has(value, row) else { continue }
      if !isFirst { json.appendPlain("/") }
      json.appendPlain(word)
      isFirst = false
      put(value, field, of: row, person, &json, at: "/identifier/*/value", place)
    }
    guard person.rows[row].view.pageCount != 0 else { return }
    json.appendPlain("/")
    writePageCount(row, person, &json)
    sink.wrote(.pageCount, row: row, at: "/identifier/*/value", place, 0)
  }

  @inline(__always)
  private static func carrier(_ part: Int) -> (TextValue, Field, StaticString) {
    switch part {
    case 0: (.box, .box, "box ")
    case 1: (.folder, .folder, "folder ")
    case 2: (.reel, .reel, "reel ")
    case 3: (.fiche, .fiche, "fiche ")
    default: (.frame, .frame, "frame ")
    }
  }
}

extension PersonInHand {
  /// Says whether a row names a box, folder, reel, fiche or frame.
  func saysCarrier(_ row: Int) -> Bool {
    has(.box, row) || has(.folder, row) || has(.reel, row) || has(.fiche, row) || has(.frame, row)
  }

  func isSameCarrier(_ first: Int, _ second: Int) -> Bool {
    isSame(.box, first, second) && isSame(.folder, first, second) && isSame(.reel, first, second)
      && isSame(.fiche, first, second) && isSame(.frame, first, second)
      && rows[first].view.pageCount == rows[second].view.pageCount
  }
}

import Persons
import RecordModel

/// `DocumentReference.content`: one attachment an image, or one without for what is still paper.
extension PersonBundleWriter {
  mutating func writeContents(
    _ pages: ArraySlice<Int32>,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    var place = 0
    for page in pages where person.has(.image, Int(page)) {
      json.piece("{\"attachment\":{")
      writeImage(Int(page), place, person, &json)
      json.piece("}}")
      place += 1
    }
    guard place == 0 else { return }
    json.piece("{\"attachment\":{\"title\":\"")
    writeTitle(pages, person, &json)
    json.piece("\"}}")
  }

  private mutating func writeImage(
    _ row: Int,
    _ place: Int,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let path = person.range(.image, row)
    if let type = mediaType(of: person.bytes.span.extracting(path)) {
      json.piece("\"contentType\":\"")
      json.appendPlain(type)
      json.piece("\"")
    }
    if isSHA1(person.bytes.span.extracting(person.range(.imageHash, row))) {
      json.piece("\"hash\":\"")
      put(.imageHash, .imageHash, of: row, person, &json, at: "/content/*/attachment/hash", place)
      json.piece("\"")
    }
    if person.rows[row].view.pageCount != 0, !person.saysCarrier(row) {
      json.piece("\"title\":\"")
      writePageCount(row, person, &json)
      json.piece("\"")
      sink.wrote(.pageCount, row: row, at: "/content/*/attachment/title", place, 0)
    }
    json.piece("\"url\":\"")
    appendURL(of: person.bytes.span.extracting(path), &json)
    json.piece("\"")
    sink.wrote(.image, row: row, at: "/content/*/attachment/url", place, 0)
  }

  /// What stands in place of an image: an attachment may not be empty.
  private mutating func writeTitle(
    _ pages: ArraySlice<Int32>,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    if let row = pages.first(where: { person.rows[Int($0)].view.pageCount != 0 }) {
      writePageCount(Int(row), person, &json)
      sink.wrote(.pageCount, row: Int(row), at: "/content/0/attachment/title", 0, 0)
    } else if pages.count > 1 {
      json.number(UInt64(pages.count))
      json.appendPlain(" pages")
    } else {
      json.appendPlain("no image")
    }
  }

  /// Appends `1 page` or `12 pages`.
  func writePageCount(
    _ row: Int,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    let count = person.rows[row].view.pageCount
    json.number(UInt64(count))
    json.appendPlain(count == 1 ? " page" : " pages")
  }

  /// A whole URL is kept; a path is put behind the image base.
  private func appendURL(of path: borrowing Span<UInt8>, _ json: inout ResourceWriter) {
    if isURL(path) { return json.appendURI(path, keeping: .url) }
    json.appendPlain(site.imageBase.span)
    var start = 0
    if site.imageBase.last == UInt8(ascii: "/") {
      while start < path.count, isSlash(path[start]) { start += 1 }
    }
    json.appendURI(path.extracting(start..<path.count), keeping: .path)
  }
}

private func isSlash(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
}

/// `http://`, `https://`, `file://`: letters and `://`.
private func isURL(_ path: borrowing Span<UInt8>) -> Bool {
  var at = 0
  while at < path.count, (97..<123).contains(path[at] | 0x20) { at += 1 }
  guard at > 1, at + 3 < path.count else { return false }
  return path[at] == UInt8(ascii: ":") && path[at + 1] == UInt8(ascii: "/")
    && path[at + 2] == UInt8(ascii: "/")
}

/// R4 asks for the base64 of a SHA-1: 27 digits and `=`.
private func isSHA1(_ text: borrowing Span<UInt8>) -> Bool {
  guard text.count == 28, text[27] == UInt8(ascii: "=") else { return false }
  for index in 0..<27 {
    switch text[index] {
    case 48..<58, 65..<91, 97..<123, UInt8(ascii: "+"), UInt8(ascii: "/"): continue
    default: return false
    }
  }
  // The last digit holds four bits of the digest and two zero bits.
  return "AEIMQUYcgkosw048".utf8.contains(text[26])
}

/// The media type of a file by the end of its name, or nil.
private func mediaType(of path: borrowing Span<UInt8>) -> StaticString? {
  var word: UInt64 = 0
  var at = path.count - 1
  while at >= 0, path.count - at <= 5 {
    let byte = path[at]
    if byte == UInt8(ascii: ".") { return mediaType(ending: word) }
    let lower = (65..<91).contains(byte) ? byte | 0x20 : byte
    word = word | UInt64(lower) << UInt64((path.count - 1 - at) * 8)
    at -= 1
  }
  return nil
}

/// The media type of an ending: up to five lower-case bytes, the first the most significant.
private func mediaType(ending word: UInt64) -> StaticString? {
  switch word {
  case packed("tif"), packed("tiff"): "image/tiff"
  case packed("pdf"): "application/pdf"
  case packed("jpg"), packed("jpeg"): "image/jpeg"
  case packed("png"): "image/png"
  case packed("gif"): "image/gif"
  case packed("bmp"): "image/bmp"
  case packed("jp2"): "image/jp2"
  case packed("dcm"): "application/dicom"
  case packed("xml"): "application/xml"
  case packed("txt"): "text/plain"
  case packed("rtf"): "application/rtf"
  case packed("htm"), packed("html"): "text/html"
  default: nil
  }
}

@inline(__always)
private func packed(_ text: StaticString) -> UInt64 {
  var word: UInt64 = 0
  for index in 0..<text.utf8CodeUnitCount { word = word << 8 | UInt64(text.utf8Start[index]) }
  return word
}

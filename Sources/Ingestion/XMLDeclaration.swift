import RecordModel

/// What the first line of an XML file says about its encoding.
enum XMLDeclaration {
  /// Throws `ENC-01` when a file declares an encoding in which tags cannot be found byte by byte.
  static func check(_ bytes: [UInt8], file: String) throws(ExportError) {
    let head = String(decoding: bytes.prefix(2_000).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
    guard head.hasPrefix("<?xml"), let next = head.dropFirst(5).first, " \t\r\n".contains(next)
    else { return }
    // Behind so many bytes it could say anything: no maker writes it so.
    guard let end = head.firstRange(of: "?>") else {
      if bytes.count > 2_000 { throw unread(file) }
      return
    }
    guard let name = head[..<end.lowerBound].firstRange(of: "encoding") else { return }
    let declared = head[name.upperBound..<end.lowerBound].drop { " =\t\r\n\"'".contains($0) }
      .prefix { !"\"'".contains($0) }.lowercased()
    // UTF-16 without its mark would have been recognised by its zero bytes.
    let isKnown =
      [
        "utf-8", "utf8", "us-ascii", "ascii", "cp1252", "latin1", "cp437", "ibm437", "cp850",
        "ibm850",
      ].contains(declared)
      || declared.hasPrefix("iso-8859-") || declared.hasPrefix("windows-125")
    guard !isKnown else { return }
    throw unread(file)
  }

  private static func unread(_ file: String) -> ExportError {
    ExportError(
      code: "ENC-01",
      file: file,
      line: 1,
      problem: "declares an encoding that is not read",
      remedy: "Ask for the export in UTF-8"
    )
  }
}

package import RecordModel

/// What shows the format of a file: one function a format, each over the file's first bytes.
package enum FormatSignatures {
  /// Segments of HL7 version 2: the separators stand behind the first three letters.
  @Sendable package static func hl7(_ file: FileBeginning) -> Likeness? {
    let head = file.bytes.drop { $0 == 0x0B || isSpace($0) }.prefix(9)
    guard head.count >= 8, let segment = text(head.prefix(3)),
      ["MSH", "FHS", "BHS"].contains(segment)
    else { return nil }
    let separator = head[head.startIndex + 3]
    guard !isLetterOrDigit(separator), separator != head[head.startIndex + 4] else { return nil }
    return Likeness(.certain, "begins with \(segment) and its separators")
  }

  /// OnBase tagged DIP: documents begin with `BEGIN:` or name their type behind `>>DocTypeName`.
  @Sendable package static func onbase(_ file: FileBeginning) -> Likeness? {
    for line in lines(file, most: 50) {
      guard let text = text(line.drop(while: isSpace).prefix(13))?.uppercased() else { continue }
      if text.hasPrefix("BEGIN:") { return Likeness(.certain, "has a line that is BEGIN:") }
      if text.hasPrefix(">>DOCTYPENAME") { return Likeness(.certain, "has >>DocTypeName lines") }
    }
    return nil
  }

  @Sendable package static func kofaxXML(_ file: FileBeginning) -> Likeness? {
    root(of: file, is: "ImportSession")
  }

  @Sendable package static func docuware(_ file: FileBeginning) -> Likeness? {
    root(of: file, is: "ControlStatements")
  }

  @Sendable package static func ccda(_ file: FileBeginning) -> Likeness? {
    root(of: file, is: "ClinicalDocument")
  }

  @Sendable package static func naaccr(_ file: FileBeginning) -> Likeness? {
    root(of: file, is: "NaaccrData")
  }

  /// Kofax text release: quoted names and values in turn, then one path without a name.
  @Sendable package static func kofaxText(_ file: FileBeginning) -> Likeness? {
    var names: [[UInt8]]?
    var isSame = true
    var hasSystemName = true
    var (count, others) = (0, 0)
    for line in lines(file, most: 50) where !line.allSatisfy(isSpace) {
      guard let found = kofaxNames(line) else {
        others += 1
        continue
      }
      isSame = isSame && (names == nil || names == found)
      // Kofax writes the names of its own values in braces: {Batch ID}.
      let isSystem = found.contains { $0.first == UInt8(ascii: "{") && $0.last == 0x7D }
      hasSystemName = hasSystemName && isSystem
      names = found
      count += 1
    }
    // A record here and there may be torn.
    guard count > 0, hasSystemName ? count >= others : isSame && others == 0
    else { return nil }
    return Likeness(
      hasSystemName || count > 1 ? .certain : .likely,
      "its lines are quoted names and values in turn with a path behind them"
    )
  }

  /// Every second cell of a line that is built as Kofax builds it.
  private static func kofaxNames(_ line: ArraySlice<UInt8>) -> [[UInt8]]? {
    guard let cells = quotedCells(line), cells.count >= 3, cells.count % 2 == 1,
      let path = cells.last, path.contains(UInt8(ascii: "\\")) || path.contains(0x2F)
    else { return nil }
    return stride(from: 0, to: cells.count - 1, by: 2).map { cells[$0] }
  }

  /// Any XML.
  @Sendable package static func xml(_ file: FileBeginning) -> Likeness? {
    guard let root = rootName(of: file) else { return nil }
    return root.isEmpty ? nil : Likeness(.likely, "begins as XML does")
  }

  /// Lines that have as many cells as each other with one of the delimiters.
  @Sendable package static func delimited(_ file: FileBeginning) -> Likeness? {
    guard rootName(of: file) == nil else { return nil }
    let counts = DelimiterCounts(file.bytes, isWhole: file.isWhole, trims: true)
    guard let best = counts.best else { return Likeness(.possible, "it is lines of text") }
    let words =
      "\(best.agreeing) of the first \(best.rows) rows have \(best.cells) cells"
      + " with \(best.delimiter.spelled)"
    let isLikely = best.rows > 1 && best.agreeing * 2 > best.rows
    return Likeness(isLikely ? .likely : .possible, words)
  }

  /// Lines of one length that no delimiter parts.
  @Sendable package static func fixedWidth(_ file: FileBeginning) -> Likeness? {
    guard rootName(of: file) == nil else { return nil }
    let delimited = DelimiterCounts(file.bytes, isWhole: file.isWhole, trims: true).best
    // A comma in every name parts lines into two.
    if let delimited, delimited.cells > 2 || delimited.delimiter != .comma,
      delimited.agreeing * 2 > delimited.rows
    {
      return nil
    }
    let end = file.bytes.lastIndex(of: 0x0A) ?? file.bytes.count
    let isSingleByte = EncodingEvidence.firstInvalid(file.bytes[..<end]) != nil
    guard let guess = FixedWidthGuess(file, isSingleByte: isSingleByte, isCertain: false)
    else { return nil }
    return Likeness(
      .likely,
      "\(guess.agreeing) of the first \(guess.lines) lines have \(guess.width) characters, and no"
        + " delimiter parts them"
    )
  }

  private static func root(of file: FileBeginning, is name: String) -> Likeness? {
    guard rootName(of: file) == name else { return nil }
    return Likeness(.certain, "its root element is \(name)")
  }

  /// The local name of the first element; nil when the file does not begin as XML does.
  static func rootName(of file: FileBeginning) -> String? {
    let bytes = file.bytes
    var at = bytes.firstIndex { !isSpace($0) } ?? bytes.count
    guard at < bytes.count, bytes[at] == UInt8(ascii: "<") else { return nil }
    while at + 1 < bytes.count {
      guard let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")), open + 1 < bytes.count else {
        return ""
      }
      let next = bytes[open + 1]
      if next != UInt8(ascii: "?"), next != UInt8(ascii: "!") {
        let name = bytes[(open + 1)...].prefix { !isSpace($0) && $0 != 0x3E && $0 != 0x2F }
        let local = name.split(separator: UInt8(ascii: ":")).last ?? []
        return text(local.prefix(100)) ?? ""
      }
      at = open + 2
    }
    return ""
  }

  private static func lines(_ file: FileBeginning, most: Int) -> [ArraySlice<UInt8>] {
    let all = file.bytes.split(maxSplits: most, omittingEmptySubsequences: true) {
      $0 == 0x0A || $0 == 0x0D
    }
    // The last one may be cut.
    return Array(file.isWhole && all.count <= most ? all[...] : all.dropLast())
  }

  private static func quotedCells(_ line: ArraySlice<UInt8>) -> [[UInt8]]? {
    var cells: [[UInt8]] = []
    var at = line.startIndex
    while true {
      guard at < line.endIndex, line[at] == 0x22,
        let close = line[(at + 1)...].firstIndex(of: 0x22)
      else { return nil }
      cells.append(Array(line[(at + 1)..<close]))
      at = close + 1
      if at == line.endIndex { return cells }
      guard line[at] == UInt8(ascii: ","), cells.count < 1_000 else { return nil }
      at += 1
    }
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String? {
    bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

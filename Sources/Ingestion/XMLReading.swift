import RecordModel

/// One pass over an XML export: scans it, feeds the parser, hands out blocks of rows.
struct XMLReading: ~Copyable {
  private let plan: XMLPlan
  private let file: String
  private let blockSize: Int
  private var reader: TextReader
  private let parser: XMLParser
  private var scanner = XMLTagScanner()
  private var plain: XMLPlainRow
  /// The row elements' name, where they may be read without libxml2; else empty.
  private let plainName: [UInt8]
  private static let mostTries = 16
  private(set) var book = ExportBytes()
  private var offset: UInt64
  /// Says whether the last text stops inside a tag, a comment or the like.
  private var endsInMarkup = false
  /// Offset of the first row that has not been handed out.
  private var blockStart: UInt64 = 0

  init(
    plan: XMLPlan,
    settings: SourceSettings,
    _ export: ExportFile,
    blockSize: Int,
    readsPlainRows: Bool
  ) throws(ExportError) {
    self.plan = plan
    self.blockSize = blockSize
    file = export.deliveredAs
    let said = settings.encoding.flatMap(CharacterEncoding.init(rawValue:))
    let found = try EncodingEvidence.mark(of: export)
    let encoding = said ?? found ?? .utf8
    let reader = try TextReader(export, encoding, blockSize: blockSize)
    let isUnicode = encoding.iconvName == nil
    let isCertain = said != nil || found != nil || reader.markLength > 0
    let name = isUnicode ? CharacterEncoding.utf8.rawValue : encoding.rawValue
    guard let parser = XMLParser(plan: plan, encoding: isCertain ? name : nil) else {
      throw ExportError(
        code: "FILE-03",
        file: export.deliveredAs,
        problem: "cannot be read (out of memory)",
        remedy: "Give the run more memory"
      )
    }
    if !isCertain { try XMLDeclaration.check(reader.firstBytes, file: export.deliveredAs) }
    self.parser = parser
    plain = XMLPlainRow(plan.names)
    plainName = reader.isDecoded || !readsPlainRows ? [] : plan.nameOfPlainRows
    offset = UInt64(reader.markLength)
    self.reader = reader
  }

  /// Reads the export to its end, or until `emit` has enough.
  mutating func run(_ emit: (XMLBlock) -> Bool) throws(ExportError) {
    var bytes = reader.takeFirstBytes()
    while true {
      let taken = try take(bytes, isLast: reader.isAtEnd)
      if reader.isAtEnd { break }
      guard hand(emit) else { return }
      let kept = bytes.count - taken
      bytes = try reader.refill(bytes, from: taken, adding: max(blockSize, kept))
    }
    _ = parser.parse([UInt8]().span, isLast: true)
    try check(isCut: true)
    try finish(emit)
  }

  /// Reads a piece of the text; returns how much of it need not come again.
  private mutating func take(_ bytes: [UInt8], isLast: Bool) throws(ExportError) -> Int {
    scanner.begin()
    var at = 0
    var passing = -1
    // A file whose rows are not in plain writing is not asked at each of them.
    var tries = Self.mostTries
    while true {
      let name = tries > 0 ? plainName : []
      let scanned = scanner.scan(bytes.span, from: at, before: name, passing: passing)
      queue(bytes, from: at)
      let end = isLast && scanner.stop == nil ? bytes.count : scanned
      endsInMarkup = scanned < bytes.count
      if at < end { _ = parser.parse(bytes.span.extracting(at..<end), isLast: false) }
      try check(isCut: false)
      at = end
      guard let stop = scanner.stop else { return at }
      let rows = plainRows(bytes, from: at, stop)
      try check(isCut: false)
      if rows.isIncomplete, !isLast { return rows.end }
      tries = rows.end > at ? Self.mostTries : tries - 1
      at = rows.end
      passing = rows.passing
    }
  }

  /// Rows that were read without libxml2.
  private struct PlainRows {
    /// The end of the last one; where there is none, of the markup before.
    var end: Int
    /// Where an element begins that libxml2 must read, or -1.
    var passing = -1
    /// Says whether the text ends inside that element.
    var isIncomplete = false
  }

  /// Reads rows in plain writing, one behind the other, from the end of markup that was parsed.
  private mutating func plainRows(_ bytes: [UInt8], from: Int, _ stop: Int) -> PlainRows {
    var rows = PlainRows(end: from, passing: stop)
    guard parser.isAtRest else { return rows }
    bytes.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return }
      while parser.problem == nil {
        var open = rows.end
        while open < text.count, Self.isSpace(base[open]) { open += 1 }
        guard scanner.isElement(plainName, at: open, text.span) else {
          // Something else comes: the scanner goes on, and may stop at a row behind it.
          if rows.end > from { rows.passing = -1 }
          return
        }
        switch plain.find(at: open, in: text) {
        case .other: return rows.passing = open
        case .incomplete:
          rows.isIncomplete = true
          return rows.passing = open
        case .row(let end):
          take(open..<end, behind: rows.end, base, text)
          rows.end = end
        }
      }
    }
    return rows
  }

  private mutating func take(
    _ row: Range<Int>,
    behind last: Int,
    _ base: UnsafePointer<UInt8>,
    _ text: UnsafeBufferPointer<UInt8>
  ) {
    let lines = scanner.pass(last..<row.lowerBound, row, text.span)
    let found = XMLRowText(
      bytes: base + row.lowerBound,
      start: offset + UInt64(row.lowerBound - last),
      line: lines.first,
      lastLine: scanner.line,
      lineFeeds: lines.feeds
    )
    offset += UInt64(row.upperBound - last)
    parser.take(found, plain)
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Tells the parser where the tags stand that it will meet next.
  private mutating func queue(_ bytes: [UInt8], from: Int) {
    var at = from
    for tag in scanner.tags {
      offset += reader.originalLength(at..<tag.range.lowerBound, of: bytes.span)
      let start = offset
      offset += reader.originalLength(tag.range, of: bytes.span)
      parser.expect(XMLRowCollector.Place(start: start, end: offset, line: tag.line), tag.kind)
      at = tag.range.upperBound
    }
    offset += reader.originalLength(at..<scanner.consumed, of: bytes.span)
  }

  private mutating func hand(_ emit: (XMLBlock) -> Bool) -> Bool {
    let (rows, bytes) = parser.gathered
    let isLarge = bytes - blockStart >= 4_000_000
    guard rows >= 2_000 || isLarge && rows > 0 else { return true }
    blockStart = bytes
    return emit(parser.takeBlock())
  }

  private func check(isCut: Bool) throws(ExportError) {
    let errors = XMLErrors(file: file, rows: parser.rowCount)
    if let problem = scanner.problem { throw errors.error(problem, line: scanner.line) }
    if let problem = parser.problem { throw errors.error(problem, line: parser.line) }
    guard let fault = parser.fault else { return }
    guard isCut, fault.mayBeCut else { throw errors.error(fault) }
    // All tags were handed over; those it has not come to lie behind bytes that it could not read.
    if parser.isBehind { throw errors.unreadable(line: parser.line) }
    if let open = parser.openElements {
      throw errors.cut(inside: open.innermost, root: open.root, line: scanner.line)
    }
    if !parser.hasRoot { throw errors.withoutElement() }
    if endsInMarkup { throw errors.cut(line: scanner.line) }
    throw errors.error(fault)
  }

  private mutating func finish(_ emit: (XMLBlock) -> Bool) throws(ExportError) {
    guard parser.longestMatch >= min(plan.outerDepth, plan.each.count) else {
      throw XMLErrors(file: file, rows: 0).nothingFound(plan, parser.longestMatch)
    }
    if parser.gathered.rows > 0 { _ = emit(parser.takeBlock()) }
    book.fileSize = reader.byteCount
    book.rows = parser.gathered.bytes
    book.markup = book.fileSize - book.rows
  }
}

import RecordModel

/// One pass over an XML export: scans it, feeds the parser, hands out blocks of rows.
struct XMLReading: ~Copyable {
  private let plan: XMLPlan
  private let file: String
  private let blockSize: Int
  private var reader: TextReader
  private let parser: XMLParser
  private var scanner = XMLTagScanner()
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
    blockSize: Int
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
    offset = UInt64(reader.markLength)
    self.reader = reader
  }

  /// Reads the export to its end, or until `emit` has enough.
  mutating func run(_ emit: (XMLBlock) -> Bool) throws(ExportError) {
    var bytes = reader.takeFirstBytes()
    while true {
      let scanned = scanner.scan(bytes.span)
      queue(bytes)
      let isLast = reader.isAtEnd
      endsInMarkup = scanned < bytes.count
      _ = parser.parse(
        bytes.span.extracting(0..<(isLast ? bytes.count : scanned)),
        isLast: false
      )
      try check(isCut: false)
      if isLast { break }
      guard hand(emit) else { return }
      let kept = bytes.count - scanned
      bytes = try reader.refill(bytes, from: scanned, adding: max(blockSize, kept))
    }
    _ = parser.parse([UInt8]().span, isLast: true)
    try check(isCut: true)
    try finish(emit)
  }

  /// Tells the parser where the tags stand that it will meet next.
  private mutating func queue(_ bytes: [UInt8]) {
    var at = 0
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
    let errors = XMLErrors(file: file, rows: parser.collector.rowCount)
    if let problem = scanner.problem { throw errors.error(problem, line: scanner.line) }
    if let problem = parser.collector.problem { throw errors.error(problem, line: parser.line) }
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
    guard parser.collector.longestMatch >= min(plan.outerDepth, plan.each.count) else {
      throw XMLErrors(file: file, rows: 0).nothingFound(plan, parser.collector.longestMatch)
    }
    if !parser.collector.block.refusals.isEmpty { _ = emit(parser.takeBlock()) }
    book.fileSize = reader.byteCount
    book.rows = parser.collector.rowBytes
    book.markup = book.fileSize - book.rows
  }
}

import RecordModel

/// What reading line by line, or record by record, must know of a format.
protocol LineFormat: Sendable {
  var settings: SourceSettings { get }
  var encoding: CharacterEncoding { get }
  var framer: RowFramer { get }

  /// The columns of an export, by its first line.
  func columns(
    of first: ArraySlice<UInt8>,
    at place: ColumnMatching.Place
  ) throws(ExportError) -> ColumnMap

  /// Looks at a row that was framed; says why it is damaged, if only its neighbourhood shows that.
  ///
  /// - Throws: What makes the whole export unusable.
  func look(
    at row: FramedLine,
    _ bytes: [UInt8],
    in file: String,
    line: UInt64
  ) throws(ExportError) -> RuleCode
}

extension LineFormat {
  func look(at row: FramedLine, _: [UInt8], in _: String, line _: UInt64) -> RuleCode {
    row.refusal
  }

  /// A first line whose cells cannot be decoded.
  func undecodableHeader(_ place: ColumnMatching.Place) -> ExportError {
    ExportError(
      code: "ENC-01",
      file: place.file,
      line: place.line,
      problem: "the first line cannot be read as \(encoding.rawValue)",
      remedy: "Correct 'encoding:' in the pipeline file"
    )
  }
}

/// One pass over an export of lines or records: cuts it into blocks and keeps its byte book.
struct LineReading<Format: LineFormat>: ~Copyable {
  private let source: Format
  private let file: String
  private let blockSize: Int
  private var reader: TextReader
  private var framer: RowFramer
  private(set) var book = ExportBytes()
  private var block: CSVBlock?
  /// Rows in front of the line that tells the columns wait here for it.
  private var early: [(row: FramedLine, place: Place)] = []
  private var nextOrdinal: UInt64 = 1
  private var offset: UInt64
  private var line: UInt64 = 1
  /// Bytes so far of a line that is too long to be kept.
  private var longLine: UInt64 = 0

  /// A row's place in the export as delivered.
  private struct Place {
    var start: UInt64
    var length: UInt64
    var line: UInt64
  }

  init(_ source: Format, _ export: ExportFile, blockSize: Int) throws(ExportError) {
    self.source = source
    self.blockSize = blockSize
    file = export.deliveredAs
    reader = try TextReader(export, source.encoding, blockSize: blockSize)
    framer = source.framer
    offset = UInt64(reader.markLength)
    book.header = offset
  }

  /// Reads the export to its end, or until `emit` has enough.
  mutating func run(_ emit: (CSVBlock) -> Bool) throws(ExportError) {
    var bytes = reader.takeFirstBytes()
    while true {
      let found = framer.next(bytes.span, isAtEnd: reader.isAtEnd)
      switch found.kind {
      case .end:
        // The parser wants a line end behind every row.
        bytes.append(0x0A)
        _ = hand(&bytes, to: emit)
        return try finish()
      case .needsMore:
        guard hand(&bytes, to: emit) else { return }
        let kept = bytes.count - framer.position
        bytes = try reader.refill(bytes, from: framer.position, adding: max(blockSize, kept))
        framer.rebase()
      default:
        try take(found, bytes)
        // A row at the very end of the bytes may yet need the line end that is put behind it.
        guard let block, block.rows.count >= HostileInput.mostRowsOfBatch,
          framer.position < bytes.count
        else { continue }
        guard hand(&bytes, to: emit) else { return }
      }
    }
  }

  /// Hands over the rows framed so far with the bytes they lie in; keeps the bytes behind them.
  private mutating func hand(_ bytes: inout [UInt8], to emit: (CSVBlock) -> Bool) -> Bool {
    guard var full = block, !full.rows.isEmpty else { return true }
    // The next one will hold about as many.
    block = CSVBlock(
      firstOrdinal: nextOrdinal,
      columns: full.columns,
      capacity: full.rows.count + full.rows.count / 16
    )
    let rest = Array(bytes[framer.position...])
    swap(&full.bytes, &bytes)
    bytes = rest
    framer.rebase()
    return emit(full)
  }

  private mutating func take(_ found: FramedLine, _ bytes: [UInt8]) throws(ExportError) {
    let end = found.start + found.length
    let length = reader.originalLength(found.start..<end, of: bytes.span)
    let terminator = reader.originalLength(end..<end + found.terminator, of: bytes.span)
    let place = Place(start: offset - longLine, length: longLine + length, line: line)
    offset += length + terminator
    switch found.kind {
    case .piece:
      longLine += length
      return
    case .blank:
      book.blank += length + terminator
      book.blankLines += 1
    default:
      longLine = 0
      if block == nil, try isHeader(found, place, bytes) {
        book.header += length + terminator
        book.headerLines += found.lines
      } else {
        var row = found
        if found.kind == .row, found.refusal == .none {
          row.refusal = try source.look(at: found, bytes, in: file, line: place.line)
        }
        count(row, place, terminator)
        record(row, place)
        book.endsWithoutLineEnd = terminator == 0 && framer.record == nil
      }
    }
    line += found.lines
  }

  private mutating func count(_ row: FramedLine, _ place: Place, _ terminator: UInt64) {
    book.separators += terminator
    if row.kind == .ignored {
      book.ignoredLines += place.length
    } else if row.refusal == .none {
      book.rows += place.length
    } else {
      book.damaged += place.length
    }
  }

  private mutating func record(_ row: FramedLine, _ place: Place) {
    guard block != nil else {
      early.append((row, place))
      return
    }
    let isReadable = row.kind == .row && row.refusal == .none
    block?.rows.append(
      CSVBlock.Row(
        start: UInt32(clamping: row.start),
        length: isReadable ? UInt32(clamping: row.length) : 0,
        refusal: row.refusal,
        ignored: row.ignored
      )
    )
    block?.places.append(
      start: place.start,
      length: UInt32(clamping: place.length),
      line: UInt32(clamping: place.line)
    )
    nextOrdinal += 1
  }

  /// Learns the columns from the first line that can tell them; says whether it is a header.
  private mutating func isHeader(
    _ row: FramedLine,
    _ place: Place,
    _ bytes: [UInt8]
  ) throws(ExportError) -> Bool {
    guard row.kind == .row else { return false }
    guard row.refusal == .none else {
      if source.settings.hasHeader { throw brokenHeader(place.line) }
      return false
    }
    let map = try source.columns(
      of: bytes[row.start..<row.start + row.length],
      at: ColumnMatching.Place(file: file, line: place.line)
    )
    framer.expectedCells = map.cellsInFile
    block = CSVBlock(firstOrdinal: 1, columns: map)
    for waiting in early { record(waiting.row, waiting.place) }
    early = []
    return source.settings.hasHeader
  }

  private mutating func finish() throws(ExportError) {
    book.fileSize = reader.byteCount
    guard block == nil else { return }
    throw ExportError(
      code: "FILE-01",
      file: file,
      problem: "has no \(source.settings.hasHeader ? "header" : "row")",
      remedy: "Ask for the export again"
    )
  }

  private func brokenHeader(_ line: UInt64) -> ExportError {
    ExportError(
      code: "CSV-02",
      file: file,
      line: line,
      problem: "the header has a quote that is not closed, or is too long for a header",
      remedy: "Check the export; if the first line is data, set 'header: false'"
    )
  }
}

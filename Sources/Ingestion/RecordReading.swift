import RecordModel

/// Finds records in undecoded text.
///
/// What it finds depends on the file alone, never on how the file was cut into buffers.
protocol RecordFramer {
  var position: Int { get }
  /// The next record or line; steps over it.
  mutating func next(_ bytes: borrowing Span<UInt8>, isAtEnd: Bool) -> FramedLine
  /// Goes on at the front of a buffer from which the framed bytes have been taken away.
  mutating func rebase()
}

extension RowFramer: RecordFramer {}

/// About 4 MB of records, cut at their ends, with where each lies: what one worker parses.
package struct RecordBlock: Sendable {
  var bytes: [UInt8] = []
  var rows: [CSVBlock.Row] = []
  var places = PlaceColumns()
  var firstOrdinal: UInt64

  init(firstOrdinal: UInt64) { self.firstOrdinal = firstOrdinal }
}

/// One pass over an export of records without a header: cuts it into blocks and keeps its byte book.
struct RecordReading<Framer: RecordFramer>: ~Copyable {
  private let blockSize: Int
  private var reader: TextReader
  private var framer: Framer
  private(set) var book = ExportBytes()
  /// Records met, refused ones included.
  var recordCount: UInt64 { block.firstOrdinal - 1 + UInt64(block.rows.count) }
  private var block = RecordBlock(firstOrdinal: 1)
  private var offset: UInt64
  private var line: UInt64 = 1
  /// Where a record began that is too long to be kept.
  private var longRecord: (start: UInt64, line: UInt64)?

  init(
    _ export: ExportFile,
    _ encoding: CharacterEncoding,
    framer: Framer,
    blockSize: Int
  ) throws(ExportError) {
    self.blockSize = blockSize
    self.framer = framer
    reader = try TextReader(export, encoding, blockSize: blockSize)
    offset = UInt64(reader.markLength)
    book.header = offset
  }

  /// Reads the export to its end, or until `emit` has enough.
  ///
  /// - Returns: whether the end was reached.
  mutating func run(_ emit: (RecordBlock) -> Bool) throws(ExportError) -> Bool {
    var bytes = reader.takeFirstBytes()
    while true {
      let found = framer.next(bytes.span, isAtEnd: reader.isAtEnd)
      switch found.kind {
      case .end:
        // Parsers want a line end behind every record.
        bytes.append(0x0A)
        _ = hand(&bytes, to: emit)
        book.fileSize = reader.byteCount
        return true
      case .needsMore:
        guard hand(&bytes, to: emit) else { return false }
        let kept = bytes.count - framer.position
        bytes = try reader.refill(bytes, from: framer.position, adding: max(blockSize, kept))
        framer.rebase()
      default:
        take(found, bytes)
        // A row at the very end of the bytes may yet need the line end that is put behind it.
        guard block.rows.count >= HostileInput.mostRowsOfBatch, framer.position < bytes.count
        else { continue }
        guard hand(&bytes, to: emit) else { return false }
      }
    }
  }

  /// Hands over the records framed so far with the bytes they lie in; keeps the bytes behind them.
  private mutating func hand(_ bytes: inout [UInt8], to emit: (RecordBlock) -> Bool) -> Bool {
    guard !block.rows.isEmpty else { return true }
    var full = RecordBlock(firstOrdinal: recordCount + 1)
    swap(&full, &block)
    let rest = Array(bytes[framer.position...])
    swap(&full.bytes, &bytes)
    bytes = rest
    framer.rebase()
    return emit(full)
  }

  private mutating func take(_ found: FramedLine, _ bytes: [UInt8]) {
    let end = found.start + found.length
    let length = reader.originalLength(found.start..<end, of: bytes.span)
    let terminator = reader.originalLength(end..<end + found.terminator, of: bytes.span)
    if found.kind == .piece {
      if longRecord == nil { longRecord = (offset, line) }
      offset += length
      line += found.linesOfPiece
      return
    }
    let (start, firstLine) = longRecord ?? (offset, line)
    offset += length + terminator
    line += found.lines
    longRecord = nil
    switch found.kind {
    case .blank:
      book.blank += length + terminator
      book.blankLines += 1
    case .header:
      book.header += length + terminator
      book.headerLines += 1
    default:
      book.separators += terminator
      count(found, offset - terminator - start)
      record(found, start: start, length: offset - terminator - start, line: firstLine)
      book.endsWithoutLineEnd = terminator == 0
    }
  }

  private mutating func count(_ row: FramedLine, _ length: UInt64) {
    if row.kind == .ignored {
      book.ignoredLines += length
    } else if row.refusal == .none {
      book.rows += length
    } else {
      book.damaged += length
    }
  }

  private mutating func record(_ row: FramedLine, start: UInt64, length: UInt64, line: UInt64) {
    let isReadable = row.kind == .row && row.refusal == .none
    block.rows.append(
      CSVBlock.Row(
        start: UInt32(clamping: row.start),
        length: isReadable ? UInt32(clamping: row.length) : 0,
        refusal: row.refusal,
        ignored: row.ignored
      )
    )
    block.places.append(
      start: start,
      length: UInt32(clamping: length),
      line: UInt32(clamping: line)
    )
  }
}

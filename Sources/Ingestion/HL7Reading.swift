import RecordModel

/// One pass over an HL7 file: finds messages and their rows, keeps the byte book, counts batches.
///
/// Whatever is no segment damages the message it stands in; the next MSH is good again. So is one
/// that stands in the middle of a line, behind the end of a message that was cut. Lines that belong
/// to no message are a damaged row of their own.
struct HL7Reading: ~Copyable {
  private let file: String
  private let blockSize: Int
  private var reader: TextReader
  private var lines = HL7Lines()
  private(set) var book = ExportBytes()
  private var block = HL7Block(firstOrdinal: 1)
  private var message: HL7Message?
  private var batches = HL7Batches()
  private var gap = Gap()
  private var offset: UInt64
  private var line: UInt64 = 1
  private var hasMessage = false
  /// The beginning of a line that is too long to be kept, and where it began.
  private var long: (kept: [UInt8], start: UInt64)?

  /// Bytes since the last segment: part of its row if the row goes on.
  private struct Gap {
    var separators: UInt64 = 0
    var blank: UInt64 = 0
    var blankLines: UInt64 = 0
    var wasFraming = false
  }

  init(
    _ encoding: CharacterEncoding,
    _ export: ExportFile,
    blockSize: Int
  ) throws(ExportError) {
    self.blockSize = blockSize
    file = export.deliveredAs
    reader = try TextReader(export, encoding, blockSize: blockSize)
    offset = UInt64(reader.markLength)
    book.header = offset
  }

  /// Reads the export to its end, or until `emit` has enough.
  mutating func run(_ emit: (HL7Block) -> Bool) throws(ExportError) {
    var bytes = reader.takeFirstBytes()
    while true {
      let found = lines.next(bytes.span, isAtEnd: reader.isAtEnd)
      switch found.kind {
      case .end: return try finish(emit)
      case .needsMore:
        let kept = bytes.count - lines.position
        bytes = try reader.refill(bytes, from: lines.position, adding: max(blockSize, kept))
        lines.rebase()
      case .piece: keepPiece(found, bytes)
      case .line:
        take(found, bytes)
        guard hand(emit, if: block.isFull) else { return }
      }
    }
  }

  private mutating func hand(_ emit: (HL7Block) -> Bool, if isDue: Bool) -> Bool {
    guard isDue, !block.rows.isEmpty else { return true }
    let full = block
    block = HL7Block(firstOrdinal: full.firstOrdinal + UInt64(full.rows.count))
    return emit(full)
  }

  private mutating func keepPiece(_ found: HL7Lines.Line, _ bytes: [UInt8]) {
    let range = found.start..<found.start + found.length
    if long == nil {
      long = (Array(bytes[range].prefix(HostileInput.longestSegment)), offset)
    }
    offset += reader.originalLength(range, of: bytes.span)
  }

  private mutating func take(_ found: HL7Lines.Line, _ bytes: [UInt8]) {
    let end = found.start + found.length
    let length = reader.originalLength(found.start..<end, of: bytes.span)
    let terminator = reader.originalLength(end..<end + found.terminator, of: bytes.span)
    if let long {
      self.long = nil
      takeLine(long.kept.span, isCut: true, at: long.start..<offset + length)
    } else {
      let kept = min(found.length, HostileInput.longestSegment)
      takeParts(
        bytes.span.extracting(found.start..<found.start + kept),
        isCut: kept < found.length,
        at: offset..<offset + length
      )
    }
    offset += length + terminator
    if length > 0 || !isBlankEnd(found) { gap.separators += terminator }
    if length == 0, isBlankEnd(found) {
      gap.blank += terminator
      gap.blankLines += 1
    }
    gap.wasFraming = found.isFraming
    if !found.isFraming { line += 1 }
    if length > 0 { book.endsWithoutLineEnd = terminator == 0 }
  }

  /// Says whether an empty line is one that somebody sees: none of those that framing bytes leave.
  private func isBlankEnd(_ found: HL7Lines.Line) -> Bool {
    found.length == 0 && !found.isFraming && !gap.wasFraming && found.terminator > 0
  }

  /// Takes a line apart where a message begins in the middle of it.
  private mutating func takeParts(
    _ text: Span<UInt8>,
    isCut: Bool,
    at range: Range<UInt64>
  ) {
    guard let inner = innerHeader(text) else { return takeLine(text, isCut: isCut, at: range) }
    let middle = range.lowerBound + reader.originalLength(0..<inner, of: text)
    if inner > 0 {
      takeLine(text.extracting(0..<inner), isCut: false, at: range.lowerBound..<middle)
      message?.refusal = .brokenRecord
    }
    let rest = text.extracting(inner..<text.count)
    if HL7SegmentName(rest) == .header, inner > 0 {
      takeParts(rest, isCut: isCut, at: middle..<range.upperBound)
    } else {
      beginBroken(at: middle..<range.upperBound)
    }
  }

  /// Where a header begins that is not at the front of its line, or whose name is damaged.
  ///
  /// Only a header has the separators themselves in a field: elsewhere they are escaped. What follows
  /// a damaged header must not be read as the message before it.
  private func innerHeader(_ text: Span<UInt8>) -> Int? {
    let marks = message?.separators ?? .usual
    guard text.count > 5 else { return nil }
    if let name = HL7SegmentName(text),
      name == .header || name == .batchHeader || name == .fileHeader
    {
      return innerHeader(text, marks, from: 7)
    }
    return innerHeader(text, marks, from: 1)
  }

  private func innerHeader(
    _ text: Span<UInt8>,
    _ marks: HL7Separators,
    from start: Int
  ) -> Int? {
    guard start < text.count - 3 else { return nil }
    for index in start..<text.count - 3 where text[index] == marks.field {
      guard text[index + 1] == marks.component, text[index + 2] == marks.repetition,
        marks.escape == 0 || text[index + 3] == marks.escape
      else { continue }
      let isNamed = index >= 3 && HL7SegmentName(text.extracting(index - 3..<index)) == .header
      return isNamed ? index - 3 : index < 6 ? 0 : index
    }
    return nil
  }

  private mutating func beginBroken(at range: Range<UInt64>) {
    endMessage()
    batches.messages += 1
    var next = HL7Message(start: range.lowerBound, line: line)
    next.refusal = .brokenRecord
    next.extend(to: range.upperBound)
    message = next
  }

  private mutating func takeLine(_ text: Span<UInt8>, isCut: Bool, at range: Range<UInt64>) {
    guard !isBlank(text) else {
      gap.blank += range.upperBound - range.lowerBound
      if !text.isEmpty { gap.blankLines += 1 }
      return
    }
    let name = segmentName(text)
    switch name {
    case .header?: begin(text, at: range)
    case .batchHeader?, .fileHeader?: return open(name == .batchHeader, text, at: range)
    case .batchTrailer?, .fileTrailer?: return close(name == .batchTrailer, text, at: range)
    default: break
    }
    takeSegment(text, name, isCut: isCut, at: range)
  }

  /// The segment's name; nil when the line is none.
  private func segmentName(_ text: Span<UInt8>) -> HL7SegmentName? {
    guard let name = HL7SegmentName(text) else { return nil }
    let isHeader =
      name == .header || name == .batchHeader || name == .fileHeader || name == .batchTrailer
      || name == .fileTrailer
    if text.count == 3 || isHeader && HL7Separators.isMark(text[3]) { return name }
    return text[3] == (message?.separators ?? .usual).field ? name : nil
  }

  private mutating func begin(_ text: Span<UInt8>, at range: Range<UInt64>) {
    endMessage()
    hasMessage = true
    batches.messages += 1
    var next = HL7Message(start: range.lowerBound, line: line)
    if let separators = HL7Separators(header: text) {
      next.separators = separators
    } else {
      next.refusal = .brokenRecord
    }
    message = next
  }

  private mutating func takeSegment(
    _ text: Span<UInt8>,
    _ name: HL7SegmentName?,
    isCut: Bool,
    at range: Range<UInt64>
  ) {
    if message == nil {
      // Nothing says whose this is.
      settleGap()
      message = HL7Message(start: range.lowerBound, line: line)
      message?.refusal = .brokenRecord
    }
    guard let name, !hasNUL(text) else {
      gap = Gap()
      message?.refusal = .brokenRecord
      message?.extend(to: range.upperBound)
      return
    }
    if message?.opensRow(name) == true { settleGap() } else { gap = Gap() }
    message?.append(text, name, isCut: isCut, at: range, line: line)
  }

  private func isBlank(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index] != 0x20 && text[index] != 0x09 { return false }
    return true
  }

  private func hasNUL(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index] == 0 { return true }
    return false
  }
}

// MARK: - Messages and batches end

extension HL7Reading {
  /// What lies behind the last segment is part of no row.
  private mutating func settleGap() {
    book.separators += gap.separators
    book.blank += gap.blank
    book.blankLines += gap.blankLines
    gap = Gap()
  }

  private mutating func endMessage() {
    settleGap()
    guard let ended = message else { return }
    message = nil
    for patient in ended.patients {
      let length = patient.end - patient.start
      if ended.refusal == .none { book.rows += length } else { book.damaged += length }
    }
    block.append(ended)
  }

  private mutating func open(_ isBatch: Bool, _ text: Span<UInt8>, at range: Range<UInt64>) {
    if batches.isOpen(isBatch) { message?.refusal = .brokenRecord }
    endMessage()
    batches.open(isBatch)
    countEnvelope(range)
  }

  /// A trailer whose count is another than that of its messages is a refused row of its own.
  private mutating func close(_ isBatch: Bool, _ text: Span<UInt8>, at range: Range<UInt64>) {
    endMessage()
    guard !batches.close(isBatch, trailer: text) else { return countEnvelope(range) }
    var trailer = HL7Message(start: range.lowerBound, line: line)
    trailer.refusal = .batchCountDiffers
    trailer.extend(to: range.upperBound)
    message = trailer
    endMessage()
  }

  private mutating func countEnvelope(_ range: Range<UInt64>) {
    book.markup += range.upperBound - range.lowerBound
  }

  private mutating func finish(_ emit: (HL7Block) -> Bool) throws(ExportError) {
    // A batch that has no end was cut, and so, most likely, was its last message.
    if batches.isAnyOpen { message?.refusal = .brokenRecord }
    endMessage()
    book.fileSize = reader.byteCount
    guard hasMessage else {
      throw ExportError(
        code: "HL7-01",
        file: file,
        problem: "has no HL7 message: no line begins with MSH",
        remedy: "Check 'format:' in the pipeline file, or ask for the export again"
      )
    }
    _ = hand(emit, if: true)
  }
}

import RecordModel

/// Reads an export as bytes in which delimiters, quotes and line ends are ASCII.
///
/// UTF-16 and EBCDIC are decoded on the way; everything else is handed on as it is.
struct TextReader: ~Copyable {
  private var reader: ExportReader
  private var decoder: TextDecoder?
  private(set) var isAtEnd = false
  /// Bytes of the byte order mark, which is not part of the text.
  let markLength: Int
  /// The first bytes of the text, read when the reader was made.
  private(set) var firstBytes: [UInt8]

  /// Opens an export and looks at its first bytes.
  ///
  /// - Throws: `FILE-01` for an empty file, `ENC-01` when its byte order mark contradicts the encoding,
  ///   `ENC-02` when this system has no table of the encoding.
  init(_ export: ExportFile, _ encoding: CharacterEncoding, blockSize: Int) throws(ExportError) {
    var reader = try ExportReader(export)
    var bytes = try reader.refill([], from: 0, adding: max(blockSize, 4))
    guard !bytes.isEmpty else { throw Self.empty(export) }
    let mark = ByteOrderMark(bytes.span)
    guard mark.fits(encoding) else { throw Self.contradicted(export, encoding) }
    bytes.removeFirst(mark.length)
    var decoder = try Self.decoder(encoding, mark, bytes, export)
    var text: [UInt8] = []
    decoder?.decode(bytes, isLast: reader.isAtEnd, to: &text)
    firstBytes = decoder == nil ? bytes : text
    self.decoder = decoder
    markLength = mark.length
    isAtEnd = reader.isAtEnd
    self.reader = reader
  }

  /// The size of the export, once it has been read to its end.
  var byteCount: UInt64 { reader.byteCount }

  /// Hands out the first bytes and forgets them.
  mutating func takeFirstBytes() -> [UInt8] {
    let bytes = firstBytes
    firstBytes = []
    return bytes
  }

  /// The end of a buffer, carried over, and about `count` more bytes of text.
  mutating func refill(
    _ bytes: [UInt8],
    from consumed: Int,
    adding count: Int
  ) throws(ExportError) -> [UInt8] {
    guard var decoder else {
      let more = try reader.refill(bytes, from: consumed, adding: count)
      isAtEnd = reader.isAtEnd
      return more
    }
    let piece = try reader.refill([], from: 0, adding: count)
    var text = Array(bytes[consumed...])
    text.reserveCapacity(text.count + piece.count)
    decoder.decode(piece, isLast: reader.isAtEnd, to: &text)
    self.decoder = decoder
    isAtEnd = reader.isAtEnd
    return text
  }

  /// Says whether the text is not as it stands in the export.
  var isDecoded: Bool { decoder != nil }

  /// Bytes of the export that a range of a buffer stands for.
  func originalLength(_ range: Range<Int>, of bytes: borrowing Span<UInt8>) -> UInt64 {
    UInt64(decoder?.originalLength(range, of: bytes) ?? range.count)
  }

  /// Nil where text is handed on as it is.
  private static func decoder(
    _ encoding: CharacterEncoding,
    _ mark: ByteOrderMark,
    _ bytes: [UInt8],
    _ export: ExportFile
  ) throws(ExportError) -> TextDecoder? {
    if encoding.iconvName != nil, SingleByteTable(encoding) == nil {
      throw unknownHere(encoding, export)
    }
    guard encoding.isDecodedFirst else { return nil }
    guard let decoder = TextDecoder(encoding, mark, bytes) else {
      throw unknownHere(encoding, export)
    }
    return decoder
  }

  private static func unknownHere(
    _ encoding: CharacterEncoding,
    _ export: ExportFile
  ) -> ExportError {
    ExportError(
      code: "ENC-02",
      file: export.deliveredAs,
      problem: "is \(encoding.rawValue), and this system's iconv has no table of that",
      remedy: "Install the character sets of the C library (its gconv modules)"
    )
  }

  private static func empty(_ export: ExportFile) -> ExportError {
    ExportError(
      code: "FILE-01",
      file: export.deliveredAs,
      problem: "is empty (0 bytes)",
      remedy: "Ask for the export again"
    )
  }

  private static func contradicted(
    _ export: ExportFile,
    _ encoding: CharacterEncoding
  ) -> ExportError {
    ExportError(
      code: "ENC-01",
      file: export.deliveredAs,
      line: 1,
      problem: "begins with the mark of another encoding than \(encoding.rawValue)",
      remedy: "Correct 'encoding:' in the pipeline file, or leave it out to go by the mark"
    )
  }
}

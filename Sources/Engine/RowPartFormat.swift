import RecordModel

/// How a row part is laid out: magic, segments of records, trailer, then a fixed footer.
///
/// Little-endian. Footer: trailer offset u64, magic. The part as a whole is known by its SHA-256, so
/// a decoder only has to be safe on damage, not to find it.
enum RowPartFormat {
  static let magic: [UInt8] = Array("CLROWS02".utf8)
  static let footerLength: UInt64 = 16

  static func encode(_ trailer: RowPartTrailer) -> [UInt8] {
    var bytes: [UInt8] = []
    put(trailer.rowsRead, to: &bytes)
    put(UInt32(trailer.ignored.count), to: &bytes)
    for count in trailer.ignored { put(count, to: &bytes) }
    for part in byteParts(trailer.bytes) { put(part, to: &bytes) }
    put(UInt32(trailer.segments.count), to: &bytes)
    for segment in trailer.segments {
      put(segment.start, to: &bytes)
      put(segment.end, to: &bytes)
      put(segment.records, to: &bytes)
    }
    put(trailer.findings, to: &bytes)
    put(trailer.refused, to: &bytes)
    for key in trailer.refusedKeys {
      put(key.high, to: &bytes)
      put(key.low, to: &bytes)
    }
    return bytes
  }

  static func decode(_ bytes: borrowing Span<UInt8>) -> RowPartTrailer? {
    var decoder = Decoder(limit: bytes.count)
    var trailer = RowPartTrailer()
    trailer.rowsRead = decoder.integer(bytes)
    var left: UInt32 = decoder.integer(bytes)
    while decoder.isGood, left > 0 {
      trailer.ignored.append(decoder.integer(bytes))
      left -= 1
    }
    trailer.bytes = decoder.exportBytes(bytes)
    left = decoder.integer(bytes)
    while decoder.isGood, left > 0 {
      trailer.segments.append(
        .init(
          start: decoder.integer(bytes),
          end: decoder.integer(bytes),
          records: decoder.integer(bytes)
        )
      )
      left -= 1
    }
    trailer.findings = decoder.entries(bytes)
    trailer.refused = decoder.entries(bytes)
    for _ in trailer.refused {
      let high: UInt64 = decoder.integer(bytes)
      trailer.refusedKeys.append(RowKey(high: high, low: decoder.integer(bytes)))
    }
    return decoder.isGood && decoder.cursor.offset == bytes.count ? trailer : nil
  }

  static func put(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func put(_ entries: [RowPartTrailer.Entry], to bytes: inout [UInt8]) {
    put(UInt32(entries.count), to: &bytes)
    for entry in entries {
      put(entry.rule.rawValue, to: &bytes)
      put(entry.field.rawValue, to: &bytes)
      put(entry.ordinal, to: &bytes)
      put(entry.line, to: &bytes)
      put(entry.start, to: &bytes)
      put(entry.length, to: &bytes)
    }
  }

  private static func byteParts(_ bytes: ExportBytes) -> [UInt64] {
    [
      bytes.fileSize, bytes.rows, bytes.separators, bytes.header, bytes.blank, bytes.damaged,
      bytes.ignoredLines, bytes.markup, bytes.headerLines, bytes.blankLines,
      bytes.endsWithoutLineEnd ? 1 : 0,
    ]
  }
}

/// Reads integers until the bytes end; after that it only says that it is not good any more.
private struct Decoder {
  var cursor = Cursor(at: 0)
  var isGood = true
  let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func integer<Value: FixedWidthInteger>(_ bytes: borrowing Span<UInt8>) -> Value {
    guard isGood, cursor.offset + MemoryLayout<Value>.size <= limit else {
      isGood = false
      return 0
    }
    return cursor.integer(bytes)
  }

  mutating func exportBytes(_ bytes: borrowing Span<UInt8>) -> ExportBytes {
    var parts = ExportBytes()
    parts.fileSize = integer(bytes)
    parts.rows = integer(bytes)
    parts.separators = integer(bytes)
    parts.header = integer(bytes)
    parts.blank = integer(bytes)
    parts.damaged = integer(bytes)
    parts.ignoredLines = integer(bytes)
    parts.markup = integer(bytes)
    parts.headerLines = integer(bytes)
    parts.blankLines = integer(bytes)
    let flags: UInt64 = integer(bytes)
    parts.endsWithoutLineEnd = flags != 0
    return parts
  }

  mutating func entries(_ bytes: borrowing Span<UInt8>) -> [RowPartTrailer.Entry] {
    var entries: [RowPartTrailer.Entry] = []
    var left: UInt32 = integer(bytes)
    while isGood, left > 0 {
      left -= 1
      let rule = RuleCode(rawValue: integer(bytes))
      let field = Field(rawValue: integer(bytes))
      let entry = RowPartTrailer.Entry(
        rule: rule ?? .none,
        field: field ?? .facility,
        ordinal: integer(bytes),
        line: integer(bytes),
        start: integer(bytes),
        length: integer(bytes)
      )
      if rule == nil || field == nil { isGood = false }
      entries.append(entry)
    }
    return entries
  }
}

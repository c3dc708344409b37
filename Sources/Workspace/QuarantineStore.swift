import Glibc
package import RecordModel

/// One refused row: where it stands, and why it was refused, in words that hold no patient value.
package struct RefusedRow: Sendable, Equatable {
  package var line: UInt64
  /// Offset of the first byte in the export as delivered, and bytes without the line end.
  package var start: UInt64
  package var length: UInt64
  /// The code of the rule that refused it: `DATE-03`.
  package var rule: String
  /// What is wrong, and what a person can do about it.
  package var sentence: String
  package var remedy: String

  package init(
    line: UInt64,
    start: UInt64,
    length: UInt64,
    rule: String,
    sentence: String,
    remedy: String
  ) {
    self.line = line
    self.start = start
    self.length = length
    self.rule = rule
    self.sentence = sentence
    self.remedy = remedy
  }
}

/// Keeps refused rows with their original bytes untouched, and beside them a table of the reasons.
///
/// `quarantine/<run>/<source>-<export>.rows` holds the rows one after the other, each with the line
/// end it was delivered with; `.csv` has one line a row. Memory does not grow with the rows.
package struct QuarantineStore: Sendable {
  let folder: WorkspaceFolder

  package init(_ folder: WorkspaceFolder) { self.folder = folder }

  /// The path of both files without their endings, relative to the workspace.
  package static func stem(run: String, source: String, export: ContentDigest) -> String {
    "quarantine/\(run)/\(source)-\(export.hex.prefix(12))"
  }

  /// Writes both files for one export, replacing those of an earlier attempt; says how many rows.
  ///
  /// The rows stand in the files in the order they come in; `parts` holds the landed export.
  @discardableResult
  package func write(
    _ rows: some Sequence<RefusedRow>,
    run: String,
    source: String,
    export: ExportFile,
    from parts: some PartStore
  ) throws(StoreError) -> UInt64 {
    try FileSystem.checkName(source)
    let target = try folder.subfolder(run, of: "quarantine")
    let original = OriginalRows(try parts.open(export.digest))
    let bytes = try TemporaryFile(in: target)
    let table = try TemporaryFile(in: target)
    try table.append(CSVLine.of(Self.headings).span)
    var count: UInt64 = 0
    for row in rows {
      try original.copy(row, to: bytes)
      try table.append(CSVLine.of(Self.cells(row, export)).span)
      count += 1
    }
    let name = "\(source)-\(export.digest.hex.prefix(12))"
    try bytes.keep(as: "\(name).rows", in: target)
    try table.keep(as: "\(name).csv", in: target)
    return count
  }

  static let headings = [
    "file", "line", "offset", "length", "rule", "problem", "remedy",
  ]

  private static func cells(_ row: RefusedRow, _ export: ExportFile) -> [String] {
    [
      export.deliveredAs, String(row.line), String(row.start), String(row.length), row.rule,
      row.sentence, row.remedy,
    ]
  }
}

/// Copies rows out of a landed export.
private final class OriginalRows {
  private let part: any PartReader

  init(_ part: any PartReader) { self.part = part }

  /// Appends the row's bytes and its line end: as delivered, or one line feed where there is none.
  func copy(_ row: RefusedRow, to file: TemporaryFile) throws(StoreError) {
    let (end, overflows) = row.start.addingReportingOverflow(row.length)
    guard !overflows, end <= part.byteCount else {
      throw StoreError(call: "find a refused row in", path: "the landed export", code: EINVAL)
    }
    var buffer: [UInt8] = []
    var at = row.start
    while at < end {
      let next = min(end, at + UInt64(pieceSize))
      try part.read(at..<next, into: &buffer)
      try file.append(buffer.span)
      at = next
    }
    try part.read(end..<min(end + 2, part.byteCount), into: &buffer)
    try file.append(lineEnd(buffer).span)
  }

  private func lineEnd(_ following: [UInt8]) -> [UInt8] {
    let (carriageReturn, lineFeed) = (0x0D as UInt8, 0x0A as UInt8)
    if following == [carriageReturn, lineFeed] { return following }
    return following.first == carriageReturn ? [carriageReturn] : [lineFeed]
  }
}

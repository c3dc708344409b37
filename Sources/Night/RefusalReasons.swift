import Engine
import Ingestion
import RecordModel
import Validation
import Workspace

/// Why rows of one source were refused, in the words of their rule and as exactly as can be said.
struct RefusalReasons {
  private let source: SourceSettings
  private let encoding: String

  init(_ source: SourceSettings, encoding: String) {
    self.source = source
    self.encoding = encoding
  }

  /// The refused rows of an export as the quarantine tells them.
  func rows(
    _ entries: [RowPartTrailer.Entry],
    in export: any PartReader
  ) throws(StoreError) -> [RefusedRow] {
    var head: [UInt8] = []
    try export.read(0..<min(64, export.byteCount), into: &head)
    let unreadable = UnreadableByte(encoding: encoding, head: head)
    var rows: [RefusedRow] = []
    rows.reserveCapacity(entries.count)
    for entry in entries {
      let rule = RuleCatalogue.rule(entry.rule)
      var row = RefusedRow(
        line: UInt64(entry.line),
        start: entry.start,
        length: UInt64(entry.length),
        rule: rule.code.spelled,
        sentence: rule.sentence,
        remedy: rule.remedy
      )
      try explain(&row, entry, unreadable, export)
      rows.append(row)
    }
    return rows
  }

  private func explain(
    _ row: inout RefusedRow,
    _ entry: RowPartTrailer.Entry,
    _ unreadable: UnreadableByte,
    _ export: any PartReader
  ) throws(StoreError) {
    switch entry.rule {
    case .unreadableBytes where source.isPlainText:
      let (end, overflows) = entry.start.addingReportingOverflow(UInt64(entry.length))
      guard !overflows, end <= export.byteCount else { return }
      var bytes: [UInt8] = []
      try export.read(entry.start..<end, into: &bytes)
      guard let offset = unreadable.offset(in: bytes) else { return }
      row.sentence +=
        " (\(encoding)); the first is at offset \(entry.start + UInt64(offset)) of the file"
    case .wrongCellCount where source.format == FixedWidthSource.format.name:
      row.sentence = "the line does not have the length that its source's columns ask for"
      row.remedy =
        "Look at the row in the quarantine folder: a short line may have been cut off, in a"
        + " long one a character may have been added. Correct it in the legacy system and deliver it again."
    default: break
    }
  }
}

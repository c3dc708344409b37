import RecordModel

/// Looks in a Kofax XML export for what would be lost without a word, and for totals that disagree.
///
/// Each look is a pass of its own over the file: such files are small, and few.
struct KofaxXMLChecks: Sendable {
  let settings: SourceSettings
  let blockSize: Int

  private static let batch = "/ImportSession/Batches/Batch"

  /// Throws what is wrong with the export as a whole: `KFX-01` for documents or pages at a place
  /// where they are not read, `KFX-02` for an expected total that the documents do not add up to.
  func check(_ export: ExportFile) throws(ExportError) {
    try refuseAny(
      Self.batch + "/Folders/Folder",
      "has documents in folders, which are not read",
      export
    )
    try refuseAny(Self.batch + "/Pages/Page", "has pages that belong to no document", export)
    if settings.rowsAre == .pages { try refusePagelessDocuments(export) }
    try checkTotals(export)
  }

  private func refuseAny(
    _ each: String,
    _ problem: String,
    _ export: ExportFile
  ) throws(ExportError) {
    var line: UInt64?
    try pass(each, [], export) { batch in
      line = batch.places.line.first.map(UInt64.init)
      return false
    }
    guard let line else { return }
    throw Self.misplaced(export, line, problem)
  }

  private func refusePagelessDocuments(_ export: ExportFile) throws(ExportError) {
    var line: UInt64?
    let path = "Pages/Page/@ImportFileName"
    try pass(KofaxXMLSource.documents, [path], export) { batch in
      for row in 0..<batch.rowCount
      where batch.refusals[row] == .none && batch.cell(row, 0).isEmpty {
        line = UInt64(batch.places.line[row])
        return false
      }
      return true
    }
    guard let line else { return }
    throw Self.misplaced(export, line, "has a document without pages, and rows are pages")
  }

  private func checkTotals(_ export: ExportFile) throws(ExportError) {
    var names: [String] = []
    let totals = Self.batch + "/ExpectedBatchTotals/ExpectedBatchTotal"
    try pass(totals, ["@Name"], export) { batch in
      for row in 0..<batch.rowCount {
        let name = String(decoding: batch.cell(row, 0), as: UTF8.self)
        if NamedXMLText.problem(name) == nil, !names.contains(name) { names.append(name) }
      }
      return names.count < 100
    }
    guard !names.isEmpty else { return }
    let paths = names.flatMap { name in
      let condition = "[@Name=\(NamedXMLText.quoted(name))]/@Value"
      return [
        "ExpectedBatchTotals/ExpectedBatchTotal\(condition)",
        "Documents/Document/IndexFields/IndexField\(condition)",
      ]
    }
    var line: UInt64?
    try pass(Self.batch, paths, export) { batch in
      for row in 0..<batch.rowCount where !agrees(batch, row, names.count) {
        line = UInt64(batch.places.line[row])
        return false
      }
      return true
    }
    guard let line else { return }
    throw ExportError(
      code: "KFX-02",
      file: export.deliveredAs,
      line: line,
      problem: "has a batch whose documents do not add up to its expected total",
      remedy:
        "Documents may be missing: compare the batch with the legacy system and ask for it again"
    )
  }

  private func agrees(_ batch: RecordBatch, _ row: Int, _ names: Int) -> Bool {
    guard batch.refusals[row] == .none else { return false }
    for name in 0..<names {
      let expected = batch.cell(row, name * 2)
      let found = batch.cell(row, name * 2 + 1)
      // A total of something that no document has is no total of documents.
      guard !expected.isEmpty, !found.isEmpty else { continue }
      guard let expected = ExactSum(expected), let found = ExactSum(found), expected == found
      else { return false }
    }
    return true
  }

  /// Reads the export once more; an element that does not occur has no rows.
  private func pass(
    _ each: String,
    _ paths: [String],
    _ export: ExportFile,
    _ take: (RecordBatch) -> Bool
  ) throws(ExportError) {
    var inner = settings
    inner.each = each
    inner.facility = nil
    inner.columns = paths.map { path in
      var rule = ColumnRule(field: .box, columns: [path])
      rule.join = String(decoding: NamedColumns.separator, as: UTF8.self)
      return rule
    }
    let source = try XMLSource(settings: inner, blockSize: blockSize)
    do {
      _ = try source.read(export) { take(source.table(of: $0)) }
    } catch {
      guard error.code == "XML-03" else { throw error }
    }
  }

  private static func misplaced(
    _ export: ExportFile,
    _ line: UInt64,
    _ problem: String
  ) -> ExportError {
    ExportError(
      code: "KFX-01",
      file: export.deliveredAs,
      line: line,
      problem: problem,
      remedy:
        "Ask for an export with a document around every page and no folders. The file is left out"
    )
  }
}

/// A sum of decimal numbers, exact to six places.
struct ExactSum: Equatable {
  private var millionths: Int = 0

  /// Adds up numbers that stand behind each other; nil when one is no number, or too large.
  init?(_ numbers: ArraySlice<UInt8>) {
    for number in numbers.split(separator: NamedColumns.separator[0]) {
      guard let value = Self.millionths(of: number) else { return nil }
      let (sum, isTooLarge) = millionths.addingReportingOverflow(value)
      guard !isTooLarge else { return nil }
      millionths = sum
    }
  }

  private static func millionths(of text: ArraySlice<UInt8>) -> Int? {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative ? text.dropFirst() : text
    guard let point = digits.firstIndex(of: UInt8(ascii: ".")) else {
      return whole(digits, decimals: [], isNegative)
    }
    return whole(digits[..<point], decimals: digits[(point + 1)...], isNegative)
  }

  private static func whole(
    _ digits: ArraySlice<UInt8>,
    decimals: ArraySlice<UInt8>,
    _ isNegative: Bool
  ) -> Int? {
    guard !digits.isEmpty, digits.count <= 12, decimals.count <= 6 else { return nil }
    var value = 0
    for digit in Array(digits) + Array(decimals) {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit) - 0x30
    }
    for _ in decimals.count..<6 { value *= 10 }
    return isNegative ? -value : value
  }
}

import Ingestion
import RecordModel
import Workspace

/// A file of comma-separated values beside the exports: a truth, or labelled pairs.
///
/// Read with the reader of exports, so that encodings, delimiters and quotes are understood alike.
struct SideTable: Sendable {
  let batches: [RecordBatch]
  /// Rows that cannot be read.
  let damaged: Int
  /// For each column that was asked for where it lies; nil where the file has none of that name.
  let columns: [Int?]
  /// The file's name without folders.
  let name: String

  /// The columns of a side table are no fields; these only carry them through the reader.
  private static let carriers: [Field] = [
    .documentID, .recordNumber, .encounterNumber, .folder, .documentTitle,
  ]

  /// Reads the file; `names` are the headings to look for, at most five.
  init(path: String, columns names: [String], workers: some Workers) throws(NightError) {
    precondition(names.count <= Self.carriers.count, "a side table has few columns")
    name = path.split(separator: "/").last.map(String.init) ?? path
    var settings = SourceSettings(name: name, files: [], format: "csv", columns: [])
    settings.takesEveryColumn = true
    settings.facility = "-"
    settings.columns = zip(Self.carriers, names).map { ColumnRule(field: $0, columns: [$1]) }
    let file = try Self.file(path, name)
    var batches: [RecordBatch] = []
    do {
      let layout = try LayoutDecision.decide(
        settings: settings,
        exports: [file],
        workers: workers,
        readsDates: false
      )
      let source = CSVSource(settings: settings, layout: layout)
      _ = try source.read(file) { block in
        batches.append(source.table(of: block))
        return true
      }
    } catch {
      throw NightError(
        .inputUnusable,
        "SCORE-02 \(path): \(error.problem) (\(error.code))."
          + " It must be comma-separated text with a header line; save it as UTF-8."
      )
    }
    guard !batches.isEmpty else {
      throw NightError(
        .inputUnusable,
        "SCORE-02 \(path): has no row behind its first line. Name the file that says which rows are"
          + " one person."
      )
    }
    self.batches = batches
    damaged = batches.reduce(0) { sum, batch in
      sum + (0..<batch.rowCount).count { !batch.isUsable($0) }
    }
    columns = zip(Self.carriers, names).map { field, _ in
      batches.first.flatMap { $0.column(of: field) }
    }
  }

  /// Columns that every row has.
  var columnCount: Int { batches.first?.columnCount ?? 0 }

  var usableRows: Int { batches.reduce(0) { $0 + $1.rowCount } - damaged }

  /// Hands over every readable row: its batch, and its index there.
  func forEachRow(_ body: (borrowing RecordBatch, Int) -> Void) {
    for batch in batches {
      for row in 0..<batch.rowCount where batch.isUsable(row) { body(batch, row) }
    }
  }

  private static func file(_ path: String, _ name: String) throws(NightError) -> ExportFile {
    let isFolder = StoredFile.isFolder(path)
    let isThere = try storeCall { () throws(StoreError) in try StoredFile.exists(path) }
    guard isThere, !isFolder else {
      throw NightError(
        .inputMissing,
        "SCORE-01 there is no file \(path). Name the file that says which rows are one person."
      )
    }
    return ExportFile(
      path: path,
      deliveredAs: name,
      // Nothing is kept under it.
      digest: ContentDigest(words: (0, 0, 0, 0)),
      byteCount: 0
    )
  }
}

extension RecordBatch {
  /// A cell as a key of 128 bits, `.none` when empty: to find equal ones, never kept.
  func key(_ row: Int, _ column: Int?) -> Key128 {
    guard let column else { return .none }
    let index = row * columnCount + column
    return textKey(of: (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]), in: cells.span)
  }
}

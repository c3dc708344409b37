import RecordModel
import Testing

@testable import Ingestion

/// All batches of an export put together, whatever reads it, and its book.
struct NamedReading {
  /// What each mapped field says in each row, by the field.
  var rows: [[Field: String]] = []
  var refusals: [RuleCode] = []
  var ignored: [UInt8] = []
  var places = PlaceColumns()
  var keys: [RowKey] = []
  var digests: [RowDigest] = []
  var bytes = ExportBytes()

  init<Reader: Source>(_ file: TemporaryFile, _ source: Reader) throws {
    var blocks: [Reader.Block] = []
    bytes = try source.read(file.export) { block in
      blocks.append(block)
      return true
    }
    for block in blocks { add(try source.parse(block)) }
  }

  private mutating func add(_ batch: RecordBatch) {
    #expect(batch.firstOrdinal == UInt64(rows.count + 1))
    #expect(batch.ends.count == batch.rowCount * batch.columnCount)
    for row in 0..<batch.rowCount {
      var cells: [Field: String] = [:]
      for field in Field.allCases {
        guard let column = batch.column(of: field) else { continue }
        cells[field] = String(decoding: batch.cell(row, column), as: UTF8.self)
      }
      rows.append(cells)
    }
    refusals += batch.refusals
    ignored += batch.ignored
    keys += batch.keys
    digests += batch.digests
    places.start += batch.places.start
    places.length += batch.places.length
    places.line += batch.places.line
  }

  /// What one field says in every row.
  subscript(_ field: Field) -> [String] { rows.map { $0[field] ?? "" } }

  /// The text that a row's place points at.
  func original(_ row: Int, in file: TemporaryFile) -> String {
    let start = Int(places.start[row])
    return String(decoding: file.bytes[start..<start + Int(places.length[row])], as: UTF8.self)
  }

  /// Expects the same rows, places and book.
  func expectSame(as other: NamedReading, _ comment: String) {
    #expect(rows == other.rows, "\(comment)")
    #expect(refusals == other.refusals, "\(comment)")
    #expect(ignored == other.ignored, "\(comment)")
    #expect(keys == other.keys && digests == other.digests, "\(comment)")
    #expect(places.start == other.places.start && places.line == other.places.line, "\(comment)")
    #expect(places.length == other.places.length, "\(comment)")
    #expect(bytes == other.bytes, "\(comment)")
  }

  /// Expects every byte in the book once, and the spans of the rows beside each other.
  func expectBalance(_ file: TemporaryFile, _ comment: String) {
    #expect(bytes.isBalanced, "\(comment)")
    #expect(bytes.fileSize == UInt64(file.bytes.count), "\(comment)")
    let spans = places.length.reduce(0) { $0 + UInt64($1) }
    #expect(spans == bytes.rows + bytes.damaged + bytes.ignoredLines, "\(comment)")
    var end: UInt64 = 0
    for row in rows.indices {
      #expect(places.start[row] >= end, "\(comment)")
      end = places.start[row] + UInt64(places.length[row])
    }
  }
}

/// A source of records that name their values.
func namedSettings(
  _ format: String,
  _ columns: KeyValuePairs<Field, String>,
  ignoring ignored: [String] = []
) -> SourceSettings {
  var settings = SourceSettings(
    name: "scans",
    files: ["scans.txt"],
    format: format,
    columns: columns.map { ColumnRule(field: $0.key, columns: [$0.value]) }
  )
  settings.ignoredColumns = ignored.map { IgnoredColumn(column: $0, reason: "no content") }
  return settings
}

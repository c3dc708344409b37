import RecordModel
import Testing

@testable import Ingestion

/// A source of row elements whose columns are paths, mapped to the first fields that fit.
func xmlSettings(_ each: String, _ paths: String...) -> SourceSettings {
  let fields: [Field] = [
    .documentID, .familyName, .givenName, .city, .state, .author, .box, .folder, .reel, .fiche,
  ]
  var settings = SourceSettings(
    name: "fiche-index",
    files: ["fiche.xml"],
    format: "xml",
    columns: zip(fields, paths).map { ColumnRule(field: $0, columns: [$1]) }
  )
  settings.each = each
  return settings
}

/// All batches of an XML export put together, and its book.
struct XMLResult {
  var rows: [[String]] = []
  var refusals: [RuleCode] = []
  var places = PlaceColumns()
  var keys: [RowKey] = []
  var bytes = ExportBytes()

  init(_ file: TemporaryFile, _ settings: SourceSettings, blockSize: Int = 262_144) throws {
    let source = try XMLSource(settings: settings, blockSize: blockSize)
    var blocks: [XMLBlock] = []
    bytes = try source.read(file.export) { block in
      blocks.append(block)
      return true
    }
    for block in blocks {
      let batch = try source.parse(block)
      #expect(batch.firstOrdinal == UInt64(rows.count + 1))
      for row in 0..<batch.rowCount {
        rows.append(
          (0..<batch.columnCount).map { String(decoding: batch.cell(row, $0), as: UTF8.self) }
        )
      }
      refusals += batch.refusals
      keys += batch.keys
      places.start += batch.places.start
      places.length += batch.places.length
      places.line += batch.places.line
    }
  }

  /// The text that a row's place points at.
  func original(_ row: Int, in file: TemporaryFile) -> String {
    let start = Int(places.start[row])
    return String(decoding: file.bytes[start..<start + Int(places.length[row])], as: UTF8.self)
  }
}

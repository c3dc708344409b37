import CanonicalJSON
import RecordModel

extension IngestReport {
  /// The report in canonical JSON.
  package var json: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("balanced")
    json.boolean(isBalanced)
    json.name("exports")
    json.beginArray()
    for export in exports { Self.write(export, to: &json) }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  private static func write(_ export: Export, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("balanced")
    json.boolean(export.bytes.isBalanced)
    json.name("bytes")
    json.integer(export.bytes.fileSize)
    json.name("ignored")
    json.integer(export.ignored)
    json.name("name")
    json.string(export.name)
    json.name("read")
    json.integer(export.rows)
    json.name("refused")
    json.beginObject()
    for refused in export.refused.sorted(by: { $0.rule.spelled < $1.rule.spelled }) {
      json.name(refused.rule.spelled)
      json.integer(refused.rows)
    }
    json.endObject()
    json.name("source")
    json.string(export.source)
    json.endObject()
  }
}

import CanonicalJSON
package import RecordModel

/// Settings in canonical JSON, as stage keys and manifests cite them.
///
/// Only what changes a result is in it: not file patterns, not line numbers, not limits.
package enum SettingsText {
  /// What the row stages of a source depend on.
  package static func rowStages(
    of source: SourceSettings,
    placeholders: [Field: [String]]
  ) -> [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("columns")
    json.beginArray()
    for rule in source.columns.sorted(by: { $0.field.rawValue < $1.field.rawValue }) {
      write(rule, to: &json)
    }
    json.endArray()
    writeText(of: source, to: &json)
    json.name("placeholders")
    json.beginObject()
    for (field, values) in placeholders.sorted(by: { $0.key.spelled < $1.key.spelled }) {
      json.name(field.spelled)
      write(values.sorted(), to: &json)
    }
    json.endObject()
    writeAdded(of: source, to: &json)
    json.name("rowsAre")
    json.string(source.rowsAre.rawValue)
    json.name("trims")
    json.boolean(source.trims)
    json.endObject()
    return json.bytes
  }

  private static func writeText(of source: SourceSettings, to json: inout CanonicalJSONWriter) {
    json.name("delimiter")
    let delimiter = source.delimiter.map { Array($0.utf8) } ?? []
    json.integer(delimiter.count == 1 ? Int(delimiter[0]) : 0)
    if delimiter.count > 1 {
      json.name("delimiterText")
      json.string(source.delimiter ?? "")
    }
    json.name("each")
    json.string(source.each ?? "")
    json.name("encoding")
    json.string(source.encoding ?? "detect")
    json.name("facility")
    json.string(source.facility ?? "")
    json.name("format")
    json.string(source.format)
    json.name("hasHeader")
    json.boolean(source.hasHeader)
    json.name("ignoredColumns")
    write(source.ignoredColumns.map(\.column).sorted(), to: &json)
    json.name("ignoredLines")
    write(source.ignoredLines.map(\.prefix), to: &json)
    json.name("name")
    json.string(source.name)
  }

  // What older pipeline files could not say is left out where it says nothing new: keys stay as they were.
  private static func writeAdded(of source: SourceSettings, to json: inout CanonicalJSONWriter) {
    if source.quotes != .doubled {
      json.name("quotes")
      json.string(source.quotes.rawValue)
    }
    if let length = source.recordLength {
      json.name("recordLength")
      json.integer(length)
    }
  }

  private static func write(_ rule: ColumnRule, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("assigner")
    json.string(rule.assigner ?? "")
    json.name("columns")
    write(rule.columns, to: &json)
    json.name("dateOrder")
    json.string(rule.dateOrder?.rawValue ?? "detect")
    json.name("field")
    json.string(rule.field.spelled)
    json.name("hasJoin")
    json.boolean(rule.join != nil)
    json.name("isOptional")
    json.boolean(rule.isOptional)
    json.name("join")
    json.string(rule.join ?? "")
    json.name("map")
    json.beginArray()
    for code in rule.map {
      write([code.written, code.meaning, code.system ?? ""], to: &json)
    }
    json.endArray()
    json.name("nameOrder")
    json.string(rule.nameOrder.rawValue)
    json.name("takesFirst")
    json.boolean(rule.takesFirst)
    json.name("twoDigitYears")
    json.string(rule.twoDigitYears.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "")
    json.endObject()
  }

  private static func write(_ texts: [String], to json: inout CanonicalJSONWriter) {
    json.beginArray()
    for text in texts { json.string(text) }
    json.endArray()
  }
}

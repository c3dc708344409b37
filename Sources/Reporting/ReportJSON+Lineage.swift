import CanonicalJSON

extension ReportJSON {
  /// How many ids merged, split, moved rows or came back; nothing when there are only new ones.
  static func writeLineage(
    _ events: [(event: String, count: UInt64)],
    to json: inout CanonicalJSONWriter
  ) {
    let told = events.filter { $0.event != "new" }
    guard !told.isEmpty else { return }
    json.name("lineage")
    json.beginObject()
    for (event, count) in told.sorted(by: { $0.event < $1.event }) {
      json.name(event)
      json.integer(count)
    }
    json.endObject()
  }
}

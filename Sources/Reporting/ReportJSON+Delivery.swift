import CanonicalJSON

extension ReportJSON {
  /// Only where an export was left out.
  static func writeLeftOut(_ exports: [LeftOutExport], to json: inout CanonicalJSONWriter) {
    guard !exports.isEmpty else { return }
    json.name("notLanded")
    json.beginArray()
    for export in exports {
      json.beginObject()
      json.name("bytes")
      json.integer(export.byteCount)
      json.name("export")
      json.string(export.digest)
      json.name("message")
      json.string(export.message)
      json.name("name")
      json.string(export.name)
      json.name("source")
      json.string(export.source)
      json.endObject()
    }
    json.endArray()
  }

  /// Only where a source has a delivery manifest.
  static func writeManifests(
    _ manifests: [DeliveryReport.CheckedManifest],
    to json: inout CanonicalJSONWriter
  ) {
    guard !manifests.isEmpty else { return }
    json.name("deliveryManifests")
    json.beginArray()
    for manifest in manifests {
      json.beginObject()
      json.name("digest")
      json.string(manifest.digest)
      json.name("files")
      json.integer(manifest.files)
      json.name("name")
      json.string(manifest.name)
      json.endObject()
    }
    json.endArray()
  }
}

package import CanonicalJSON
import RecordModel

/// Writes the facilities of a site: the first file to import, because everything refers to it.
package enum OrganizationBundleWriter {
  /// Appends transaction bundles of at most 100 Organizations, one a line.
  ///
  /// The facilities are codes as written, sorted, each once.
  package static func write(
    facilities: [[UInt8]],
    settings: BundleSettings,
    to output: inout CanonicalJSONWriter
  ) -> BundleCounts {
    var counts = BundleCounts()
    let codes = facilities.filter { !$0.isEmpty }
    guard !codes.isEmpty else { return counts }
    let site = SiteText(settings)
    let namespace = SiteIds.namespace(site: settings.site)
    var json = ResourceWriter(reserving: 1 << 14)
    var lines = BundleLines(fullUrl: site.fullUrl, isUUID: site.isUUID)
    lines.begin(&json)
    for code in codes {
      let id = WrittenId(SiteIds.organization(namespace: namespace, facility: code))
      lines.open("Organization/", id, &json)
      json.piece("\"active\":true,\"id\":\"")
      json.id(id)
      json.piece("\",\"identifier\":[")
      json.piece(prebuilt: site.facilityIdentifier)
      json.appendEscaped(code.span)
      json.piece("\"}],\"name\":\"")
      json.appendEscaped(code.span)
      json.piece("\",\"resourceType\":\"Organization\"")
      lines.close(&json)
      counts.organizations += 1
    }
    lines.end(&json)
    counts.bundles = lines.count
    counts.bytes = UInt64(json.count)
    json.drain(into: &output)
    return counts
  }
}

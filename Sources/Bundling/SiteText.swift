import RecordModel

/// What stands in every bundle of a site, made once: identifier systems and address bases.
///
/// Identifier systems lie under the site: `<site>/mrn/<assigner>` for record numbers,
/// `<site>/<source>` for the document numbers of a source, `<site>/encounter/<assigner>`,
/// `<site>/facility`, and `<site>/row` for a patient without any number.
struct SiteText {
  /// Each ends inside the system's string.
  let numberSystem: [UInt8]
  let encounterSystem: [UInt8]
  /// Each ends inside the value's string.
  let rowIdentifier: [UInt8]
  let facilityIdentifier: [UInt8]
  /// By source.
  let documentIdentifiers: [[UInt8]]
  /// Ends inside the URL's string; nil without a server.
  let fullUrl: [UInt8]?
  let isUUID: Bool
  /// Escaped for JSON; empty without one.
  let imageBase: [UInt8]

  init(_ settings: BundleSettings) {
    let site = settings.site
    numberSystem = Self.escaped("{\"system\":\"", site + "/mrn")
    encounterSystem = Self.escaped("{\"system\":\"", site + "/encounter")
    rowIdentifier = Self.escaped("{\"system\":\"", site + "/row", "\",\"value\":\"")
    facilityIdentifier = Self.escaped("{\"system\":\"", site + "/facility", "\",\"value\":\"")
    documentIdentifiers = settings.sourceNames.map { name in
      var step = ResourceWriter(reserving: 64)
      step.appendURI(Array(name.utf8).span, keeping: .segment)
      let system = site + "/" + String(decoding: step.array, as: UTF8.self)
      return Self.escaped("{\"system\":\"", system, "\",\"value\":\"")
    }
    isUUID = settings.publishBase == nil && settings.writesUUIDs
    let base = isUUID ? "urn:uuid:" : settings.publishBase.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    fullUrl = base.map { Self.escaped("{\"fullUrl\":\"", $0) }
    imageBase = Self.escaped("", settings.imageBase ?? "")
  }

  /// A piece of JSON around text that may need escapes.
  private static func escaped(_ before: String, _ text: String, _ after: String = "") -> [UInt8] {
    var json = ResourceWriter(reserving: 128)
    json.appendEscaped(Array(text.utf8).span)
    return Array(before.utf8) + json.array + Array(after.utf8)
  }
}

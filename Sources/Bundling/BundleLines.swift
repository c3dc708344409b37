import RecordModel

/// Cuts entries into transaction bundles, one a line: at most 100 entries and 5 MB each.
///
/// Servers refuse bigger transactions (FORMATS 2.1). One entry alone may be bigger: nothing is lost.
struct BundleLines {
  static let mostEntries = 100
  static let mostBytes = 5_000_000

  private static let opening: StaticString = "{\"entry\":["
  private static let closing: StaticString =
    "],\"resourceType\":\"Bundle\",\"type\":\"transaction\"}\n"

  let fullUrl: [UInt8]?
  /// Says whether the full URL is a UUID, and so without the resource's type.
  let isUUID: Bool
  private var entries = 0
  private var lineStart = 0
  private var entryStart = 0
  /// Lines ended so far.
  private(set) var count: UInt64 = 0

  init(fullUrl: [UInt8]?, isUUID: Bool) {
    self.fullUrl = fullUrl
    self.isUUID = isUUID
  }

  /// Begins the first line.
  mutating func begin(_ json: inout ResourceWriter) {
    count = 0
    openLine(&json)
  }

  /// Begins an entry up to the inside of its resource; `type` ends with a slash.
  mutating func open(
    _ type: StaticString,
    _ id: borrowing WrittenId,
    _ json: inout ResourceWriter
  ) {
    if entries == Self.mostEntries {
      closeLine(&json)
      openLine(&json)
    }
    entries += 1
    entryStart = json.count
    if let fullUrl {
      json.piece(prebuilt: fullUrl)
      if !isUUID { json.piece(type) }
      json.id(id)
      json.piece("\",\"request\":{\"method\":\"PUT\",\"url\":\"")
    } else {
      json.piece("{\"request\":{\"method\":\"PUT\",\"url\":\"")
    }
    json.piece(type)
    json.id(id)
    json.piece("\"},\"resource\":{")
  }

  /// Ends the entry; when it made the line too long, it becomes the first of the next line.
  mutating func close(_ json: inout ResourceWriter) {
    json.piece("}}")
    let tail = Self.closing.utf8CodeUnitCount
    guard entries > 1, json.count - lineStart + tail > Self.mostBytes else { return }
    var between: [UInt8] = []
    Self.closing.withUTF8Buffer { between.append(contentsOf: $0) }
    let nextLine = entryStart + between.count
    Self.opening.withUTF8Buffer { between.append(contentsOf: $0) }
    // The comma before the entry is what the line break replaces.
    json.replaceByte(at: entryStart, with: between)
    lineStart = nextLine
    entries = 1
    count += 1
  }

  /// Ends the last line.
  mutating func end(_ json: inout ResourceWriter) { closeLine(&json) }

  private mutating func openLine(_ json: inout ResourceWriter) {
    entries = 0
    lineStart = json.count
    json.piece(Self.opening)
  }

  private mutating func closeLine(_ json: inout ResourceWriter) {
    json.piece(Self.closing)
    count += 1
  }
}

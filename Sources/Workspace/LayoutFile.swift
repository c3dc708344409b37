import CanonicalJSON
import Digests
import Glibc
package import RecordModel

/// `layouts/<source>.json`: what was decided about a source once, frozen.
///
/// Canonical JSON, so that equal layouts have equal bytes; the SHA-256 of the bytes is in the key of
/// every row that was read by it.
package enum LayoutFile {
  /// The call that a `StoreError` names when the file is there and says something we never write.
  package static let unreadable = "read a layout from"

  /// The frozen layout of a source and the digest of its file; nil when none has been decided yet.
  package static func read(
    source: String,
    in folder: WorkspaceFolder
  ) throws(StoreError) -> (layout: Layout, digest: ContentDigest)? {
    let path = try path(source, folder)
    guard try FileSystem.info(path) != nil else { return nil }
    let bytes = try DurableFile.read(path)
    guard let layout = layout(from: bytes) else {
      throw StoreError(call: unreadable, path: path, code: EBADMSG)
    }
    return (layout, digest(of: bytes))
  }

  /// Freezes the layout of a source, durably; says the digest of its file.
  @discardableResult
  package static func write(
    _ layout: Layout,
    source: String,
    in folder: WorkspaceFolder
  ) throws(StoreError) -> ContentDigest {
    let bytes = canonicalBytes(layout)
    try DurableFile.write(bytes.span, to: path(source, folder))
    return digest(of: bytes)
  }

  /// Forgets the layout of a source, so that it is decided again.
  ///
  /// Only while nothing of the source is published.
  package static func forget(
    source: String,
    in folder: WorkspaceFolder
  ) throws(StoreError) {
    try FileSystem.remove(path(source, folder))
    try FileSystem.syncFolder(folder.file("layouts"))
  }

  /// The digest that the file of a layout has, written or not.
  package static func digest(of layout: Layout) -> ContentDigest {
    digest(of: canonicalBytes(layout))
  }

  private static func digest(of bytes: [UInt8]) -> ContentDigest {
    ContentDigest(words: sha256(bytes.span))
  }

  private static func path(
    _ source: String,
    _ folder: WorkspaceFolder
  ) throws(StoreError) -> String {
    try FileSystem.checkName(source)
    return folder.file("layouts/\(source).json")
  }

  static func canonicalBytes(_ layout: Layout) -> [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("dateOrders")
    json.beginArray()
    for order in layout.dateOrders { write(order, to: &json) }
    json.endArray()
    json.name("delimiter")
    json.string(layout.delimiter)
    json.name("encoding")
    json.string(layout.encoding)
    json.name("version")
    json.integer(1)
    json.endObject()
    return json.bytes
  }

  private static func write(_ order: FacilityDateOrder, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("dayFirstRows")
    json.integer(order.dayFirstRows)
    json.name("facility")
    json.string(order.facility)
    json.name("field")
    json.string(order.field.spelled)
    json.name("monthFirstRows")
    json.integer(order.monthFirstRows)
    if let found = order.order {
      json.name("order")
      json.string(found.rawValue)
    }
    json.endObject()
  }

  // Only what `canonicalBytes` writes is read: a hand that changed the file is told so.
  private static func layout(from bytes: [UInt8]) -> Layout? {
    guard let json = try? JSONReader.read(bytes.span), json["version"]?.integer == 1,
      let encoding = json["encoding"]?.text, let orders = json["dateOrders"]?.array,
      let delimiter = json["delimiter"]?.text, !delimiter.isEmpty
    else { return nil }
    let read = orders.compactMap(dateOrder)
    let layout = Layout(encoding: encoding, delimiter: delimiter, dateOrders: read)
    return canonicalBytes(layout) == bytes ? layout : nil
  }

  private static func dateOrder(_ json: JSONValue) -> FacilityDateOrder? {
    guard let facility = json["facility"]?.text,
      let field = json["field"]?.text.flatMap(Field.init(spelled:)),
      let monthFirst = json["monthFirstRows"]?.decimal.flatMap({ UInt64($0) }),
      let dayFirst = json["dayFirstRows"]?.decimal.flatMap({ UInt64($0) })
    else { return nil }
    return FacilityDateOrder(
      facility: facility,
      field: field,
      order: json["order"]?.text.flatMap(DateOrder.init),
      monthFirstRows: monthFirst,
      dayFirstRows: dayFirst
    )
  }
}

package import RecordModel

/// A small file that somebody delivered, read whole: a manifest.
package enum DeliveredText {
  /// Its bytes; nil when there are more than `most`.
  package static func bytes(of path: String, most: UInt64) throws(StoreError) -> [UInt8]? {
    let file = try OpenFile.readingDelivered(path)
    var content: [UInt8] = []
    guard try file.info().byteCount <= most else { return nil }
    try file.read(at: 0, count: Int(clamping: most), into: &content)
    return content
  }
}

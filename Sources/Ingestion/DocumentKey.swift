import Digests
package import RecordModel

/// The key of a document's row, from what people call it: its source and its document id.
package enum DocumentKey {
  /// The key that `RowIdentity` gives such a row.
  ///
  /// - Parameters:
  ///   - source: the name of the source.
  ///   - document: the document id as the cell has it.
  ///   - page: where rows are pages: the frame, or where that is missing the image.
  /// - Returns: the key, whether or not such a row was ever delivered.
  package static func of(source: String, document: String, page: String? = nil) -> RowKey {
    var text: [UInt8] = []
    for part in [source, "document", document] + (page.map { [$0] } ?? []) {
      let length = UInt32(truncatingIfNeeded: part.utf8.count).littleEndian
      text += withUnsafeBytes(of: length) { Array($0) } + Array(part.utf8)
    }
    let words = sha256(text.span)
    return RowKey(high: words.0, low: words.1)
  }
}

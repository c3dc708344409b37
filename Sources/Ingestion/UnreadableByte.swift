/// Finds the byte for which a row was refused as unreadable (`ENC-01`).
package struct UnreadableByte {
  private let encoding: CharacterEncoding
  private let mark: ByteOrderMark
  private let head: [UInt8]

  /// Prepares for one export: the encoding it was read in, and its first bytes.
  package init(encoding: String, head: [UInt8]) {
    self.encoding = CharacterEncoding(rawValue: encoding) ?? .utf8
    mark = ByteOrderMark(head.span)
    self.head = Array(head.dropFirst(mark.length))
  }

  /// The offset of the first byte of a row, as delivered, that is no text; nil when all are.
  package func offset(in row: [UInt8]) -> Int? {
    if encoding.isDecodedFirst {
      return switch TextDecoder(encoding, mark, head) {
      case .utf16(let decoder): decoder.firstUnreadable(in: row)
      case .ebcdic(let decoder): decoder.firstUnreadable(in: row)
      case nil: nil
      }
    }
    let zero = row.firstIndex(of: 0)
    let invalid =
      encoding == .utf8
      ? EncodingEvidence.firstInvalid(row[...])
      : SingleByteTable(encoding).flatMap { table in
        row.firstIndex { $0 != 0 && table[$0] == 0 }
      }
    return [zero, invalid].compactMap(\.self).min()
  }
}

/// Whole pieces of JSON text, for resources that are written by the million.
extension CanonicalJSONWriter {
  /// Appends a piece of JSON text that is the same in every resource of a kind.
  ///
  /// A comma goes before a piece that begins a member or an element after another one. A piece may
  /// end inside a string (`"value":"`), whose text the caller then appends with `appendEscaped`, and
  /// another piece closes it. Names in pieces are not checked for order: whoever uses pieces tests
  /// that what comes out is its own canonical form.
  @inline(__always) @inlinable
  package mutating func piece(_ text: StaticString) {
    append(
      piece: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    )
  }

  /// Appends a piece of JSON text made once for all resources, by the rules of `piece`.
  @inlinable
  package mutating func piece(prebuilt text: [UInt8]) {
    text.withUnsafeBufferPointer { append(piece: $0) }
  }

  /// Appends bytes that need no escape inside an open string.
  @inlinable
  package mutating func appendPlain(_ text: borrowing Span<UInt8>) {
    text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  @inline(__always) @inlinable
  mutating func append(piece: UnsafeBufferPointer<UInt8>) {
    guard let first = piece.first, let last = piece.last else { return }
    if needsComma, first == UInt8(ascii: "\"") || first == UInt8(ascii: "{") {
      bytes.append(UInt8(ascii: ","))
    }
    bytes.append(contentsOf: piece)
    needsComma = last == UInt8(ascii: "}") || last == UInt8(ascii: "]")
    if last == UInt8(ascii: "\"") {
      let before = piece.count > 1 ? piece[piece.count - 2] : 0
      let opensString =
        before == UInt8(ascii: ":") || before == UInt8(ascii: "[") || before == UInt8(ascii: ",")
      needsComma = !opensString
    }
  }
}

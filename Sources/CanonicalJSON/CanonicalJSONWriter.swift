/// Writes JSON in canonical form (RFC 8785) straight into a byte buffer.
///
/// The caller writes members in the order of their names' UTF-16 code units; a debug build traps
/// when they are not. Numbers are integers, or decimals as they were written (`literal`): FHIR
/// keeps a decimal's precision, RFC 8785 would not. Nothing is allocated but the buffer itself.
package struct CanonicalJSONWriter: ~Copyable {
  /// What has been written so far.
  package var bytes: [UInt8]
  @usableFromInline var needsComma = false
  #if DEBUG
  @usableFromInline var openObjects: [String?] = []
  #endif

  package init(reserving capacity: Int = 4096) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// Forgets what was written and keeps the buffer.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
    #if DEBUG
    openObjects.removeAll()
    #endif
  }

  @inlinable
  package mutating func beginObject() {
    comma()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    #if DEBUG
    openObjects.append(nil)
    #endif
  }

  @inlinable
  package mutating func endObject() {
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
    #if DEBUG
    _ = openObjects.popLast()
    #endif
  }

  @inlinable
  package mutating func beginArray() {
    comma()
    bytes.append(UInt8(ascii: "["))
    needsComma = false
  }

  @inlinable
  package mutating func endArray() {
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// Begins a member of the open object.
  ///
  /// Names are plain ASCII without anything to escape.
  @inlinable
  package mutating func name(_ name: StaticString) {
    name.withUTF8Buffer { utf8 in
      #if DEBUG
      checkOrder(name.description)
      #endif
      comma()
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: utf8)
    }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Begins a member whose name is not known when the program is built.
  package mutating func name(_ name: String) {
    #if DEBUG
    checkOrder(name)
    #endif
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string of plain ASCII without anything to escape: codes, system URIs.
  @inlinable
  package mutating func string(_ text: StaticString) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes any string.
  ///
  /// For settings and manifests; patient values come as bytes.
  package mutating func string(_ text: String) {
    beginString()
    var copy = text
    copy.withUTF8 { appendEscaped($0.span) }
    endString()
  }

  /// Writes a string of valid UTF-8.
  @inlinable
  package mutating func string(utf8 text: borrowing Span<UInt8>) {
    beginString()
    appendEscaped(text)
    endString()
  }

  /// Opens a string that is written piece by piece into `bytes` or by `appendEscaped`.
  @inlinable
  package mutating func beginString() {
    comma()
    bytes.append(UInt8(ascii: "\""))
  }

  @inlinable
  package mutating func endString() {
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes an integer.
  package mutating func integer(_ value: some BinaryInteger) {
    comma()
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  /// Writes `true` or `false`.
  package mutating func boolean(_ value: Bool) {
    comma()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
    needsComma = true
  }

  /// Writes the word for "nothing here".
  ///
  /// FHIR has no use for it; models and reports may.
  package mutating func null() {
    comma()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  /// Writes a decimal as it was read.
  package mutating func literal(_ text: String) {
    comma()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  /// Appends UTF-8 text, escaped as RFC 8785 section 3.2.2.2 says.
  @inlinable
  package mutating func appendEscaped(_ text: borrowing Span<UInt8>) {
    var plainFrom = 0
    for index in 0..<text.count {
      let byte = text[index]
      guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
      appendPlain(text, plainFrom..<index)
      appendEscape(of: byte)
      plainFrom = index + 1
    }
    appendPlain(text, plainFrom..<text.count)
  }

  @usableFromInline
  mutating func appendPlain(_ text: borrowing Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    text.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  @usableFromInline
  mutating func appendEscape(of byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x22, 0x5C: bytes.append(byte)
    default:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
      bytes.append(byte & 15 < 10 ? 48 + (byte & 15) : 87 + (byte & 15))
    }
  }

  @inlinable
  mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  #if DEBUG
  // The empty name may come first in an object, so "nothing yet" is nil and not "".
  @usableFromInline
  mutating func checkOrder(_ name: String) {
    guard let last = openObjects.last else { return }
    precondition(
      last.map { precedesInCanonicalOrder($0, name) } ?? true,
      "members are written in canonical order"
    )
    openObjects[openObjects.count - 1] = name
  }
  #endif
}

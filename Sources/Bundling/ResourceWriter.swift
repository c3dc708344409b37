import CanonicalJSON
import RecordModel

/// Writes resources by pieces of JSON text, in canonical form, into a buffer of its own.
///
/// The same as `CanonicalJSONWriter` does by name and value, for resources that come by the million:
/// pieces that are the same in all of them are copied whole, and nothing is checked but room. Names
/// inside pieces are in canonical order because the pieces were written so; a law in the tests
/// holds every line against its canonical form.
struct ResourceWriter: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes written so far.
  private(set) var count = 0
  private var needsComma = false

  init(reserving capacity: Int) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// What was written, for pieces made once.
  var array: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// Hands everything over and begins anew.
  mutating func drain(into json: inout CanonicalJSONWriter) {
    json.bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    count = 0
    needsComma = false
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  /// Appends a piece of JSON text.
  ///
  /// A comma goes before a piece that begins a member or an element after another one. A piece may
  /// end inside a string (`"value":"`), whose text then follows, and another piece closes it.
  @inline(__always)
  mutating func piece(_ text: StaticString) {
    piece(text.utf8Start, text.utf8CodeUnitCount)
  }

  /// Appends a piece made once for all resources, by the rules of `piece`.
  mutating func piece(prebuilt text: [UInt8]) {
    text.withUnsafeBufferPointer { buffer in
      if let first = buffer.baseAddress { piece(first, buffer.count) }
    }
  }

  @inline(__always)
  private mutating func piece(_ text: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length + 1)
    if needsComma, text[0] == UInt8(ascii: "\"") || text[0] == UInt8(ascii: "{") {
      start[count] = UInt8(ascii: ",")
      count += 1
    }
    (start + count).update(from: text, count: length)
    count += length
    needsComma = Self.needsComma(after: text[length - 1], length > 1 ? text[length - 2] : 0)
  }

  /// A quote after `:`, `[` or `,` opens a string; any other closes one.
  @inline(__always)
  private static func needsComma(after last: UInt8, _ before: UInt8) -> Bool {
    if last == UInt8(ascii: "}") || last == UInt8(ascii: "]") { return true }
    guard last == UInt8(ascii: "\"") else { return false }
    return before != UInt8(ascii: ":") && before != UInt8(ascii: "[")
      && before != UInt8(ascii: ",")
  }

  /// Begins a string that is an element of an array.
  mutating func beginString() {
    if needsComma { append(UInt8(ascii: ",")) }
    append(UInt8(ascii: "\""))
  }

  mutating func endString() {
    append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Appends one byte inside an open string.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  /// Appends so many bytes inside an open string, each as `byte` says.
  @inline(__always)
  mutating func append(_ length: Int, _ byte: (Int) -> UInt8) {
    reserve(length)
    for index in 0..<length { start[count + index] = byte(index) }
    count += length
  }

  /// Appends bytes that need no escape inside an open string.
  @inline(__always)
  mutating func appendPlain(_ text: borrowing Span<UInt8>) {
    reserve(text.count)
    for index in 0..<text.count { start[count + index] = text[index] }
    count += text.count
  }

  /// Appends plain ASCII inside an open string.
  @inline(__always)
  mutating func appendPlain(_ text: StaticString) {
    reserve(text.utf8CodeUnitCount)
    (start + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  /// Appends an id inside an open string.
  @inline(__always)
  mutating func id(_ id: borrowing WrittenId) {
    reserve(36)
    id.digits.writeUUID(to: start + count)
    count += 36
  }

  /// Appends 32 hexadecimal digits inside an open string.
  mutating func hex(_ key: Key128) {
    reserve(32)
    HexDigits(key).write(to: start + count)
    count += 32
  }

  /// Appends text inside an open string, escaped as RFC 8785 section 3.2.2.2 says.
  mutating func appendEscaped(_ text: borrowing Span<UInt8>) {
    reserve(text.count)
    let target = start + count
    for index in 0..<text.count {
      let byte = text[index]
      guard byte >= 0x20, byte != 0x22, byte != 0x5C else {
        count += index
        return appendWithEscapes(text, from: index)
      }
      target[index] = byte
    }
    count += text.count
  }

  @inline(never)
  private mutating func appendWithEscapes(_ text: borrowing Span<UInt8>, from index: Int) {
    var json = CanonicalJSONWriter(reserving: 256)
    json.appendEscaped(text.extracting(index..<text.count))
    appendPlain(json.bytes.span)
  }

  /// Replaces one byte by others, somewhere in what was written.
  mutating func replaceByte(at offset: Int, with bytes: [UInt8]) {
    reserve(bytes.count)
    let tail = count - offset - 1
    (start + offset + bytes.count).update(from: start + offset + 1, count: tail)
    for (index, byte) in bytes.enumerated() { start[offset + index] = byte }
    count += bytes.count - 1
  }
}

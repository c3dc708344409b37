/// Stands in for the Digests room while fuzzing: the same calls, quick mixing instead of SHA.
///
/// What is fuzzed are our readers. A hundred times more files are read in the same hour, and the
/// build needs no cryptography.
package struct SHA256Digester: Sendable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// Takes more bytes.
  package mutating func update(_ bytes: borrowing Span<UInt8>) {
    state = stableHash(bytes, seed: state)
  }

  /// Takes more bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// Four words that go by all bytes so far.
  package func words() -> (UInt64, UInt64, UInt64, UInt64) {
    (state, state &* 3, state &* 5, state &* 7)
  }
}

package func sha256(_ bytes: borrowing Span<UInt8>) -> (UInt64, UInt64, UInt64, UInt64) {
  var digester = SHA256Digester()
  digester.update(bytes)
  return digester.words()
}

/// Bytes behind a text that its padding may need.
package let sha256Padding = 72

/// The real one writes a padding behind the text: so does this one.
package func sha256(
  padding buffer: inout MutableSpan<UInt8>,
  count: Int
) -> (UInt64, UInt64, UInt64, UInt64) {
  precondition(buffer.count >= count + sha256Padding, "the buffer has room for the padding")
  return buffer.withUnsafeMutableBytes { bytes in
    for at in count..<count + sha256Padding { bytes[at] = 0x80 }
    var digester = SHA256Digester()
    digester.update(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    return digester.words()
  }
}

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

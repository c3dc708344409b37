import Crypto

/// SHA-256 over bytes that come in pieces.
package struct SHA256Digester: Sendable {
  private var state = SHA256()

  package init() {}

  /// Takes more bytes.
  package mutating func update(_ bytes: borrowing Span<UInt8>) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// Takes more bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    state.update(bufferPointer: bytes)
  }

  /// The digest of all bytes so far, as four big-endian words.
  package func words() -> (UInt64, UInt64, UInt64, UInt64) {
    state.finalize().withUnsafeBytes { bytes in
      (word(bytes, 0), word(bytes, 8), word(bytes, 16), word(bytes, 24))
    }
  }
}

/// SHA-256 of bytes at hand, as four big-endian words.
package func sha256(_ bytes: borrowing Span<UInt8>) -> (UInt64, UInt64, UInt64, UInt64) {
  var digester = SHA256Digester()
  digester.update(bytes)
  return digester.words()
}

/// The name-based UUID of RFC 9562 section 5.5 (version 5, SHA-1), as two big-endian words.
package func uuidVersion5(
  namespace: (UInt64, UInt64),
  name: borrowing Span<UInt8>
) -> (UInt64, UInt64) {
  withUnsafeTemporaryAllocation(byteCount: 16 + name.count, alignment: 8) { text in
    text.storeBytes(of: namespace.0.bigEndian, as: UInt64.self)
    text.storeBytes(of: namespace.1.bigEndian, toByteOffset: 8, as: UInt64.self)
    name.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(rebasing: text[16...]).copyMemory(from: $0)
    }
    return Insecure.SHA1.hash(data: UnsafeRawBufferPointer(text)).withUnsafeBytes { bytes in
      let high = word(bytes, 0) & ~0xF000 | 0x5000
      let low = word(bytes, 8) & ~(0b11 << 62) | 0b10 << 62
      return (high, low)
    }
  }
}

/// SHA-1, which FHIR's `Attachment.hash` asks for, as 20 bytes.
package func sha1(_ bytes: borrowing Span<UInt8>) -> [UInt8] {
  bytes.withUnsafeBytes { Array(Insecure.SHA1.hash(data: $0)) }
}

private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
  UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

import CBoringSHA

/// Bytes behind a text that its padding may need.
package let sha256Padding = 72

/// SHA-256 of a short text in a buffer of the caller's, as four big-endian words: nothing is allocated.
///
/// For the digests of rows, of which an export has two each. The text's padding is written behind it.
package func sha256(
  padding buffer: inout MutableSpan<UInt8>,
  count: Int
) -> (UInt64, UInt64, UInt64, UInt64) {
  precondition(buffer.count >= count + sha256Padding, "the buffer has room for the padding")
  return buffer.withUnsafeMutableBytes { bytes in
    let blocks = (count + 9 + 63) / 64
    bytes[count] = 0x80
    for at in count + 1..<blocks * 64 - 8 { bytes[at] = 0 }
    bytes.storeBytes(
      of: UInt64(count * 8).bigEndian,
      toByteOffset: blocks * 64 - 8,
      as: UInt64.self
    )
    var state: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
      0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
    )
    withUnsafeMutableBytes(of: &state) { words in
      let state = words.assumingMemoryBound(to: UInt32.self).baseAddress
      let data = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: UInt8.self)
      CCryptoBoringSSL_SHA256_TransformBlocks(state, data, blocks)
    }
    return (
      joined(state.0, state.1), joined(state.2, state.3), joined(state.4, state.5),
      joined(state.6, state.7)
    )
  }
}

private func joined(_ high: UInt32, _ low: UInt32) -> UInt64 { UInt64(high) << 32 | UInt64(low) }

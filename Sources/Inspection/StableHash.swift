/// A 64-bit hash of a value, the same in every process and on every machine; never 0.
///
/// Eight bytes at a time by multiply and fold, finished by the mixer of MurmurHash3. For counting
/// only: whoever makes an export on purpose so that values collide gets a wrong count and nothing else.
@inline(__always)
func countingHash(_ bytes: borrowing Span<UInt8>) -> UInt64 {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
  bytes.withUnsafeBytes { buffer in
    var at = 0
    while at + 8 <= buffer.count {
      let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      hash = (hash ^ word) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
      at += 8
    }
    var rest: UInt64 = 0
    while at < buffer.count {
      rest = rest << 8 | UInt64(buffer[at])
      at += 1
    }
    hash = (hash ^ rest) &* 0xc4ce_b9fe_1a85_ec53
  }
  hash ^= hash >> 33
  hash = hash &* 0xff51_afd7_ed55_8ccd
  hash ^= hash >> 29
  return hash == 0 ? 1 : hash
}

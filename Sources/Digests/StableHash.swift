/// A 64-bit hash with the same value in every process and on every machine: FNV-1a, finished by the
/// mixer of MurmurHash3.
///
/// For tables in memory; never for identity.
@inlinable
package func stableHash(
  _ bytes: borrowing Span<UInt8>,
  seed: UInt64 = 0xcbf2_9ce4_8422_2325
) -> UInt64 {
  var hash = seed
  for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
  hash ^= hash >> 33
  hash = hash &* 0xff51_afd7_ed55_8ccd
  hash ^= hash >> 33
  hash = hash &* 0xc4ce_b9fe_1a85_ec53
  return hash ^ hash >> 33
}

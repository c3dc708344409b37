import Digests
import RecordModel

/// The key of a text, `.none` when it is empty; two texts share one with a chance of 2^-128.
///
/// Ids of people may be guessed by whoever writes a file, so it is SHA-256 and no quick hash.
func textKey(of range: Range<Int>, in bytes: borrowing Span<UInt8>) -> Key128 {
  guard !range.isEmpty else { return .none }
  let words = sha256(bytes.extracting(range))
  return Key128(high: words.0, low: words.1)
}

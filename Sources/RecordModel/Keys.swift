/// A SHA-256 digest: how exports, parts and files are known.
package struct ContentDigest: Sendable, Hashable, Comparable {
  /// The 32 bytes as four big-endian words, so that words order as bytes do.
  package let words: (UInt64, UInt64, UInt64, UInt64)

  @inlinable
  package init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// Reads 64 hexadecimal digits; nil for anything else.
  package init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var words: [UInt64] = []
    for start in stride(from: 0, to: 64, by: 16) {
      guard
        let word = UInt64(String(decoding: digits[start..<start + 16], as: UTF8.self), radix: 16)
      else { return nil }
      words.append(word)
    }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// 64 lower-case hexadecimal digits.
  package var hex: String {
    var bytes: [UInt8] = []
    for word in [words.0, words.1, words.2, words.3] { appendHex(of: word, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func == (left: Self, right: Self) -> Bool { left.words == right.words }
  package static func < (left: Self, right: Self) -> Bool { left.words < right.words }
  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

/// 128 bits that stand for a row, a content or a record number: the first half of a SHA-256.
///
/// Two different things share a key with a chance of 2^-128 a pair; at 10^9 rows that is below 10^-20.
package struct Key128: Sendable, Hashable, Comparable {
  /// First and second eight bytes, big-endian, so that words order as bytes do.
  package let high: UInt64, low: UInt64

  @inlinable
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// No key.
  package static let none = Key128(high: 0, low: 0)

  @inlinable
  package static func == (left: Self, right: Self) -> Bool {
    left.high == right.high && left.low == right.low
  }

  @inlinable
  package static func < (left: Self, right: Self) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }

  /// Writes 32 lower-case hexadecimal digits.
  @inlinable
  package func writeHex(to bytes: inout [UInt8]) {
    appendHex(of: high, to: &bytes)
    appendHex(of: low, to: &bytes)
  }

  /// Writes the key in UUID form: 8-4-4-4-12 hexadecimal digits.
  @inlinable
  package func writeUUID(to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 36) { text in
      var at = 0
      for digit in 0..<32 {
        if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
          text[at] = UInt8(ascii: "-")
          at += 1
        }
        let word = digit < 16 ? high : low
        text[at] = hexDigit(UInt8(truncatingIfNeeded: word >> UInt64((15 - digit & 15) * 4) & 15))
        at += 1
      }
      bytes.append(contentsOf: text)
    }
  }

  /// The UUID form as text, for messages and manifests.
  package var uuidText: String {
    var bytes: [UInt8] = []
    writeUUID(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// 32 hexadecimal digits as text.
  package var hex: String {
    var bytes: [UInt8] = []
    writeHex(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Known for ever: source and document number, or without one the source and what the cells say.
package typealias RowKey = Key128
/// What a row says: source, row key and every cell as read.
///
/// Cited by Provenance.
package typealias RowDigest = Key128

@usableFromInline
func hexDigit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 48 + nibble : 87 + nibble }

@usableFromInline
func appendHex(of word: UInt64, to bytes: inout [UInt8]) {
  for shift in stride(from: 60, through: 0, by: -4) {
    bytes.append(hexDigit(UInt8(truncatingIfNeeded: word >> UInt64(shift) & 15)))
  }
}

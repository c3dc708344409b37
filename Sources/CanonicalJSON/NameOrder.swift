/// The order of names in canonical JSON: by UTF-16 code units (RFC 8785 section 3.2.3), found in the UTF-8.
enum NameOrder {
  /// Makes sure that the second name, whose quote is at `place`, comes after the first.
  static func check(
    _ first: CanonicalTokens.Token,
    _ second: CanonicalTokens.Token,
    at place: Int,
    _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) {
    var (left, right) = (Letters(first), Letters(second))
    while true {
      guard let next = right.next(bytes) else {
        let isSame = left.next(bytes) == nil
        throw JSONError(isSame ? .duplicateName : .namesOutOfOrder, at: place)
      }
      guard let known = left.next(bytes) else { return }
      if known < next { return }
      guard known == next else { throw JSONError(.namesOutOfOrder, at: place) }
    }
  }

  /// The bytes of a name without its escapes, so changed that they order as UTF-16 does.
  private struct Letters {
    private var at: Int
    private let end: Int

    init(_ name: CanonicalTokens.Token) {
      at = Int(name.start)
      end = Int(name.end)
    }

    mutating func next(_ bytes: borrowing Span<UInt8>) -> UInt8? {
      guard at < end else { return nil }
      let byte = bytes[at]
      at += 1
      guard byte == UInt8(ascii: "\\") else {
        // U+E000 to U+FFFF come after the surrogates that all four-byte characters are made of.
        return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte
      }
      return escaped(bytes)
    }

    /// Canonical escapes are of ASCII characters only.
    private mutating func escaped(_ bytes: borrowing Span<UInt8>) -> UInt8 {
      let letter = bytes[at]
      at += 1
      switch letter {
      case UInt8(ascii: "b"): return 0x08
      case UInt8(ascii: "t"): return 0x09
      case UInt8(ascii: "n"): return 0x0A
      case UInt8(ascii: "f"): return 0x0C
      case UInt8(ascii: "r"): return 0x0D
      case UInt8(ascii: "u"):
        let digit = bytes[at + 3]
        let low = digit < UInt8(ascii: "a") ? digit - 48 : digit - 87
        let isSecondRow = bytes[at + 2] == UInt8(ascii: "1")
        at += 4
        return isSecondRow ? low + 16 : low
      default: return letter
      }
    }
  }
}

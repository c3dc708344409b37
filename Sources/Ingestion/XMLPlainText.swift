import Glibc

/// The text of a row in plain writing, walked from left to right.
struct XMLPlainText {
  /// A name as it is written.
  struct Name {
    var bytes: UnsafePointer<UInt8>
    var length: Int
    /// Made of its last eight bytes: names of one length and key are the same up to that length.
    var key: UInt64

    @inline(__always)
    func isSame(as other: Name) -> Bool {
      key == other.key && length == other.length
        && (length <= 8 || memcmp(bytes, other.bytes, length) == 0)
    }
  }

  let base: UnsafePointer<UInt8>
  /// Nothing from here on may be looked at.
  let limit: Int
  var at: Int
  /// All bytes of texts and values, one over the other: says whether one is above ASCII.
  private(set) var high: UInt8 = 0
  private let kinds: UnsafePointer<UInt8>

  init(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, kinds: UnsafePointer<UInt8>) {
    self.base = base
    self.kinds = kinds
    at = range.lowerBound
    limit = range.upperBound
  }

  private static let isText: UInt8 = 1
  private static let isName: UInt8 = 2
  private static let beginsName: UInt8 = 4
  private static let isSpace: UInt8 = 8
  private static let isValue: UInt8 = 16

  /// What each byte may be; 256 places, which the caller frees.
  static func makeKinds() -> UnsafeMutablePointer<UInt8> {
    let kinds = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 { kinds[byte] = kind(UInt8(byte)) }
    return kinds
  }

  private static func kind(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      isText | isValue | isName | beginsName
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      isText | isValue | isName
    case UInt8(ascii: "<"), UInt8(ascii: "&"): 0
    // `]]>` is forbidden in text.
    case UInt8(ascii: ">"): isValue
    case UInt8(ascii: "\""), UInt8(ascii: "'"): isText
    case 0x20: isText | isValue | isSpace
    // In a value these would become spaces.
    case 0x09, 0x0A, 0x0D: isText | isSpace
    case 0x21...0xFF: isText | isValue
    default: 0
    }
  }

  @inline(__always)
  private func isKind(_ kind: UInt8) -> Bool { kinds[Int(base[at])] & kind != 0 }

  /// The next byte.
  @inline(__always)
  var byte: UInt8 { base[at] }

  /// Says whether a name begins here.
  @inline(__always)
  var beginsName: Bool { isKind(Self.beginsName) }

  @inline(__always)
  var isSpace: Bool { isKind(Self.isSpace) }

  /// Steps over white space.
  @inline(__always)
  mutating func skipSpace() {
    while at < limit, isKind(Self.isSpace) { at += 1 }
  }

  /// Steps over a name that begins here.
  @inline(__always)
  mutating func takeName() -> Name {
    let start = at
    var key = UInt64(base[at])
    at += 1
    while at < limit, isKind(Self.isName) {
      key = key << 8 | UInt64(base[at])
      at += 1
    }
    return Name(bytes: base + start, length: at - start, key: key)
  }

  /// Steps over text.
  @inline(__always)
  mutating func skipText() {
    while at < limit, isKind(Self.isText) {
      high |= base[at]
      at += 1
    }
  }

  /// Steps over an attribute's value up to the quote that ends it, or to what a plain value has not.
  @inline(__always)
  mutating func skipValue(to quote: UInt8) {
    while at < limit {
      if !isKind(Self.isValue) {
        let isOtherQuote =
          base[at] != quote && (base[at] == UInt8(ascii: "\"") || base[at] == UInt8(ascii: "'"))
        guard isOtherQuote else { return }
      }
      high |= base[at]
      at += 1
    }
  }
}

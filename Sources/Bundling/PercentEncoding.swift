/// Which bytes of a text may stand in a URI as they are (RFC 3986).
enum URIText {
  /// One step of a path: everything that is a delimiter anywhere is encoded.
  case segment
  /// A file path: steps with `/` between them; `\` of Windows paths becomes `/`.
  case path
  /// A whole URL as somebody wrote it: only what no URI may hold is encoded.
  case url
}

extension ResourceWriter {
  /// Appends text as part of a URI: `%` and two upper-case hexadecimal digits for the rest.
  ///
  /// What is appended is plain ASCII without anything that JSON escapes.
  mutating func appendURI(_ text: borrowing Span<UInt8>, keeping kept: URIText) {
    for index in 0..<text.count {
      let byte = text[index]
      if isKept(byte, by: kept) {
        append(byte)
      } else if byte == UInt8(ascii: "\\"), kept == .path {
        append(UInt8(ascii: "/"))
      } else {
        append(UInt8(ascii: "%"))
        append(upperHex(byte >> 4))
        append(upperHex(byte & 15))
      }
    }
  }
}

private func upperHex(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 48 + nibble : 55 + nibble }

@inline(__always)
private func isKept(_ byte: UInt8, by kept: URIText) -> Bool {
  switch byte {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"):
    true
  case UInt8(ascii: "/"): kept != .segment
  case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"),
    UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"),
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "@"):
    kept != .segment
  // A colon in a path could make its first step a scheme: `C:/scans`.
  case UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"),
    UInt8(ascii: "["), UInt8(ascii: "]"):
    kept == .url
  default: false
  }
}

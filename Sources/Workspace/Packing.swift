/// How the bytes of a delivered file are packed.
package enum Packing: String, Sendable {
  case plain, gzip, zip

  /// Tells it by the first bytes, whatever the file is called: no text and no markup begins so.
  init(firstBytes bytes: borrowing Span<UInt8>) {
    func begins(_ magic: [UInt8]) -> Bool {
      bytes.count >= magic.count && magic.indices.allSatisfy { bytes[$0] == magic[$0] }
    }
    if begins([0x1F, 0x8B]) {
      self = .gzip
    } else if begins(Self.zipMember) || begins(Self.zipEnd) || begins(Self.zipSplit) {
      self = .zip
    } else {
      self = .plain
    }
  }

  private static let zipMember: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  /// A zip of no file at all is only its end.
  private static let zipEnd: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let zipSplit: [UInt8] = [0x50, 0x4B, 0x07, 0x08]

  /// What a content is when it is packed once more, in words; nil for what can be read.
  ///
  /// `head` are its first 512 bytes, or all of it.
  static func archive(beginning head: borrowing Span<UInt8>) -> String? {
    switch Packing(firstBytes: head) {
    case .gzip: return "a gzip file"
    case .zip: return "a zip file"
    case .plain: break
    }
    let tar = Array("ustar".utf8)
    guard head.count >= 262, tar.indices.allSatisfy({ head[257 + $0] == tar[$0] }) else {
      return nil
    }
    return "a tar file"
  }
}

/// A name from outside as it may be printed: without control characters and marks that turn text round.
package func printable(_ name: String) -> String {
  var text = ""
  for scalar in name.unicodeScalars {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      text += "?"
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text
}

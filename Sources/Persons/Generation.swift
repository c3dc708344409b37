/// Which of several bearers of one name in a family somebody is.
package enum Generation: UInt8, Sendable {
  case senior = 1
  case junior, second, third, fourth, fifth

  /// Reads a suffix in the one form that normalization gives it; nil for degrees and the like.
  package init?(suffix: borrowing Span<UInt8>) {
    var letters: UInt64 = 0
    for index in suffix.indices {
      let byte = suffix[index] & 0xDF
      // A degree may follow: what stands first counts.
      guard byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") else { break }
      letters = letters << 8 | UInt64(byte)
    }
    switch letters {
    case 0x5352: self = .senior
    case 0x4A52: self = .junior
    case 0x4949: self = .second
    case 0x4949_49: self = .third
    case 0x4956: self = .fourth
    case 0x56: self = .fifth
    default: return nil
    }
  }
}

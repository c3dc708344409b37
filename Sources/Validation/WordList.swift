/// Words or phrases looked for in short texts, whatever their case.
///
/// A word is found where a word begins, so that `labor and delivery` is not found in `laboratory`,
/// and not after a hyphen: `non-gynecology` says the opposite. Cost: about a nanosecond a byte.
struct WordList {
  private let words: [[UInt8]]
  /// Bit n stands for the n-th letter: some word begins with it.
  private let initials: UInt32

  /// Takes lower-case ASCII words that begin with a letter.
  init(_ words: String...) {
    self.words = words.map { Array($0.utf8) }
    initials = self.words.reduce(0) { $0 | 1 &<< UInt32($1[0] & 31) }
  }

  /// Says whether one of the words begins somewhere in a range of the text.
  func occurs(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var before: UInt8 = 0
    for index in range {
      let byte = Self.folded(text[index])
      if Self.isLetter(byte), !Self.isLetter(before), before != UInt8(ascii: "-"),
        initials &>> UInt32(byte & 31) & 1 != 0, beginsWord(text, index..<range.upperBound)
      {
        return true
      }
      before = byte
    }
    return false
  }

  private func beginsWord(_ text: Span<UInt8>, _ rest: Range<Int>) -> Bool {
    words.contains { word in
      guard word.count <= rest.count else { return false }
      for index in word.indices where Self.folded(text[rest.lowerBound + index]) != word[index] {
        return false
      }
      return true
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  // Bytes above ASCII belong to letters of other alphabets.
  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte >= 0x80
  }
}

/// What values of a column look like: kinds that tell fields apart.
package enum ValueKind: Int, CaseIterable, Sendable {
  /// A date in numbers that can only be month first, only day first, both; or begins with the year.
  case monthFirst, dayFirst, eitherOrder, yearFirst
  /// Eight digits that are year, month and day.
  case compactDate
  /// A date whose year has two digits; counted beside its order.
  case twoDigitYear
  /// Letters, a comma, letters.
  case commaName
  /// Letters and name signs only.
  case letters
  case digits
  /// Letters and digits, as in a date in words.
  case wordsAndDigits
  /// Nine digits, or three, two and four with hyphens.
  case socialSecurity
  case phone
  case postalCode
  /// Ends in a dot and two to four letters, as `0001.tif`.
  case filePath
  case sexLetter, sexWord, sexOne, sexTwo, sexZero, sexNine
}

/// Decides what a value looks like; keeps nothing.
enum ValueKinds {
  /// Calls `found` with each kind that fits a value without outer spaces.
  @inline(__always)
  static func of(_ value: borrowing Span<UInt8>, _ found: (ValueKind) -> Void) {
    let traits = Traits(value)
    let isPath = traits.isFilePath(length: value.count)
    if isPath { found(.filePath) }
    if traits.digits > 0, !isPath { ofDigits(value, traits, found) }
    if traits.digits == 0, traits.letters > 0 { ofLetters(value, traits, found) }
    if value.count <= 7 { ofSex(value, found) }
  }

  /// What the bytes of a value are, counted once.
  struct Traits {
    var digits = 0
    var letters = 0
    var commas = 0
    var hyphens = 0
    var others = 0
    var firstComma = 0
    var lastDot = -1
    var lettersBehindDot = 0

    func isFilePath(length: Int) -> Bool {
      lastDot > 0 && digits > 0 && lettersBehindDot > 0 && (2...4).contains(length - lastDot - 1)
    }

    @inline(__always)
    init(_ value: borrowing Span<UInt8>) {
      for index in value.indices {
        let byte = value[index]
        switch byte {
        case 0x30...0x39: digits += 1
        case 0x41...0x5A, 0x61...0x7A, 0x80...0xFF:
          letters += 1
          lettersBehindDot += 1
        case UInt8(ascii: ","):
          if commas == 0 { firstComma = index }
          commas += 1
        case UInt8(ascii: "-"): hyphens += 1
        case UInt8(ascii: "."):
          lastDot = index
          lettersBehindDot = 0
        case 0x20, UInt8(ascii: "'"): break
        default: others += 1
        }
      }
    }
  }

  private static func ofDigits(
    _ value: borrowing Span<UInt8>,
    _ traits: Traits,
    _ found: (ValueKind) -> Void
  ) {
    let count = value.count
    if traits.digits == count {
      found(.digits)
      if count == 9 { found(.socialSecurity) }
      if count == 5 || count == 9 { found(.postalCode) }
      if count == 10 { found(.phone) }
      if count == 8, NumericDates.isCompact(value) { found(.compactDate) }
      return
    }
    if traits.digits == 9, traits.hyphens == 2, count == 11, value[3] == 0x2D, value[6] == 0x2D {
      return found(.socialSecurity)
    }
    if traits.digits == 9, count == 10, value[5] == 0x2D { return found(.postalCode) }
    if let date = NumericDates.kind(value) {
      found(date.kind)
      if date.hasShortYear { found(.twoDigitYear) }
      return
    }
    if traits.letters >= 3, count <= 20 { found(.wordsAndDigits) }
    if traits.letters == 0, (10...11).contains(traits.digits), count <= 18 { found(.phone) }
  }

  private static func ofLetters(
    _ value: borrowing Span<UInt8>,
    _ traits: Traits,
    _ found: (ValueKind) -> Void
  ) {
    guard traits.others == 0 else { return }
    if traits.commas == 0 { return found(.letters) }
    if traits.commas <= 2, traits.firstComma > 0, traits.firstComma < value.count - 1 {
      found(.commaName)
    }
  }

  private static func ofSex(_ value: borrowing Span<UInt8>, _ found: (ValueKind) -> Void) {
    if value.count == 1 {
      switch value[0] | 0x20 {
      case UInt8(ascii: "m"), UInt8(ascii: "f"), UInt8(ascii: "u"), UInt8(ascii: "o"):
        found(.sexLetter)
      default: break
      }
      switch value[0] {
      case UInt8(ascii: "0"): found(.sexZero)
      case UInt8(ascii: "1"): found(.sexOne)
      case UInt8(ascii: "2"): found(.sexTwo)
      case UInt8(ascii: "9"): found(.sexNine)
      default: break
      }
    } else if isWord(value, "male") || isWord(value, "female") || isWord(value, "unknown")
      || isWord(value, "other")
    {
      found(.sexWord)
    }
  }

  private static func isWord(_ value: borrowing Span<UInt8>, _ word: StaticString) -> Bool {
    guard value.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for index in value.indices where value[index] | 0x20 != letters[index] { return false }
      return true
    }
  }
}

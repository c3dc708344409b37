/// What is worth knowing of each name of an index, by its number.
struct NameFacts: Sendable {
  /// The first letter; 0 for "missing".
  private(set) var initials: [UInt8] = [0]
  private(set) var secondLetters: [UInt8] = [0]
  /// The code of Soundex (US National Archives' rules), packed.
  private(set) var soundex: [UInt32] = [0]
  /// The full names that a name may stand for, and where each name's end.
  private(set) var fullNames: [UInt16] = []
  private(set) var fullNameEnds: [UInt32] = [0]
  /// How rare it is as a given and as a family name: milli-bits, -1000 log2 of its share.
  private(set) var givenRarity: [Int32] = [0]
  private(set) var familyRarity: [Int32] = [0]

  init(_ names: NameIndex, _ frequencies: NameFrequencies) {
    let nicknames = Nicknames.table
    names.letters.withUnsafeBufferPointer { letters in
      for number in 1..<names.last + 1 {
        let range = names.range(UInt32(number))
        let name = UnsafeBufferPointer(rebasing: letters[range])
        initials.append(name[0])
        secondLetters.append(name.count > 1 ? name[1] : 0)
        soundex.append(Self.soundex(name))
        let text = String(decoding: name, as: UTF8.self)
        fullNames.append(contentsOf: nicknames[text] ?? [])
        fullNameEnds.append(UInt32(fullNames.count))
        givenRarity.append(frequencies.given[text] ?? frequencies.otherGiven)
        familyRarity.append(frequencies.family[text] ?? frequencies.otherFamily)
      }
    }
  }

  /// The full names that a name stands for, itself among them; empty where none is known.
  @inline(__always)
  func fullNames(of number: UInt32) -> ArraySlice<UInt16> {
    number == 0
      ? [] : fullNames[Int(fullNameEnds[Int(number) - 1])..<Int(fullNameEnds[Int(number)])]
  }

  /// Says whether two names can be one full name's.
  func areNicknames(_ left: UInt32, _ right: UInt32) -> Bool {
    let (left, right) = (fullNames(of: left), fullNames(of: right))
    return left.contains { right.contains($0) }
  }

  /// Letter and three digits: names that sound alike in English share it.
  static func soundex(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var code = UInt32(name[0])
    var digits = 0
    var last = Self.digit(name[0])
    for letter in name.dropFirst() where digits < 3 {
      let digit = Self.digit(letter)
      // H and W do not part letters of one sound, vowels do.
      if digit == 7 { continue }
      if digit != 0, digit != last {
        code = code << 8 | UInt32(digit)
        digits += 1
      }
      last = digit
    }
    while digits < 3 {
      code <<= 8
      digits += 1
    }
    return code
  }

  private static func digit(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "B"), UInt8(ascii: "F"), UInt8(ascii: "P"), UInt8(ascii: "V"): 1
    case UInt8(ascii: "C"), UInt8(ascii: "G"), UInt8(ascii: "J"), UInt8(ascii: "K"),
      UInt8(ascii: "Q"), UInt8(ascii: "S"), UInt8(ascii: "X"), UInt8(ascii: "Z"):
      2
    case UInt8(ascii: "D"), UInt8(ascii: "T"): 3
    case UInt8(ascii: "L"): 4
    case UInt8(ascii: "M"), UInt8(ascii: "N"): 5
    case UInt8(ascii: "R"): 6
    case UInt8(ascii: "H"), UInt8(ascii: "W"): 7
    default: 0
    }
  }
}

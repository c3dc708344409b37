/// Folding for comparison: `A`-`Z` and `0`-`9` stay, small letters become capitals, marks are taken
/// off letters, everything else goes. The written form is kept elsewhere.
///
/// Covers Latin-1, Latin Extended-A, the Romanian and Vietnamese letters beyond it, and combining marks.
/// Letters of other scripts have no folded form.

/// The capital letter or digit of an ASCII byte; 0 for anything else.
@inline(__always)
func foldedASCII(_ byte: UInt8) -> UInt8 {
  let capital = byte & 0xDF
  if capital &- 65 < 26 { return capital }
  return byte &- 48 < 10 ? byte : 0
}

/// Says whether a byte is an ASCII letter.
@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { (byte & 0xDF) &- 65 < 26 }

/// Says whether a byte is an ASCII digit.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

/// The capital form of an ASCII letter; other bytes as they are.
@inline(__always)
func upperCased(_ byte: UInt8) -> UInt8 { byte &- 97 < 26 ? byte & 0xDF : byte }

/// The letters that a character outside ASCII folds to (0 for none) and the bytes it takes, at least 1.
@inline(never)
func foldedLetters(_ run: Span<UInt8>, at index: Int) -> (first: UInt8, second: UInt8, width: Int) {
  let lead = run[index]
  guard index + 1 < run.count, run[index + 1] & 0xC0 == 0x80 else { return (0, 0, 1) }
  let low = UInt32(run[index + 1] & 0x3F)
  if lead >= 0xC2, lead < 0xE0 {
    let letters = foldedLatin(UInt32(lead & 0x1F) << 6 | low)
    return (letters.0, letters.1, 2)
  }
  guard lead & 0xF0 == 0xE0, index + 2 < run.count, run[index + 2] & 0xC0 == 0x80 else {
    return (0, 0, 1)
  }
  let scalar = UInt32(lead & 0x0F) << 12 | low << 6 | UInt32(run[index + 2] & 0x3F)
  return (foldedVietnamese(scalar), 0, 3)
}

/// U+0080 to U+07FF.
private func foldedLatin(_ scalar: UInt32) -> (UInt8, UInt8) {
  switch scalar {
  case 0xC6, 0xE6: (letter("A"), letter("E"))
  case 0xDE, 0xFE: (letter("T"), letter("H"))
  case 0xDF: (letter("S"), letter("S"))
  case 0x132, 0x133: (letter("I"), letter("J"))
  case 0x152, 0x153: (letter("O"), letter("E"))
  case 0xC0...0xFF: (foldedLatin1(scalar & ~0x20), 0)
  case 0x100...0x17F: (foldedExtendedA(scalar), 0)
  case 0x1A0, 0x1A1: (letter("O"), 0)
  case 0x1AF, 0x1B0: (letter("U"), 0)
  case 0x218, 0x219: (letter("S"), 0)
  case 0x21A, 0x21B: (letter("T"), 0)
  default: (0, 0)
  }
}

/// The capitals of Latin-1; its small letters are 32 places on.
private func foldedLatin1(_ scalar: UInt32) -> UInt8 {
  switch scalar {
  case 0xC0...0xC5: letter("A")
  case 0xC7: letter("C")
  case 0xC8...0xCB: letter("E")
  case 0xCC...0xCF: letter("I")
  case 0xD0: letter("D")
  case 0xD1: letter("N")
  case 0xD2...0xD6, 0xD8: letter("O")
  case 0xD9...0xDC: letter("U")
  case 0xDD: letter("Y")
  default: scalar == 0xDF ? letter("Y") : 0
  }
}

/// Latin Extended-A, in the order of its code chart.
private func foldedExtendedA(_ scalar: UInt32) -> UInt8 {
  switch scalar {
  case 0x100...0x105: letter("A")
  case 0x106...0x10D: letter("C")
  case 0x10E...0x111: letter("D")
  case 0x112...0x11B: letter("E")
  case 0x11C...0x123: letter("G")
  case 0x124...0x127: letter("H")
  case 0x128...0x131: letter("I")
  case 0x134, 0x135: letter("J")
  case 0x136...0x138: letter("K")
  case 0x139...0x142: letter("L")
  case 0x143...0x14B: letter("N")
  case 0x14C...0x151: letter("O")
  case 0x154...0x159: letter("R")
  case 0x15A...0x161, 0x17F: letter("S")
  case 0x162...0x167: letter("T")
  case 0x168...0x173: letter("U")
  case 0x174, 0x175: letter("W")
  case 0x176...0x178: letter("Y")
  case 0x179...0x17E: letter("Z")
  default: 0
  }
}

/// U+1EA0 to U+1EF9, and the capital sharp s.
private func foldedVietnamese(_ scalar: UInt32) -> UInt8 {
  switch scalar {
  case 0x1E9E: letter("S")
  case 0x1EA0...0x1EB7: letter("A")
  case 0x1EB8...0x1EC7: letter("E")
  case 0x1EC8...0x1ECB: letter("I")
  case 0x1ECC...0x1EE3: letter("O")
  case 0x1EE4...0x1EF1: letter("U")
  case 0x1EF2...0x1EF9: letter("Y")
  default: 0
  }
}

@inline(__always)
private func letter(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(ascii: scalar) }

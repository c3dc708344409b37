import RecordModel

/// The most characters of a delimiter.
private let longestDelimiter = 8

/// A delimiter as written, or nil for `detect` and for what is none.
///
/// One character, or up to eight that are neither spaces nor tabs: what cells are trimmed of cannot
/// be half of what parts them.
func delimiterText(_ text: String) -> String? {
  if text == "tab" { return "\t" }
  guard (1...longestDelimiter).contains(text.utf8.count), text.utf8.allSatisfy(isDelimiterByte)
  else { return nil }
  let hasSpace = text.utf8.contains(UInt8(ascii: " ")) || text.utf8.contains(UInt8(ascii: "\t"))
  return text.utf8.count == 1 || !hasSpace ? text : nil
}

private func isDelimiterByte(_ byte: UInt8) -> Bool {
  switch byte {
  // What numbers and words are made of, what quotes them and what ends a line separates nothing.
  case 0, UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\""),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"):
    return false
  default: return byte < 0x7F
  }
}

/// The years of `1925-2024`, when they are exactly a hundred.
func years(of text: String) -> ClosedRange<Int>? {
  let halves = text.split(separator: "-", omittingEmptySubsequences: false)
  guard halves.count == 2, halves.allSatisfy({ $0.utf8.count == 4 }),
    let first = wholeNumber(halves[0]), let last = wholeNumber(halves[1]),
    first > 0, last == first + 99
  else { return nil }
  return first...last
}

/// The number of a text of up to twelve digits and nothing else.
func wholeNumber(_ text: some StringProtocol) -> Int? {
  guard (1...12).contains(text.utf8.count),
    text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
  else { return nil }
  return Int(text)
}

/// The amount of a limit: `25` rows, or `0.30%` as 3,000 millionths.
func limitAmount(of text: String) -> Limit.Amount? {
  guard text.hasSuffix("%") else { return wholeNumber(text).map { .rows(UInt64($0)) } }
  let share = text.dropLast().hasSuffix(" ") ? text.dropLast(2) : text.dropLast()
  let halves = share.split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(halves.count), let percent = wholeNumber(halves[0]), percent <= 100 else {
    return nil
  }
  var millionths = percent * 10_000
  if halves.count == 2 {
    guard (1...4).contains(halves[1].utf8.count), var fraction = wholeNumber(halves[1]) else {
      return nil
    }
    for _ in halves[1].utf8.count..<4 { fraction *= 10 }
    millionths += fraction
  }
  return millionths <= 1_000_000 ? .partsPerMillion(UInt64(millionths)) : nil
}

import RecordModel

/// A small generator with a seed that can be printed and given again.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(truncatingIfNeeded: next() % UInt64(limit)) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

extension SplitMix64 {
  /// Values with everything that JSON and URIs escape, and some that repeat.
  private static let words = [
    "A", "AB", "B", "M", "MARY", "O'NEIL \"X\"", #"back\slash"#, "tab\there", "line\nfeed",
    "bell\u{7}", "é", "😂", "\u{2028}", "a/b|c", "%41", "JR", "10", "9", "x.tif", "y.PDF", "z.zip",
    "http://loinc.org|18842-5", "|", "ICD10", "2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "</script>",
  ]

  private static let days = ["", "", "1961", "1961-03", "1961-03-04", "2000-02-29", "9999-12-31"]

  mutating func row(_ key: UInt64) -> SyntheticRow {
    var row = SyntheticRow(key)
    row.source = UInt8(below(2))
    row.night = UInt16(1 + below(3))
    row.birth = Self.days[below(Self.days.count)]
    row.death = Self.days[below(Self.days.count)]
    row.service = Self.days[below(Self.days.count)]
    row.scan = Self.days[below(Self.days.count)]
    row.ssn = chance(50) ? 0 : UInt32(1 + below(999_999_999))
    row.pages = chance(50) ? 0 : UInt32(1 + below(30))
    row.sex = Sex(rawValue: UInt8(below(5))) ?? .missing
    let filled = below(101)
    for value in TextValue.allCases where chance(filled) {
      row.texts[value] = Self.words[below(Self.words.count)]
    }
    return row
  }

  /// Up to `most` rows of one person.
  mutating func rows(most: Int) -> [SyntheticRow] {
    (0..<1 + below(most)).map { _ in row(next() >> 1) }
  }
}

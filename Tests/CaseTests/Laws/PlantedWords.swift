import Foundation

/// Words, numbers and dates that stand for a patient and occur nowhere else.
struct PlantedWords: Sendable {
  /// Everything planted, each also in the form that normalizers give it.
  private(set) var all: [String] = []
  private var numbers: SeededNumbers
  private var used: Set<String> = []

  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// Ten letters.
  mutating func word() -> String {
    unique { numbers in
      "Z" + String((0..<9).map { _ in Character(UnicodeScalar(97 + UInt8(numbers.below(26)))) })
    }
  }

  /// Digits after a first one that is no zero.
  mutating func digits(_ count: Int) -> String {
    unique { numbers in
      "2" + String((1..<count).map { _ in Character(UnicodeScalar(48 + UInt8(numbers.below(10)))) })
    }
  }

  /// `271-45-8801`.
  mutating func ssn() -> String {
    let bare = digits(9)
    return keep("\(bare.prefix(3))-\(bare.dropFirst(3).prefix(2))-\(bare.suffix(4))")
  }

  /// `(419) 555-1234`.
  mutating func phone() -> String {
    let bare = digits(10)
    return keep("(\(bare.prefix(3))) \(bare.dropFirst(3).prefix(3))-\(bare.suffix(4))")
  }

  /// `04/17/1931`.
  mutating func date() -> String {
    var day = CalendarDay(&numbers, years: 1900...1999)
    while used.contains(day.iso) { day = CalendarDay(&numbers, years: 1900...1999) }
    used.insert(day.iso)
    _ = keep(day.iso)
    return keep(day.written(by: "NORTH"))
  }

  private mutating func unique(_ make: (inout SeededNumbers) -> String) -> String {
    var made = make(&numbers)
    while !used.insert(made).inserted { made = make(&numbers) }
    return keep(made)
  }

  private mutating func keep(_ text: String) -> String {
    all.append(text)
    return text
  }
}

/// Finds planted words in bytes: as written or in another case, in hexadecimal, in base64.
struct WordFinder: Sendable {
  /// Patterns by their first eight bytes; those of the first kind are upper case.
  private var folded: [UInt64: [Pattern]] = [:]
  private var exact: [UInt64: [Pattern]] = [:]
  /// A bit for each hash of eight bytes that begin a pattern: one look tells nearly every place.
  private var begins = [Bool](repeating: false, count: 1 << 20)

  private struct Pattern: Sendable {
    var bytes: [UInt8]
    var word: Int
  }

  init(_ words: [String]) {
    for (number, word) in words.enumerated() {
      let bytes = Array(word.utf8)
      add(Array(word.uppercased().utf8), number, to: \.folded)
      add(bytes.flatMap { Self.hex($0) }, number, to: \.folded)
      for before in 0..<3 { add(Self.base64(bytes, before: before), number, to: \.exact) }
    }
  }

  /// The number of a word that stands in the bytes; nil when none does.
  func firstWord(in bytes: [UInt8]) -> Int? {
    var (upperKey, key): (UInt64, UInt64) = (0, 0)
    for (index, byte) in bytes.enumerated() {
      upperKey = upperKey << 8 | UInt64(Self.upper(byte))
      key = key << 8 | UInt64(byte)
      guard index >= 7, begins[Self.hash(upperKey)] || begins[Self.hash(key)] else { continue }
      let rest = bytes[(index - 7)...]
      if let found = folded[upperKey]?.first(where: { pattern in
        rest.count >= pattern.bytes.count
          && zip(rest, pattern.bytes).allSatisfy { Self.upper($0) == $1 }
      }) ?? exact[key]?.first(where: { rest.starts(with: $0.bytes) }) {
        return found.word
      }
    }
    return nil
  }

  private mutating func add(
    _ bytes: [UInt8],
    _ word: Int,
    to table: WritableKeyPath<Self, [UInt64: [Pattern]]>
  ) {
    precondition(bytes.count >= 8, "a shorter word would be found by accident")
    let key = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    self[keyPath: table][key, default: []].append(Pattern(bytes: bytes, word: word))
    begins[Self.hash(key)] = true
  }

  private static func upper(_ byte: UInt8) -> UInt8 {
    byte >= 97 && byte <= 122 ? byte - 32 : byte
  }

  private static func hash(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 44) }

  private static func hex(_ byte: UInt8) -> [UInt8] {
    Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16, uppercase: true).utf8)
  }

  /// What base64 makes of a word that so many other bytes stand before, without the digits they share.
  private static func base64(_ word: [UInt8], before: Int) -> [UInt8] {
    let text = Array(Data([UInt8](repeating: 0, count: before) + word).base64EncodedString().utf8)
    let first = (before * 8 + 5) / 6
    return Array(text[first..<(before + word.count) * 8 / 6])
  }
}

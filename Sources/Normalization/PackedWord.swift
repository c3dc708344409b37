/// A short word of letters and digits as one number, so that a table of words is a table of integers.
///
/// Holds up to 16 bytes, the last in the lowest place. A longer word counts on but is not whole, and no
/// table has it.
struct PackedWord: Sendable, Equatable {
  var letters: UInt128 = 0
  var count = 0

  init() {}

  /// Packs the folded letters of one of our own words.
  init(_ text: String) {
    for byte in text.utf8 where foldedASCII(byte) != 0 { append(foldedASCII(byte)) }
  }

  /// Packs the folded letters and digits of a run.
  @inline(__always)
  init(folding run: Span<UInt8>) {
    var index = 0
    while index < run.count {
      let folded = foldedASCII(run[index])
      if folded != 0 {
        append(folded)
      } else if run[index] >= 0x80 {
        index += appendFolded(run, at: index) - 1
      }
      index += 1
    }
  }

  var isEmpty: Bool { count == 0 }

  /// Says whether all letters are in the number.
  @inline(__always)
  var isWhole: Bool { count <= 16 }

  @inline(__always)
  mutating func append(_ letter: UInt8) {
    letters = letters << 8 | UInt128(truncatingIfNeeded: letter)
    count += 1
  }

  /// Appends the folded letters of a character outside ASCII; returns the bytes it took.
  mutating func appendFolded(_ run: Span<UInt8>, at index: Int) -> Int {
    let letters = foldedLetters(run, at: index)
    if letters.first != 0 { append(letters.first) }
    if letters.second != 0 { append(letters.second) }
    return letters.width
  }

  /// This word with another behind it.
  func joined(to other: PackedWord) -> PackedWord {
    guard count + other.count <= 16 else { return PackedWord(letters: 0, count: 17) }
    let shifted = other.count == 16 ? 0 : letters << UInt128(other.count * 8)
    return PackedWord(letters: shifted | other.letters, count: count + other.count)
  }

  /// Says whether the word begins with another.
  @inline(__always)
  func begins(with other: PackedWord) -> Bool {
    guard isWhole, count >= other.count else { return false }
    return letters >> UInt128((count - other.count) &* 8) == other.letters
  }

  /// Says whether it is one character three times or more.
  var repeatsOneCharacter: Bool {
    guard count >= 3, isWhole else { return false }
    let first = letters & 0xFF
    return (1..<count).allSatisfy { letters >> UInt128($0 * 8) & 0xFF == first }
  }

  private init(letters: UInt128, count: Int) {
    self.letters = letters
    self.count = count
  }
}

/// Values by word: a small open table, built once, of one probe in most cases.
struct WordTable<Value: Sendable>: Sendable {
  private var keys: [UInt128]
  private var values: [Value]
  private let shift: UInt64

  /// Builds the table; of two entries with one word the first holds.
  init(_ entries: [(word: String, value: Value)], empty: Value) {
    var bits: UInt64 = 3
    while 1 << bits < entries.count * 4 { bits += 1 }
    shift = 64 - bits
    keys = Array(repeating: 0, count: 1 << bits)
    values = Array(repeating: empty, count: 1 << bits)
    for entry in entries {
      let word = PackedWord(entry.word)
      guard word.isWhole, !word.isEmpty else { continue }
      var slot = firstSlot(word)
      while keys[slot] != 0, keys[slot] != word.letters { slot = (slot + 1) & (keys.count - 1) }
      guard keys[slot] == 0 else { continue }
      keys[slot] = word.letters
      values[slot] = entry.value
    }
  }

  /// The value of a word, or nil.
  @inline(__always)
  func value(of word: PackedWord) -> Value? {
    guard word.isWhole, word.count > 0 else { return nil }
    var slot = firstSlot(word)
    while keys[slot] != 0 {
      if keys[slot] == word.letters { return values[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  @inline(__always)
  private func firstSlot(_ word: PackedWord) -> Int {
    let high = UInt64(truncatingIfNeeded: word.letters >> 64)
    let low = UInt64(truncatingIfNeeded: word.letters)
    let mixed = (low ^ high &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> shift)
  }
}

/// Phrases with the number each stands for, compared by their bytes.
///
/// For texts of any length: document types, state names, a pipeline's own placeholders and codes. The
/// caller brings the phrase in the form it was added in.
struct PhraseTable: Sendable {
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var phrases: [[UInt8]] = []
  private var numbers: [Int] = []

  /// Builds the table; of two equal phrases the first holds.
  ///
  /// Empty phrases are not taken.
  init(_ entries: [(phrase: [UInt8], number: Int)] = []) {
    var size = 8
    while size < entries.count * 3 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for entry in entries where !entry.phrase.isEmpty && number(of: entry.phrase.span) == nil {
      let hash = hashed(entry.phrase.span)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(truncatingIfNeeded: phrases.count)
      hashes.append(hash)
      phrases.append(entry.phrase)
      numbers.append(entry.number)
    }
  }

  var isEmpty: Bool { phrases.isEmpty }

  /// The number of a phrase, or nil.
  func number(of phrase: Span<UInt8>) -> Int? {
    let hash = hashed(phrase)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      let known = phrases[index]
      if hashes[index] == hash, areEqual(known.span, phrase) { return numbers[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}

/// Says whether two runs have the same bytes.
func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
  guard left.count == right.count else { return false }
  for index in left.indices where left[index] != right[index] { return false }
  return true
}

/// A hash for tables in memory: FNV-1a, finished so that its low bits depend on every byte.
func hashed(_ run: Span<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for index in run.indices { hash = (hash ^ UInt64(run[index])) &* 0x100_0000_01b3 }
  hash ^= hash >> 32
  hash = hash &* 0x9E37_79B9_7F4A_7C15
  return hash ^ hash >> 29
}

/// The phrase of a text: upper case, spaces tidied.
///
/// How codes of a map are compared.
func writtenPhrase(_ run: Span<UInt8>) -> [UInt8] {
  var phrase: [UInt8] = []
  appendWrittenPhrase(run, to: &phrase)
  return phrase
}

/// Puts the phrase of a text into a buffer that is used again and again.
func appendWrittenPhrase(_ run: Span<UInt8>, to phrase: inout [UInt8]) {
  var owesSpace = false
  var index = 0
  while index < run.count {
    let width = spaceWidth(run, index)
    if width > 0 {
      owesSpace = !phrase.isEmpty
      index += width
      continue
    }
    if owesSpace { phrase.append(UInt8(ascii: " ")) }
    owesSpace = false
    phrase.append(upperCased(run[index]))
    index += 1
  }
}

/// Puts the words of a text into a buffer: folded letters and digits, one space between words.
///
/// `H&P`, `h. & p.` and `H & P` are one phrase, and so are `DISCH. SUMM` and `Disch-Summ`.
func appendFoldedPhrase(_ run: Span<UInt8>, to phrase: inout [UInt8]) {
  var owesSpace = false
  var index = 0
  while index < run.count {
    let folded = foldedASCII(run[index])
    let isMark = run[index] >= 0x80
    let letters = isMark ? foldedLetters(run, at: index) : (first: folded, second: 0, width: 1)
    index += letters.width
    guard letters.first != 0 else {
      owesSpace = !phrase.isEmpty
      continue
    }
    if owesSpace { phrase.append(UInt8(ascii: " ")) }
    owesSpace = false
    phrase.append(letters.first)
    if letters.second != 0 { phrase.append(letters.second) }
  }
}

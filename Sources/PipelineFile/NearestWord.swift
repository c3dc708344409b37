/// Finds what was probably meant by a word that nobody knows.
enum NearestWord {
  /// Longer lists than this are looked at in part.
  private static let maximumKnown = 200

  /// The nearest of some words, or nil when none is near; of equally near ones the first.
  ///
  /// Near is one change for short words and up to three for long ones, where a change is a letter
  /// more, less or other, or two neighbours swapped (Damerau 1964, restricted).
  static func to(_ word: String, among known: [String]) -> String? {
    let wanted = folded(word)
    guard wanted.count <= 64 else { return nil }
    let most = min(3, max(1, wanted.count / 3))
    var best: (distance: Int, word: String)?
    for candidate in known.prefix(maximumKnown) {
      let distance = distance(wanted, folded(candidate))
      if distance <= most, distance < best?.distance ?? Int.max { best = (distance, candidate) }
    }
    return best?.word
  }

  /// What to type instead: the nearest word, or all there are.
  static func remedy(for word: String, among known: [String]) -> String {
    remedy(meaning: to(word, among: known), among: known)
  }

  /// The sentence for a word that was found, or was not.
  static func remedy(meaning near: String?, among known: [String]) -> String {
    if let near { return "Did you mean \(quoted(near))?" }
    let words = known.prefix(maximumKnown).map { $0.contains(",") ? quoted($0) : $0 }
    return "Write one of: \(words.joined(separator: ", "))."
  }

  /// The number of changes that turn one word into the other.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row.append(least)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }

  /// `Record_Number` and `record-number` are the same slip.
  private static func folded(_ word: String) -> [UInt8] {
    word.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
      case UInt8(ascii: "_"), UInt8(ascii: " "): UInt8(ascii: "-")
      default: byte
      }
    }
  }
}

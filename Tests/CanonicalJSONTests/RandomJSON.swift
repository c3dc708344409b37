import CanonicalJSON

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
}

extension SplitMix64 {
  /// Characters on both sides of every border that order or escaping depends on.
  static let scalars: [Unicode.Scalar] = [
    "\0", "\u{8}", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{1F}", " ", "\"", "\\", "/", "a", "Z",
    "_", "\u{7F}", "\u{80}", "é", "\u{301}", "€", "\u{D7FF}", "\u{E000}", "\u{FB33}", "\u{FFFF}",
    "\u{10000}", "😂", "\u{10FFFF}",
  ]

  mutating func text() -> String {
    var text = ""
    for _ in 0..<below(6) { text.unicodeScalars.append(Self.scalars[below(Self.scalars.count)]) }
    return text
  }

  /// A random document with canonical member order.
  mutating func document(depth: Int = 0) -> JSONValue {
    switch below(depth < 4 ? 6 : 4) {
    case 0: return .null
    case 1: return .boolean(below(2) == 0)
    case 2: return .number(["0", "-1", "1.50", "2e-3", "1E30", "9007199254740993"][below(6)])
    case 3: return .string(text())
    case 4: return .array((0..<below(5)).map { _ in document(depth: depth + 1) })
    default:
      var members: [JSONMember] = []
      for _ in 0..<below(6) {
        let name = text()
        guard !members.contains(where: { Array($0.name.utf8) == Array(name.utf8) }) else {
          continue
        }
        members.append(JSONMember(name: name, value: document(depth: depth + 1)))
      }
      return .object(
        members.sorted { Array($0.name.utf16).lexicographicallyPrecedes(Array($1.name.utf16)) }
      )
    }
  }
}

/// The text of a pipeline file, checked before any parser sees it.
///
/// Promise: UTF-8 of at most 1 MB, without byte order mark, control characters or characters of the
/// private use area. The parser needs the first, and `YAMLComposer` uses the last for its own marks.
struct YAMLText: Sendable {
  /// The largest pipeline file in bytes.
  static let maximumBytes = 1_000_000

  var scalars: [Unicode.Scalar]

  /// Checks the bytes of a file; notes what is wrong and gives nil.
  init?(_ bytes: [UInt8], _ problems: inout ProblemList) {
    guard bytes.count <= Self.maximumBytes else {
      problems.add(
        .unreadable,
        at: .start,
        "the file is larger than 1 MB",
        "Move long code lists into CSV files, and name those with 'map:'."
      )
      return nil
    }
    let (scalars, isWhole) = Self.decoded(bytes)
    self.scalars = scalars
    guard isWhole else {
      problems.add(
        .unreadable,
        at: Self.place(after: scalars[...]),
        "the text is not UTF-8 here",
        "Save the file as UTF-8 in your editor."
      )
      return nil
    }
    if scalars.first == "\u{FEFF}" { self.scalars.removeFirst() }
    if let wrong = self.scalars.firstIndex(where: Self.isForbidden) {
      problems.add(
        .unreadable,
        at: Self.place(after: self.scalars[..<wrong]),
        "there is a character here that cannot be seen",
        "Delete it and type the text again."
      )
      return nil
    }
  }

  /// The characters of UTF-8 text, up to the first byte that is none.
  private static func decoded(_ bytes: [UInt8]) -> ([Unicode.Scalar], isWhole: Bool) {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): scalars.append(scalar)
      case .emptyInput: return (scalars, true)
      case .error: return (scalars, false)
      }
    }
  }

  /// The whole text.
  var string: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// The index of the character at a place, or nil when the text has none there.
  func index(of place: YAMLPlace) -> Int? {
    var line = 1
    var index = 0
    while line < place.line, index < scalars.count {
      let isBreak = Self.isBreak(scalars, index)
      index += 1
      if isBreak { line += 1 }
    }
    let wanted = index + place.column - 1
    return line == place.line && place.column > 0 && wanted < scalars.count ? wanted : nil
  }

  /// The place that follows a piece of text from the start.
  private static func place(after text: ArraySlice<Unicode.Scalar>) -> YAMLPlace {
    let text = Array(text)
    var line = 1
    var column = 1
    for index in text.indices {
      if isBreak(text, index) {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return YAMLPlace(line: line, column: column)
  }

  /// Says whether a line ends with this character, by the parser's own count of lines.
  private static func isBreak(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    switch text[index] {
    case "\n", "\u{85}", "\u{2028}", "\u{2029}": true
    case "\r": index + 1 == text.count || text[index + 1] != "\n"
    default: false
    }
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85: false
    case 0..<0x20, 0x7F..<0xA0, 0xE000..<0xF900, 0xFEFF, 0xFFFE...0xFFFF: true
    case 0x10000...: scalar.value & 0xFFFE == 0xFFFE || scalar.value >= 0xF0000
    default: false
    }
  }
}

/// The delimiters that a source may use, in the order in which they are tried.
enum Delimiter: UInt8, CaseIterable {
  case comma = 0x2C
  case semicolon = 0x3B
  case bar = 0x7C
  case tab = 0x09
  case caret = 0x5E

  /// How a message names any delimiter.
  static func spelled(_ text: String) -> String { text == "\t" ? "tab" : "'\(text)'" }

  /// How a message names it.
  var spelled: String { self == .tab ? "tab" : "'\(character)'" }

  /// How a pipeline file writes it.
  var yaml: String { self == .tab ? "tab" : "\"\(character)\"" }

  /// The number of cells that a line has with this delimiter.
  func cells(in line: [UInt8], trims: Bool) -> Int {
    RowFramer(form: CellForm(delimiter: [rawValue], skipsSpaces: trims), ignoredPrefixes: [])
      .cellCount(line.indices, line.span)
  }

  /// The delimiter as a layout keeps it.
  var text: String { String(character) }

  private var character: Character { Character(Unicode.Scalar(rawValue)) }
}

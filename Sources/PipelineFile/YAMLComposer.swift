import Yams

/// Turns the text of a pipeline file into nodes, with Yams' `compose` for lines and columns.
///
/// Two habits of the parser are worked around by marking characters of the text, one for one, so that
/// places stay right. It stops at the first key that is written twice: such a key gets a first
/// character of its own, and the twin is reported later together with all other mistakes. And it
/// copies what an alias names, key or value, however large that grows: aliases reach it as plain
/// text, and `YAMLTree` puts them back while it counts.
struct YAMLComposer {
  /// Stands for the `*` of an alias.
  static let aliasMark: Unicode.Scalar = "\u{F8FF}"
  /// More keys written twice than this are not looked for.
  private static let maximumTwins = 20

  private var text: YAMLText
  /// The first characters that were marked away; the mark is U+E000 plus the position here.
  private var hidden: [Unicode.Scalar] = []

  /// Reads a file's bytes; notes what is wrong and gives nil when there is nothing to go on with.
  static func compose(_ bytes: [UInt8], _ problems: inout ProblemList) -> YAMLNode? {
    guard let text = YAMLText(bytes, &problems) else { return nil }
    var composer = YAMLComposer(text: text)
    composer.markAliases()
    return composer.composed(&problems)
  }

  private init(text: YAMLText) { self.text = text }

  private mutating func markAliases() {
    for index in text.scalars.indices where text.scalars[index] == "*" {
      let before: Unicode.Scalar = index == 0 ? "\n" : text.scalars[index - 1]
      switch before {
      // An alias begins a token. Elsewhere a star is a star: inbox/film_*.csv.
      case " ", "\t", "\n", "\r", "[", "{", ",", ":": text.scalars[index] = Self.aliasMark
      default: break
      }
    }
  }

  private mutating func composed(_ problems: inout ProblemList) -> YAMLNode? {
    while true {
      do {
        // Held until the tree is made: nodes know their anchors only as long as their parser lives.
        let parser = try Parser(yaml: text.string, resolver: .basic, encoding: .utf8)
        return try withExtendedLifetime(parser) {
          var tree = YAMLTree(hidden: hidden)
          return try parser.singleRoot().flatMap { tree.node(from: $0, &problems) }
        }
      } catch let error as YamlError {
        if hideTwin(error) { continue }
        YAMLErrorWords(text: text).note(error, &problems)
        return nil
      } catch {
        problems.add(.unreadable, at: .start, "the file cannot be read as YAML", "")
        return nil
      }
    }
  }

  /// Marks the first of two equal keys, so that the parser takes both.
  private mutating func hideTwin(_ error: YamlError) -> Bool {
    guard case .duplicatedKeysInMapping(_, let context) = error else { return false }
    let place = YAMLPlace(line: context.mark.line, column: context.mark.column)
    guard hidden.count < Self.maximumTwins, var index = text.index(of: place) else { return false }
    if text.scalars[index] == "\"" || text.scalars[index] == "'" { index += 1 }
    guard index < text.scalars.count, text.scalars[index].isWordLetter,
      let mark = Unicode.Scalar(0xE000 + UInt32(hidden.count))
    else { return false }
    hidden.append(text.scalars[index])
    text.scalars[index] = mark
    return true
  }
}

extension Unicode.Scalar {
  /// Letters and digits: what a key may begin with and be hidden by its first character.
  fileprivate var isWordLetter: Bool {
    properties.isAlphabetic || properties.numericType != nil
  }
}

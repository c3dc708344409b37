import Yams

/// Says in our words, at the most useful place, why a text is no YAML.
struct YAMLErrorWords {
  let text: YAMLText

  /// Notes the parser's error as a problem.
  func note(_ error: YamlError, _ problems: inout ProblemList) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      note(problem, at: mark, context: context, &problems)
    case .duplicatedKeysInMapping(let keys, let context):
      problems.add(
        .duplicateKey,
        at: place(context.mark),
        "\(quoted(keys.first ?? "")) is written twice",
        "Keep one of the two."
      )
    default:
      problems.add(
        .unreadable,
        at: .start,
        "the file cannot be read as YAML",
        "Compare it with a pipeline that works."
      )
    }
  }

  private func note(
    _ problem: String,
    at mark: Mark,
    context: YamlError.Context?,
    _ problems: inout ProblemList
  ) {
    let place = place(mark)
    let opening = context.map { self.place($0.mark) } ?? place
    let words =
      Self.wordsAtOpening[problem].map { (opening, $0) }
      ?? (place, wordsAtPlace(problem, place) ?? structureWords(problem, opening.line))
    problems.add(.unreadable, at: words.0, words.1.problem, words.1.remedy)
  }

  private typealias Words = (problem: String, remedy: String)

  /// Problems that show themselves far behind the place where they began.
  private static let wordsAtOpening: [String: Words] = [
    "found unexpected end of stream": unclosedQuote,
    "found unexpected document indicator": unclosedQuote,
    "could not find expected ':'": (
      "a ':' is missing after this key", "Write 'key: value', with a space after the colon."
    ),
  ]

  private static let unclosedQuote: Words = (
    "a quote is opened here and never closed", "Close the quote."
  )

  private func wordsAtPlace(_ problem: String, _ place: YAMLPlace) -> Words? {
    switch problem {
    case _ where character(at: place) == "\t" || problem.contains("tab character"):
      ("a tab stands where only spaces may indent", "Replace tabs by spaces.")
    case "found character that cannot start any token":
      (
        "a text cannot begin with \(quoted(characterText(at: place)))",
        "Put the text in quotes: \"@id\"."
      )
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      (
        "between double quotes a backslash begins an escape", "Use single quotes: 'D:\\scans'."
      )
    case "mapping values are not allowed in this context":
      (
        "a ':' stands where no key can",
        "Put a text with a colon in quotes, or check the indentation of this line and the one above."
      )
    default: nil
    }
  }

  private func structureWords(_ problem: String, _ openingLine: Int) -> Words {
    switch problem {
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      (
        "the '\(problem.hasSuffix("'}'") ? "{" : "[")' of line \(openingLine) is not closed before here",
        "Close it, put commas between the entries, and quotes around texts with commas."
      )
    case "did not find expected key", "did not find expected '-' indicator":
      (
        "this line fits neither the indentation nor the group that begins in line \(openingLine)",
        "Give keys of one group the same indentation, and close quotes."
      )
    case "but found another document":
      (
        "a second document begins here", "Keep one pipeline a file, without '---' between."
      )
    case _ where problem.hasPrefix("Maximum nesting level"):
      (
        "values are nested more than \(YAMLTree.maximumDepth) deep here",
        "Look for a bracket or a dash too many."
      )
    default:
      (
        "the text cannot be read as YAML from here",
        "Check quotes, colons and the indentation of this line."
      )
    }
  }

  private func place(_ mark: Mark) -> YAMLPlace {
    YAMLPlace(line: max(mark.line, 1), column: max(mark.column, 1))
  }

  private func character(at place: YAMLPlace) -> Unicode.Scalar? {
    text.index(of: place).map { text.scalars[$0] }
  }

  private func characterText(at place: YAMLPlace) -> String {
    character(at: place).map { String($0) } ?? ""
  }
}

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
    switch problem {
    case _ where character(at: place) == "\t" || problem.contains("tab character"):
      problems.add(
        .unreadable,
        at: place,
        "a tab stands where only spaces may indent",
        "Replace tabs by spaces."
      )
    case "found character that cannot start any token":
      problems.add(
        .unreadable,
        at: place,
        "a text cannot begin with \(quoted(characterText(at: place)))",
        "Put the text in quotes: \"@id\"."
      )
    case "found unexpected end of stream", "found unexpected document indicator":
      problems.add(
        .unreadable,
        at: opening,
        "a quote is opened here and never closed",
        "Close the quote."
      )
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      problems.add(
        .unreadable,
        at: place,
        "between double quotes a backslash begins an escape",
        "Use single quotes: 'D:\\scans'."
      )
    case "could not find expected ':'":
      problems.add(
        .unreadable,
        at: opening,
        "a ':' is missing after this key",
        "Write 'key: value', with a space after the colon."
      )
    case "mapping values are not allowed in this context":
      problems.add(
        .unreadable,
        at: place,
        "a ':' stands where no key can",
        "Put a text with a colon in quotes, or check the indentation of this line and the one above."
      )
    default: noteStructure(problem, place, opening, &problems)
    }
  }

  private func noteStructure(
    _ problem: String,
    _ place: YAMLPlace,
    _ opening: YAMLPlace,
    _ problems: inout ProblemList
  ) {
    switch problem {
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      let bracket = problem.hasSuffix("'}'") ? "{" : "["
      problems.add(
        .unreadable,
        at: place,
        "the '\(bracket)' of line \(opening.line) is not closed before here",
        "Close it, put commas between the entries, and quotes around texts with commas."
      )
    case "did not find expected key", "did not find expected '-' indicator":
      problems.add(
        .unreadable,
        at: place,
        "this line fits neither the indentation nor the group that begins in line \(opening.line)",
        "Give keys of one group the same indentation, and close quotes."
      )
    case "but found another document":
      problems.add(
        .unreadable,
        at: place,
        "a second document begins here",
        "Keep one pipeline a file, without '---' between."
      )
    case _ where problem.hasPrefix("Maximum nesting level"):
      problems.add(
        .unreadable,
        at: place,
        "values are nested more than \(YAMLTree.maximumDepth) deep here",
        "Look for a bracket or a dash too many."
      )
    default:
      problems.add(
        .unreadable,
        at: place,
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

/// The look of an XML path: letters where letters may be, brackets closed.
///
/// The grammar itself is ingestion's; this finds slips while the pipeline file is still open.
/// A step is `..`, `name`, `@name`, with `[1]`, `[@name]` or `[@name="value"]` (`=`, `!=`, `^=`)
/// behind a name.
enum XMLPathForm {
  /// A path of elements from the root: `/roll/frame`.
  static func isElementPath(_ path: String) -> Bool {
    guard path.hasPrefix("/"), let steps = steps(of: path.dropFirst()) else { return false }
    return steps.allSatisfy { isElementStep($0) }
  }

  /// A path below the row's element: `a/b`, `@x`, `../@id`, `a[@root="1.2"]/b`.
  static func isValuePath(_ path: String) -> Bool {
    guard let steps = steps(of: path[...]), let last = steps.last else { return false }
    let isEnd = isElementStep(last) || last == ".." || last == "." || isAttribute(last)
    return isEnd && steps.dropLast().allSatisfy { isElementStep($0) || $0 == ".." || $0 == "." }
  }

  /// Cuts at slashes that stand outside brackets; nil when a bracket or quote is not closed.
  private static func steps(of path: Substring) -> [Substring]? {
    var steps: [Substring] = []
    var start = path.startIndex
    var isInBrackets = false
    var quote: Character?
    for index in path.indices {
      let character = path[index]
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\"", "'":
        guard isInBrackets else { return nil }
        quote = character
      case "[":
        guard !isInBrackets else { return nil }
        isInBrackets = true
      case "]":
        guard isInBrackets else { return nil }
        isInBrackets = false
      case "/" where !isInBrackets:
        steps.append(path[start..<index])
        start = path.index(after: index)
      default: break
      }
    }
    guard quote == nil, !isInBrackets else { return nil }
    return steps + [path[start...]]
  }

  private static func isElementStep(_ step: Substring) -> Bool {
    let name = step.prefix { $0 != "[" }
    return isName(name) && predicates(of: step[name.endIndex...]).allSatisfy(isPredicate)
  }

  /// `[1][@a="b"]` as `1` and `@a="b"`; the brackets are known to be closed.
  private static func predicates(of text: Substring) -> [Substring] {
    guard !text.isEmpty else { return [] }
    var rest = text
    var found: [Substring] = []
    while rest.first == "[" {
      var quote: Character?
      let end = rest.firstIndex { character in
        if quote == character {
          quote = nil
        } else if quote == nil, "\"'".contains(character) {
          quote = character
        }
        return quote == nil && character == "]"
      }
      guard let end else { return [""] }
      found.append(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(after: end)...]
    }
    return rest.isEmpty ? found : [""]
  }

  private static func isPredicate(_ text: Substring) -> Bool {
    if let number = wholeNumber(text) { return number > 0 }
    guard let equals = text.firstIndex(of: "=") else { return isAttribute(text) }
    let value = text[text.index(after: equals)...]
    guard let quote = value.first, quote == "\"" || quote == "'", value.count >= 2 else {
      return false
    }
    var attribute = text[..<equals]
    if attribute.last == "!" || attribute.last == "^" { attribute.removeLast() }
    return isAttribute(attribute) && value.last == quote
  }

  private static func isAttribute(_ text: Substring) -> Bool {
    text.first == "@" && isName(text.dropFirst())
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
  }
}

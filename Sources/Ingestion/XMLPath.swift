/// Where a value stands, seen from the element that is a row.
///
/// ```
/// mrn                       the text of a child element
/// patient/last              … of a child of a child
/// @doctype                  an attribute of the row element itself
/// patient/@id               … of a child
/// ../@number                … of the element around the row; `../../` climbs further
/// ../title                  a child of the element around, if it ends before the row begins
/// id[@root="1.2.3"]/@extension    of the `id` elements, the one whose attribute says so
/// id[@root!="1.2.3"]        … the ones that say something else, or nothing
/// telecom[@value^="tel:"]   … the ones whose attribute begins so
/// id[@extension]            … the ones that have the attribute and something in it
/// name[1]/given             the first `name` among its siblings; counted from 1
/// .                         the text of the row element itself
/// ```
/// Text is all character data inside the element, its children's included, with white space
/// collapsed to single spaces and dropped at both ends. Names are local names: prefixes and
/// namespaces do not count. Both kinds of quotes do. There are no wildcards and no functions.
package struct XMLPath: Sendable, Equatable {
  /// One element on the way down.
  struct Step: Sendable, Equatable {
    var name: String
    /// Counted from 1 among siblings of this name; nil for any.
    var index: Int? = nil
    /// What its attributes must say; all of it.
    var conditions: [Condition] = []
  }

  /// What an attribute must say.
  struct Condition: Sendable, Equatable {
    /// How the attribute is held against the value.
    enum Test: Sendable { case equals, differs, begins, isPresent, isAbsent }

    var attribute: String
    var test = Test.equals
    var value = ""
  }

  /// How many elements to go up first.
  let climbs: Int
  let steps: [Step]
  /// The attribute that holds the value; nil for the text.
  let attribute: String?

  /// Reads a path.
  ///
  /// - Throws: What is wrong with it, in words for the pipeline file's author.
  package init(_ text: String) throws(XMLPathError) {
    var parts = Self.split(text.trimmed)
    if parts == ["."] { parts = [] }
    var climbs = 0
    while parts.first == ".." {
      parts.removeFirst()
      climbs += 1
    }
    var attribute: String?
    if let last = parts.last, last.hasPrefix("@") {
      attribute = try Self.name(String(last.dropFirst()), in: text)
      parts.removeLast()
    }
    guard climbs == 0 || attribute != nil || !parts.isEmpty else {
      throw XMLPathError("'\(text)' climbs and names nothing there")
    }
    guard !text.trimmed.isEmpty else { throw XMLPathError("the path is empty") }
    var steps: [Step] = []
    for part in parts { steps.append(try Self.step(part, in: text)) }
    self.climbs = climbs
    self.steps = steps
    self.attribute = attribute
  }

  /// A path that a format knows without its being written.
  init(climbs: Int, steps: [Step]) {
    self.climbs = climbs
    self.steps = steps
    attribute = nil
  }

  /// Reads the path of the row elements, from the root: `/roll/frame`; names only.
  package init(each text: String) throws(XMLPathError) {
    let trimmed = text.trimmed
    guard trimmed.hasPrefix("/"), trimmed.count > 1 else {
      throw XMLPathError("'\(text)' must begin with '/' and the name of the root element")
    }
    self = try XMLPath(String(trimmed.dropFirst()))
    let isPlain = steps.allSatisfy { $0.index == nil && $0.conditions.isEmpty }
    guard isPlain, climbs == 0, attribute == nil, !steps.isEmpty else {
      throw XMLPathError("'\(text)' may hold element names only")
    }
  }

  /// Cuts at slashes that do not stand in brackets.
  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var isInBrackets = false
    for character in text {
      if character == "[" { isInBrackets = true }
      if character == "]" { isInBrackets = false }
      if character == "/", !isInBrackets {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  private static func step(_ part: String, in path: String) throws(XMLPathError) -> Step {
    let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
    var step = Step(name: try name(String(pieces.first ?? ""), in: path))
    for piece in pieces.dropFirst() {
      guard piece.hasSuffix("]") else { throw XMLPathError("'\(path)' has a '[' without its ']'") }
      let inner = String(piece.dropLast()).trimmed
      if let index = Int(inner), index > 0, step.index == nil {
        step.index = index
      } else {
        step.conditions.append(try condition(inner, in: path))
      }
    }
    return step
  }

  private static func condition(_ text: String, in path: String) throws(XMLPathError) -> Condition {
    guard text.hasPrefix("@") else { throw wrongCondition(path) }
    guard let equals = text.firstIndex(of: "=") else {
      let attribute = try name(String(text.dropFirst()), in: path)
      return Condition(attribute: attribute, test: .isPresent)
    }
    let quoted = String(text[text.index(after: equals)...]).trimmed
    guard let quote = quoted.first, quote == "\"" || quote == "'", quoted.utf8.count >= 2,
      quoted.last == quote
    else { throw wrongCondition(path) }
    var attribute = String(text[..<equals].dropFirst())
    var test = Condition.Test.equals
    if attribute.hasSuffix("!") { test = .differs }
    if attribute.hasSuffix("^") { test = .begins }
    if test != .equals { attribute.removeLast() }
    return Condition(
      attribute: try name(attribute.trimmed, in: path),
      test: test,
      value: String(quoted.dropFirst().dropLast())
    )
  }

  private static func wrongCondition(_ path: String) -> XMLPathError {
    XMLPathError(
      "'\(path)': in brackets stands [1], [@name], or [@name=\"value\"] with =, != or ^="
    )
  }

  private static func name(_ text: String, in path: String) throws(XMLPathError) -> String {
    guard !text.isEmpty else { throw XMLPathError("'\(path)' has a name missing") }
    guard !text.contains(":") else {
      throw XMLPathError(
        "'\(path)': leave out the prefix of '\(text)'; names are compared without it"
      )
    }
    let isName = text.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    guard isName, let first = text.first, first.isLetter || first == "_" else {
      throw XMLPathError("'\(path)': '\(text)' is no element or attribute name")
    }
    return text
  }
}

/// What is wrong with a path, in words.
package struct XMLPathError: Error, Sendable, Equatable {
  package var problem: String
  init(_ problem: String) { self.problem = problem }
}

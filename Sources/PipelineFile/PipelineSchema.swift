package import RecordModel

/// The JSON Schema of pipeline files, for editors.
package enum PipelineSchema {
  /// JSON Schema, draft 7, made from the declarations that the reader walks.
  ///
  /// It accepts every file that the reader accepts; the reader finds more.
  package static func json(catalogue: Catalogue) -> String {
    var members: [(String, JSONText)] = [
      ("$schema", .text("http://json-schema.org/draft-07/schema#")),
      ("title", .text("chartlift pipeline")),
    ]
    members += object(of: PipelineKeys(catalogue: catalogue).file)
    return JSONText.object(members).printed + "\n"
  }

  private static func object(of section: Section) -> [(String, JSONText)] {
    var members: [(String, JSONText)] = [
      ("type", .text("object")),
      ("minProperties", .number(1)),
      ("additionalProperties", .flag(false)),
      ("properties", .object(section.keys.map { ($0.key, property(of: $0)) })),
    ]
    let required = section.keys.filter(\.isRequired)
    if !required.isEmpty { members.append(("required", .list(required.map { .text($0.key) }))) }
    return members
  }

  private static func property(of declaration: KeyDeclaration) -> JSONText {
    if declaration.isAnnounced {
      return .object([
        ("description", .text("Not available yet. \(declaration.help)")), ("not", .object([])),
      ])
    }
    var members: [(String, JSONText)] = [("description", .text(declaration.help))]
    if let standard = declaration.standard {
      members.append(("default", value(standard, of: declaration.kind)))
    }
    return .object(members + schema(of: declaration.kind))
  }

  private static func schema(of kind: ValueKind) -> [(String, JSONText)] {
    switch kind {
    case .text(let form): return text(of: form)
    case .word(let list): return [("enum", .list(list.words.map { .text($0) }))]
    case .flag: return [("type", .text("boolean"))]
    case .number(let range):
      return [
        ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
        ("maximum", .number(range.upperBound)),
      ]
    case .list(let form):
      let list: [(String, JSONText)] = [
        ("type", .text("array")), ("minItems", .number(1)), ("items", .object(text(of: form))),
      ]
      return [("anyOf", .list([.object(text(of: form)), .object(list)]))]
    case .section(let section): return object(of: section)
    case .entries(let key, let value):
      return [
        ("type", .text("object")), ("minProperties", .number(1)),
        ("propertyNames", .object(name(of: key))),
        ("additionalProperties", .object(schema(of: value))),
      ]
    case .either(let kinds): return [("anyOf", .list(kinds.map { .object(schema(of: $0)) }))]
    }
  }

  private static func text(of form: TextForm) -> [(String, JSONText)] {
    let types: JSONText =
      form.takesNumbers
      ? .list([.text("string"), .text("number"), .text("boolean")]) : .text("string")
    return [("type", types)] + name(of: form) + [
      ("examples", .list([.text(unquoted(form.example))]))
    ]
  }

  /// Examples are quoted where YAML wants it; JSON quotes by itself.
  private static func unquoted(_ example: String) -> String {
    example.hasPrefix("\"") && example.count > 2 ? String(example.dropFirst().dropLast()) : example
  }

  private static func name(of form: TextForm) -> [(String, JSONText)] {
    if let pattern = form.pattern { return [("pattern", .text(pattern))] }
    return form.takesEmpty ? [] : [("minLength", .number(1))]
  }

  private static func value(_ standard: String, of kind: ValueKind) -> JSONText {
    switch kind {
    case .flag: .flag(standard == "true")
    case .number: wholeNumber(standard).map { .number($0) } ?? .text(standard)
    default: .text(standard)
    }
  }
}

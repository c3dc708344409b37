import Foundation

/// A JSON document in a form that tests can compare, edit and print.
indirect enum JSONValue: Equatable {
  case object([String: JSONValue])
  case list([JSONValue])
  case text(String)
  case number(Double)
  case flag(Bool)

  init(parsing text: String) throws {
    self.init(try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed))
  }

  private init(_ value: Any) {
    switch value {
    case let members as [String: Any]: self = .object(members.mapValues { JSONValue($0) })
    case let items as [Any]: self = .list(items.map { JSONValue($0) })
    case let text as String: self = .text(text)
    case let number as NSNumber:
      let isFlag = String(cString: number.objCType) == "c" || type(of: value) == Bool.self
      self = isFlag ? .flag(number.boolValue) : .number(number.doubleValue)
    default: self = .text("null")
    }
  }

  subscript(_ key: String) -> JSONValue? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  /// The keys of an object, sorted.
  var keys: [String]? {
    if case .object(let members) = self { return members.keys.sorted() }
    return nil
  }

  var count: Int {
    switch self {
    case .object(let members): members.count
    case .list(let items): items.count
    default: 1
    }
  }

  /// The document as JSON, keys sorted.
  var printed: String {
    switch self {
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }.map {
          "\(JSONValue.text($0.key).printed): \($0.value.printed)"
        }
        .joined(separator: ", ") + "}"
    case .list(let items): "[" + items.map(\.printed).joined(separator: ", ") + "]"
    case .text(let text):
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
    case .flag(let flag): String(flag)
    }
  }

  /// Changes one value somewhere below, or removes one key.
  mutating func edit(_ generator: inout SeededGenerator) {
    guard case .object(var members) = self,
      let key = members.keys.sorted().randomElement(using: &generator)
    else {
      let values: [JSONValue] = [
        .text("X"), .text("detect"), .text("tab"), .text("|"), .text("weekly"), .text("a/b"),
        .number(7), .flag(false),
        .text("100%"), .text("12"), .list([.text("A"), .text("B")]), .text("year-month-day"),
        .text(" "),
        .text("urn:oid:1.2"), .text("male"), .object(["column": .text("C")]), .text("1900-1999"),
      ]
      self = values.randomElement(using: &generator) ?? self
      return
    }
    if Int.random(in: 0..<6, using: &generator) == 0 {
      members[key] = nil
    } else {
      members[key]?.edit(&generator)
    }
    self = .object(members)
  }
}

/// As much of JSON Schema, draft 7, as our schema uses.
struct SchemaCheck {
  private let root: JSONValue

  init(_ schema: JSONValue) { root = schema }

  func accepts(_ value: JSONValue) -> Bool { accepts(value, root) }

  private func accepts(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    guard case .object(let rules) = schema else { return schema == .flag(true) }
    return rules.allSatisfy { holds($0.key, $0.value, value, schema) }
  }

  private func holds(
    _ rule: String,
    _ says: JSONValue,
    _ value: JSONValue,
    _ schema: JSONValue
  ) -> Bool {
    switch (rule, says, value) {
    case ("type", .list(let kinds), _): kinds.contains { isKind($0, value) }
    case ("type", _, _): isKind(says, value)
    case ("enum", .list(let words), _): words.contains(value)
    case ("not", _, _): !accepts(value, says)
    case ("anyOf", .list(let schemas), _): schemas.contains { accepts(value, $0) }
    case ("pattern", .text(let pattern), .text(let text)):
      text.range(of: pattern, options: .regularExpression) != nil
    case ("minLength", .number(let least), .text(let text)): Double(text.count) >= least
    case ("minimum", .number(let least), .number(let number)): number >= least
    case ("maximum", .number(let most), .number(let number)): number <= most
    case ("minItems", .number(let least), .list(let items)): Double(items.count) >= least
    case ("minProperties", .number(let least), .object(let members)): Double(members.count) >= least
    case ("items", _, .list(let items)): items.allSatisfy { accepts($0, says) }
    case ("required", .list(let keys), .object(let members)):
      keys.allSatisfy { if case .text(let key) = $0 { members[key] != nil } else { false } }
    case ("propertyNames", _, .object(let members)):
      members.keys.allSatisfy { accepts(.text($0), says) }
    case ("properties", .object(let known), .object(let members)):
      members.allSatisfy { member in known[member.key].map { accepts(member.value, $0) } ?? true }
    case ("additionalProperties", _, .object(let members)):
      members.allSatisfy { schema["properties"]?[$0.key] != nil || accepts($0.value, says) }
    default: true
    }
  }

  private func isKind(_ kind: JSONValue, _ value: JSONValue) -> Bool {
    switch (kind, value) {
    case (.text("object"), .object), (.text("array"), .list), (.text("string"), .text),
      (.text("number"), .number), (.text("boolean"), .flag):
      true
    case (.text("integer"), .number(let number)): number == number.rounded()
    default: false
    }
  }
}

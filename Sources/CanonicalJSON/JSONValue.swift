/// A JSON document in memory: for settings, models and manifests, and for tests of what was written.
///
/// Members keep the order they were read in. A number keeps its text, so that a FHIR decimal keeps
/// its precision. Two values are equal when their text is, code point for code point: Swift's own
/// comparison of strings would call two different names of an object the same.
package indirect enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  /// As written: `1.50` stays `1.50`.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
}

/// One member of a JSON object.
package struct JSONMember: Sendable, Equatable {
  package var name: String
  package var value: JSONValue

  package init(name: String, value: JSONValue) {
    self.name = name
    self.value = value
  }

  package static func == (left: Self, right: Self) -> Bool {
    isSameText(left.name, right.name) && left.value == right.value
  }
}

extension JSONValue: Equatable {
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let first), .boolean(let second)): first == second
    case (.number(let first), .number(let second)): isSameText(first, second)
    case (.string(let first), .string(let second)): isSameText(first, second)
    case (.array(let first), .array(let second)): first == second
    case (.object(let first), .object(let second)): first == second
    default: false
    }
  }
}

extension JSONValue {
  /// The member of this name; nil when there is none or this is no object.
  package subscript(name: String) -> JSONValue? {
    members?.first { isSameText($0.name, name) }?.value
  }

  /// The element at this index; nil when there is none or this is no array.
  package subscript(index: Int) -> JSONValue? {
    guard let array, array.indices.contains(index) else { return nil }
    return array[index]
  }

  /// The text of a string, else nil.
  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The text of a number as written, else nil.
  package var decimal: String? {
    guard case .number(let text) = self else { return nil }
    return text
  }

  /// A number written as an integer that fits, else nil: `1.0` and `1e3` are none.
  package var integer: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  /// `true` or `false`, else nil.
  package var boolean: Bool? {
    guard case .boolean(let value) = self else { return nil }
    return value
  }

  /// The elements of an array, else nil.
  package var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object in the order they were read, else nil.
  package var members: [JSONMember]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// Says whether this is `null`.
  package var isNull: Bool { self == .null }

  /// Appends the canonical form: members by the UTF-16 code units of their names (RFC 8785 section
  /// 3.2.3), strings escaped as little as may be, numbers as written.
  package func writeCanonically(to json: inout CanonicalJSONWriter) {
    switch self {
    case .null: json.null()
    case .boolean(let value): json.boolean(value)
    case .number(let text): json.literal(text)
    case .string(let text): json.string(text)
    case .array(let elements):
      json.beginArray()
      for element in elements { element.writeCanonically(to: &json) }
      json.endArray()
    case .object(let members):
      json.beginObject()
      for member in members.sorted(by: { precedesInCanonicalOrder($0.name, $1.name) }) {
        json.name(member.name)
        member.value.writeCanonically(to: &json)
      }
      json.endObject()
    }
  }

  /// The canonical form, without a line end.
  package var canonicalBytes: [UInt8] {
    var json = CanonicalJSONWriter()
    writeCanonically(to: &json)
    return json.bytes
  }
}

/// Says whether two names stand in this order in canonical JSON: by UTF-16 code units, where a
/// character outside the Basic Multilingual Plane comes before U+E000 to U+FFFF.
func precedesInCanonicalOrder(_ left: String, _ right: String) -> Bool {
  left.utf16.lexicographicallyPrecedes(right.utf16)
}

/// Code point for code point, unlike `==`, which takes "é" for "e" with an accent after it.
func isSameText(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

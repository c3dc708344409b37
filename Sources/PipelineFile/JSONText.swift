/// A JSON document for people: members in the order given, two spaces a level.
indirect enum JSONText: Sendable {
  case object([(String, JSONText)])
  case list([JSONText])
  case text(String)
  case number(Int)
  case flag(Bool)

  /// The document, without a line end at its end.
  var printed: String { printed(indent: "") }

  private func printed(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let lines = members.map { "\(inner)\(Self.escaped($0.0)): \($0.1.printed(indent: inner))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    case .list(let items):
      guard !items.isEmpty else { return "[]" }
      let lines = items.map { inner + $0.printed(indent: inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    case .text(let text): return Self.escaped(text)
    case .number(let number): return String(number)
    case .flag(let flag): return flag ? "true" : "false"
    }
  }

  /// RFC 8259, section 7: quotes, backslashes and control characters are escaped.
  private static func escaped(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

import Foundation

/// Writes JSON the way RFC 8785 says, independently of the program.
///
/// Whole numbers only: the program never writes another.
enum CanonicalText {
  /// The canonical form of what `JSONSerialization` read; nil when a number is no whole number.
  static func of(_ value: Any) -> String? {
    switch value {
    case let text as String: return quoted(text)
    case let number as NSNumber: return spelled(number)
    case is NSNull: return "null"
    case let list as [Any]:
      let items = list.compactMap(of)
      return items.count == list.count ? "[" + items.joined(separator: ",") + "]" : nil
    case let object as [String: Any]:
      let members = object.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
        .compactMap { name, value in of(value).map { quoted(name) + ":" + $0 } }
      return members.count == object.count ? "{" + members.joined(separator: ",") + "}" : nil
    default: return nil
    }
  }

  private static func spelled(_ number: NSNumber) -> String? {
    // Foundation keeps a Bool as a number of type "c".
    if number.objCType.pointee == CChar(bitPattern: UInt8(ascii: "c")) {
      return number.boolValue ? "true" : "false"
    }
    return Double(number.int64Value) == number.doubleValue ? String(number.int64Value) : nil
  }

  private static func quoted(_ text: String) -> String {
    guard text.rangeOfCharacter(from: needEscapes) != nil else { return "\"\(text)\"" }
    var quoted = "\""
    for scalar in text.unicodeScalars { quoted.unicodeScalars.append(contentsOf: escaped(scalar)) }
    return quoted + "\""
  }

  private static let needEscapes = CharacterSet(charactersIn: "\0"..."\u{1F}")
    .union(CharacterSet(charactersIn: "\"\\"))

  private static func escaped(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    switch scalar {
    case "\"": return "\\\"".unicodeScalars
    case "\\": return "\\\\".unicodeScalars
    case "\u{8}": return "\\b".unicodeScalars
    case "\t": return "\\t".unicodeScalars
    case "\n": return "\\n".unicodeScalars
    case "\u{C}": return "\\f".unicodeScalars
    case "\r": return "\\r".unicodeScalars
    case "\0"..<" ":
      let digits = String(scalar.value, radix: 16)
      return ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars
    default: return String(scalar).unicodeScalars
    }
  }
}

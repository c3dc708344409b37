/// The lines of a drafted pipeline file, and which of them a person must decide.
struct DraftText {
  private(set) var lines: [String] = []
  /// Line numbers from 1 with what is to be decided.
  private(set) var decisions: [(line: Int, what: String)] = []

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// A line with a remark behind it; `decide` says that a person must look at it.
  mutating func add(_ line: String, _ remark: String? = nil, decide: String? = nil) {
    var text = line
    if remark != nil || decide != nil, !line.isEmpty {
      text += String(repeating: " ", count: max(2, 40 - line.unicodeScalars.count))
    }
    if let decide {
      decisions.append((lines.count + 1, decide))
      text += "# ← decide: \(decide)"
      if let remark { text += "; \(remark)" }
    } else if let remark {
      text += "# \(remark)"
    }
    lines.append(text)
  }

  /// A text as YAML writes it: plain where that is safe, else in double quotes.
  static func yaml(_ text: String) -> String {
    let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    let isPlain =
      text.utf8.allSatisfy { isPlainByte($0) } && text.utf8.first.map(isLetter) == true
      && text.utf8.last != 0x20 && !words.contains(text.lowercased())
    if isPlain { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _
      where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value)
        || scalar.value == 0x2028 || scalar.value == 0x2029 || scalar.value == 0xFEFF:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isPlainByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x20 || byte == 0x5F || byte == 0x2D
      || byte == 0x2F || byte == 0x2E
  }
}

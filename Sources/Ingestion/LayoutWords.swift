package import RecordModel

/// What evidence decided about a source, and which evidence, in words for a person.
package enum LayoutWords {
  /// One phrase for each thing that the pipeline file left open; date orders are not among them.
  package static func decided(_ layout: Layout, _ settings: SourceSettings) -> [String] {
    let format = Formats.format(of: settings)
    var words: [String] = []
    if settings.encoding == nil, format.isPlainText {
      words.append("encoding \(layout.encoding) (\(reason(for: layout.encoding)))")
    }
    if settings.delimiter == nil, format.keys.contains(.delimiter) {
      let reason = settings.hasHeader ? "the headings are found with it" : "all rows agree with it"
      words.append("delimiter \(Delimiter.spelled(layout.delimiter)) (\(reason))")
    }
    return words
  }

  private static func reason(for encoding: String) -> String {
    switch CharacterEncoding(rawValue: encoding) {
    case .utf16: "its byte order mark"
    case .utf16LittleEndian, .utf16BigEndian: "every second byte is zero"
    default: "every byte is valid"
    }
  }
}

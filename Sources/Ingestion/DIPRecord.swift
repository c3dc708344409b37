import RecordModel

/// Takes one framed DIP record apart into tags and values.
///
/// Keeps the decoded text of the last record, which the values are ranges of.
struct DIPRecord {
  let columns: NamedColumns
  /// How to decode bytes from 0x80 up; nil for UTF-8.
  let table: SingleByteTable?
  let trims: Bool
  private(set) var text: [UInt8] = []
  private var name: [UInt8] = []

  init(columns: NamedColumns, table: SingleByteTable?, trims: Bool) {
    self.columns = columns
    self.table = table
    self.trims = trims
  }

  /// Gives the table a record's values; says why the record is refused, if it is.
  mutating func read(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    _ values: inout NamedTable
  ) -> RuleCode {
    guard decode(bytes[range]) else { return .unreadableBytes }
    var refusal = RuleCode.none
    eachLine { (record, line) in
      let found = record.readLine(line, &values)
      // A record that is not built as it should be may have its values under wrong names.
      if found == .brokenRecord || refusal == .none { refusal = found }
    }
    return refusal
  }

  /// Gives a collector the record's tags, if all of it is built as it should be.
  mutating func collectTags(_ bytes: [UInt8], _ range: Range<Int>, _ tags: inout NameCollector) {
    guard decode(bytes[range]) else { return }
    var isWhole = true
    eachLine { (record, line) in
      guard !record.trimmed(line).isEmpty else { return }
      if record.takeTag(line) == nil { isWhole = false } else { tags.add(record.name.span) }
    }
    tags.end(isWhole: isWhole)
  }

  /// Every line between the record's first and its last, which are its ends.
  private mutating func eachLine(_ body: (inout Self, Range<Int>) -> Void) {
    var isFirst = true
    var at = 0
    while at < text.count {
      var end = at
      while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
      if !isFirst, end < text.count { body(&self, at..<end) }
      isFirst = false
      at = end + 1
    }
  }

  private mutating func decode(_ bytes: ArraySlice<UInt8>) -> Bool {
    text.removeAll(keepingCapacity: true)
    var isPlain = true
    for byte in bytes {
      if byte == 0 { return false }
      if byte >= 0x80 { isPlain = false }
    }
    guard !isPlain, let table else {
      text.append(contentsOf: bytes)
      return isPlain || (try? UTF8Span(validating: text.span)) != nil
    }
    for byte in bytes {
      var packed = table[byte]
      guard packed != 0 else { return false }
      while packed != 0 {
        text.append(UInt8(truncatingIfNeeded: packed))
        packed >>= 8
      }
    }
    return true
  }

  private mutating func readLine(_ line: Range<Int>, _ values: inout NamedTable) -> RuleCode {
    guard !trimmed(line).isEmpty else { return .none }
    guard let colon = takeTag(line) else { return .brokenRecord }
    guard let number = columns.index(of: name.span) else { return .unknownName }
    values.add(number, value(colon + 1..<line.upperBound))
    return .none
  }

  /// Takes a line's tag as the name; where its colon stands, or nil when the line is no tag.
  private mutating func takeTag(_ line: Range<Int>) -> Int? {
    let all = trimmed(line)
    guard let colon = all.first(where: { text[$0] == UInt8(ascii: ":") }) else { return nil }
    takeName(trimmed(all.lowerBound..<colon))
    return name.isEmpty ? nil : colon
  }

  // Blanks between `>>` and the name do not count.
  private mutating func takeName(_ range: Range<Int>) {
    name.removeAll(keepingCapacity: true)
    var rest = range
    let mark = UInt8(ascii: ">")
    if range.count >= 2, text[range.lowerBound] == mark, text[range.lowerBound + 1] == mark {
      name.append(mark)
      name.append(mark)
      rest = trimmed(range.lowerBound + 2..<range.upperBound)
    }
    name.append(contentsOf: text[rest])
  }

  /// Where blanks count, the one behind the colon still belongs to the tag.
  private func value(_ range: Range<Int>) -> Range<Int> {
    if trims { return trimmed(range) }
    let hasBlank = !range.isEmpty && text[range.lowerBound] == 0x20
    return range.lowerBound + (hasBlank ? 1 : 0)..<range.upperBound
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (from, to) = (range.lowerBound, range.upperBound)
    while from < to, DIPFramer.isSpace(text[from]) { from += 1 }
    while to > from, DIPFramer.isSpace(text[to - 1]) { to -= 1 }
    return from..<to
  }
}

import RecordModel

/// The segments of one row, and where in them fields, repetitions and components lie.
struct HL7Segments {
  /// A segment by its place in the block's text.
  struct Piece {
    var name: HL7SegmentName
    var start: Int
    var end: Int
    var isCut: Bool
  }

  let all: [Piece]
  let separators: HL7Separators
  /// Says whether the row has a PID of its own.
  let hasPatient: Bool

  init(_ row: HL7Block.Row, _ block: borrowing HL7Block) {
    separators = row.separators
    var pieces: [Piece] = []
    pieces.reserveCapacity(row.header.count + row.own.count)
    for range in [row.header, row.own] {
      for segment in block.segments[range] {
        let start = Int(segment.start)
        pieces.append(
          Piece(
            name: segment.name,
            start: start,
            end: start + Int(segment.length),
            isCut: segment.isCut
          )
        )
      }
    }
    all = pieces
    hasPatient = pieces.contains { $0.name == .patient }
  }

  /// What the message does: MSH-9.2, else EVN-1.
  func event(_ text: Span<UInt8>) -> HL7Event {
    if let header = all.first(where: { $0.name == .header }),
      let type = field(9, of: header, text),
      let code = part(2, of: type, separators.component, text), !code.isEmpty
    {
      return HL7Event(text.extracting(code))
    }
    guard let event = all.first(where: { $0.name == .event }),
      let code = field(1, of: event, text)
    else { return .other }
    return HL7Event(text.extracting(code))
  }

  /// A field of a segment; nil when the segment ends before it.
  func field(_ number: Int, of segment: Piece, _ text: Span<UInt8>) -> Range<Int>? {
    // MSH-1 is the separator itself.
    let isHeader = segment.name == .header
    if isHeader, number == 1 { return segment.start + 3..<segment.start + 4 }
    let index = isHeader ? number : number + 1
    return part(index, of: segment.start..<segment.end, separators.field, text)
  }

  /// Says whether a segment is one that the path means.
  func holds(_ condition: HL7Path.Condition?, _ segment: Piece, _ text: Span<UInt8>) -> Bool {
    guard let condition else { return true }
    guard let field = field(condition.field, of: segment, text),
      let value = part(1, of: field, separators.component, text)
    else { return false }
    return isEqual(value, condition.value, text)
  }

  /// The repetition that a path means; nil when the field has none of the kind.
  func repetition(
    _ wanted: HL7Path.Repetition,
    of field: Range<Int>,
    _ text: Span<UInt8>
  ) -> Range<Int>? {
    switch wanted {
    case .first: return part(1, of: field, separators.repetition, text)
    case .number(let number): return part(number, of: field, separators.repetition, text)
    case .kind(let code, let component, let isRequired):
      var from = field.lowerBound
      while from <= field.upperBound {
        let end = end(of: from..<field.upperBound, separators.repetition, text)
        if let kind = part(component, of: from..<end, separators.component, text),
          isEqual(kind, code, text)
        {
          return from..<end
        }
        from = end + 1
      }
      return isRequired ? nil : part(1, of: field, separators.repetition, text)
    }
  }

  /// The value that a path means in a repetition.
  func value(
    _ place: HL7Path.Place,
    in repetition: Range<Int>,
    _ segment: Piece,
    _ text: Span<UInt8>
  ) -> Range<Int>? {
    if !place.namesComponent, place.segment == .observation, place.field == 5,
      isPlainText(segment, text)
    {
      return repetition
    }
    guard let component = part(place.component, of: repetition, separators.component, text) else {
      return nil
    }
    return part(place.subcomponent, of: component, separators.subcomponent, text)
  }

  /// Where the first part of a range ends.
  func end(of range: Range<Int>, _ separator: UInt8, _ text: Span<UInt8>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, text[index] != separator { index += 1 }
    return index
  }

  /// A part of a range, counted from 1; nil when there are not so many.
  private func part(
    _ number: Int,
    of range: Range<Int>,
    _ separator: UInt8,
    _ text: Span<UInt8>
  ) -> Range<Int>? {
    if separator == 0 { return number == 1 ? range : nil }
    var from = range.lowerBound
    var left = number
    while true {
      let end = end(of: from..<range.upperBound, separator, text)
      left -= 1
      if left == 0 { return from..<end }
      guard end < range.upperBound else { return nil }
      from = end + 1
    }
  }

  private func isPlainText(_ segment: Piece, _ text: Span<UInt8>) -> Bool {
    guard let type = field(2, of: segment, text), type.count == 2 else { return false }
    let (first, second) = (text[type.lowerBound], text[type.lowerBound + 1])
    return second == 0x54 && (first == 0x53 || first == 0x46)
      || first == 0x54 && second == 0x58
  }

  private func isEqual(_ range: Range<Int>, _ value: [UInt8], _ text: Span<UInt8>) -> Bool {
    guard range.count == value.count else { return false }
    for index in value.indices where text[range.lowerBound + index] != value[index] { return false }
    return true
  }
}

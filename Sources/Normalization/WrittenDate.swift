/// The parts of a date cell in the order they are written, before anybody knows what each part means.
struct WrittenDate {
  /// A number with its digits, or a month by name (`digits` 0).
  struct Part {
    var value = 0
    var digits = 0
    var isMonth: Bool { digits == 0 }
    /// Says whether it is written as years are: in four digits.
    var isYear: Bool { digits == 4 }
    var isShort: Bool { digits == 1 || digits == 2 }
  }

  private(set) var first = Part()
  private(set) var second = Part()
  private(set) var third = Part()
  private(set) var count = 0
  /// Set when the parts were not separated: six or more digits in one run.
  private(set) var compact = Part()

  /// Takes a cell apart; nil when it is not built like a date, with or without a time behind it.
  @inline(__always)
  init?(_ cell: Span<UInt8>) {
    var index = 0
    while index < cell.count, cell[index] == 0x20 { index += 1 }
    while count < 3, index < cell.count {
      if isDigit(cell[index]) {
        guard let run = Self.number(cell, &index) else { return nil }
        if run.digits > 4 {
          guard count == 0 else { return nil }
          compact = run
          break
        }
        Self.skipOrdinal(cell, &index)
        add(run)
      } else if isLetter(cell[index]) {
        guard let month = Self.month(cell, &index) else { return nil }
        add(month)
      } else {
        return nil
      }
      guard count < 3 else { break }
      let afterPart = index
      Self.skipSeparator(cell, &index)
      if index == cell.count, afterPart < index, cell[index - 1] != 0x20 { return nil }
    }
    guard WrittenTime.isTail(cell, index, afterCompact: compact.digits >= 8) else { return nil }
    guard count > 0 || compact.digits > 0 else { return nil }
  }

  private mutating func add(_ part: Part) {
    switch count {
    case 0: first = part
    case 1: second = part
    default: third = part
    }
    count += 1
  }

  /// A run of up to 14 digits.
  @inline(__always)
  private static func number(_ cell: Span<UInt8>, _ index: inout Int) -> Part? {
    var part = Part()
    while index < cell.count, isDigit(cell[index]) {
      guard part.digits < 14 else { return nil }
      part.value = part.value &* 10 &+ Int(cell[index] &- 48)
      part.digits += 1
      index += 1
    }
    return part
  }

  private static func month(_ cell: Span<UInt8>, _ index: inout Int) -> Part? {
    var word = PackedWord()
    while index < cell.count, isLetter(cell[index]) {
      word.append(cell[index] & 0xDF)
      index += 1
    }
    guard let month = MonthNames.month(word) else { return nil }
    if index < cell.count, cell[index] == UInt8(ascii: ".") { index += 1 }
    return Part(value: month, digits: 0)
  }

  /// Skips the letters of `1st`, `2nd`, `3rd`, `4th`.
  @inline(__always)
  private static func skipOrdinal(_ cell: Span<UInt8>, _ index: inout Int) {
    guard index + 1 < cell.count, isLetter(cell[index]), isLetter(cell[index + 1]) else { return }
    if index + 2 < cell.count, isLetter(cell[index + 2]) { return }
    switch (cell[index] & 0xDF, cell[index + 1] & 0xDF) {
    case (83, 84), (78, 68), (82, 68), (84, 72): index += 2
    default: return
    }
  }

  /// Skips spaces with at most one of `/ - . ,` among them.
  @inline(__always)
  private static func skipSeparator(_ cell: Span<UInt8>, _ index: inout Int) {
    var hasMark = false
    while index < cell.count {
      switch cell[index] {
      case 0x20: break
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","):
        if hasMark { return }
        hasMark = true
      default: return
      }
      index += 1
    }
  }
}

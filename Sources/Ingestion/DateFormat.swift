/// Reads a date by the pattern that its record gives: `dd.MM.yyyy`, `MMddyyyy`, `M/d/yyyy`.
enum DateFormat {
  /// The date as `1998-03-09`; nil when there is no pattern, or the two do not fit.
  ///
  /// A time behind the date is left out. Two-digit years and names of months stay as they are
  /// written: they are read like those of any other source.
  static func isoDate(_ written: ArraySlice<UInt8>, as format: ArraySlice<UInt8>) -> [UInt8]? {
    var parts: [UInt8: Int] = [:]
    var at = written.startIndex
    var letter = format.startIndex
    while letter < format.endIndex, parts.count < 3 || !isTime(format[letter]) {
      let kind = format[letter]
      guard isLetter(kind) else {
        guard at < written.endIndex, written[at] == kind else { return nil }
        at += 1
        letter += 1
        continue
      }
      let run = format[letter...].prefix { $0 == kind }.count
      letter += run
      guard parts[kind] == nil, let most = digits(kind, run) else { return nil }
      let number = written[at...].prefix(most).prefix { (0x30...0x39).contains($0) }
      guard number.count >= (run == 1 ? 1 : run) else { return nil }
      parts[kind] = number.reduce(0) { $0 * 10 + Int($1) - 0x30 }
      at += number.count
    }
    guard let year = parts[UInt8(ascii: "y")], let month = parts[UInt8(ascii: "M")],
      let day = parts[UInt8(ascii: "d")], letter < format.endIndex || at == written.endIndex
    else { return nil }
    return padded(year, 4) + [0x2D] + padded(month, 2) + [0x2D] + padded(day, 2)
  }

  /// Digits that a part has at most.
  private static func digits(_ kind: UInt8, _ run: Int) -> Int? {
    switch (kind, run) {
    case (UInt8(ascii: "y"), 4): 4
    case (UInt8(ascii: "M"), 1...2), (UInt8(ascii: "d"), 1...2): 2
    default: nil
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isTime(_ byte: UInt8) -> Bool { byte == 0x20 || isLetter(byte) }

  private static func padded(_ number: Int, _ width: Int) -> [UInt8] {
    let digits = Array(String(number).utf8)
    return Array(repeating: 0x30, count: max(0, width - digits.count)) + digits
  }
}

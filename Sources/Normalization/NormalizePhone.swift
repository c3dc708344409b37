import RecordModel

/// Reads telephone numbers: ten digits for the US, others with a leading `+`.
struct NormalizePhone: ~Copyable {
  private let added: AddedPlaceholders
  private let column: Int?
  private var phones: TextWriter
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    added = tables.added(.phone)
    column = cells.column(of: .phone)
    phones = TextWriter(rows: cells.rows(of: column), expecting: cells.rows(of: column) * 11)
    rules = RuleColumn(rows: cells.rows(of: column))
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard let column else { return }
    let bytes = cells.bytes.span
    for row in rows {
      let range = cells.range(row, column)
      if !range.isEmpty {
        let cell = bytes.extracting(range)
        rules[row] = added.hold(cell) ? .placeholder : write(WrittenPhone(cell), cell)
      }
      phones.endValue()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values[.phone] = phones.finish()
    values[rules: .phone] = rules.bytes
  }

  @inline(__always)
  private mutating func write(_ phone: WrittenPhone, _ cell: Span<UInt8>) -> NormalizationRule {
    guard phone.isReadable else {
      return UnknownWords.isUnknown(cell) ? .placeholder : .unreadable
    }
    if phone.isPlaceholder { return .placeholder }
    if phone.isForeign {
      guard (8...15).contains(phone.count) else { return .unreadable }
      phones.append(UInt8(ascii: "+"))
    } else {
      guard phone.count == 10 else { return .unreadable }
      guard phone.number >= 2_000_000_000 else { return .impossible }
    }
    var scale: UInt64 = 1
    for _ in 1..<phone.count { scale *= 10 }
    while scale > 0 {
      phones.append(UInt8(truncatingIfNeeded: 48 + phone.number / scale % 10))
      scale /= 10
    }
    return .digitsOnly
  }
}

/// The digits of a telephone cell, without extension and without the US country code.
private struct WrittenPhone {
  private(set) var number: UInt64 = 0
  private(set) var count = 0
  private(set) var isForeign = false
  private(set) var isReadable = true

  @inline(__always)
  init(_ cell: Span<UInt8>) {
    var index = Self.start(cell)
    var startsWithPlus = false
    while index < cell.count {
      let byte = cell[index]
      if isDigit(byte) {
        guard count < 18 else {
          isReadable = false
          return
        }
        number = number &* 10 &+ UInt64(byte &- 48)
        count += 1
      } else if byte == UInt8(ascii: "+") {
        guard count == 0 else {
          isReadable = false
          return
        }
        startsWithPlus = true
      } else if isLetter(byte) || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
        guard count >= 7, Self.opensExtension(cell, index) else {
          isReadable = false
          return
        }
        break
      }
      index += 1
    }
    isReadable = count > 0
    dropCountryCode(startsWithPlus)
  }

  /// Drops `1` and `011`, after which a US or a foreign number is left.
  private mutating func dropCountryCode(_ startsWithPlus: Bool) {
    if count == 11, number / 10_000_000_000 == 1 {
      number %= 10_000_000_000
      count = 10
    } else if startsWithPlus {
      isForeign = true
    } else if count > 11, leading(3) == 11 {
      count -= 3
      isForeign = true
    }
  }

  /// The number that the first digits make.
  private func leading(_ digits: Int) -> UInt64 {
    var rest = number
    for _ in 0..<max(0, count - digits) { rest /= 10 }
    return rest
  }

  /// Numbers that stand for "unknown": one digit throughout, counting digits, exchange 555.
  ///
  /// After the CMS patient matching proposal 3.4.0. Exchange 555 is kept for directory assistance and
  /// fiction; nobody is reached there.
  var isPlaceholder: Bool {
    guard !isForeign else { return number == 0 }
    switch count {
    case 7: return Self.repeats(number, 7) || number / 10_000 == 555 || number == 1_234_567
    case 10:
      return Self.repeats(number, 10) || number / 10_000 % 1000 == 555
        || number == 1_234_567_890 || number % 10_000_000 == 0 || number % 10_000_000 == 9_999_999
    default: return number == 0
    }
  }

  private static func repeats(_ number: UInt64, _ digits: Int) -> Bool {
    var ones: UInt64 = 0
    for _ in 0..<digits { ones = ones * 10 + 1 }
    return number % ones == 0
  }

  /// Behind `tel:`, which C-CDA writes.
  private static func start(_ cell: Span<UInt8>) -> Int {
    guard cell.count > 4, cell[3] == UInt8(ascii: ":"), cell[0] | 0x20 == UInt8(ascii: "t"),
      cell[1] | 0x20 == UInt8(ascii: "e"), cell[2] | 0x20 == UInt8(ascii: "l")
    else { return 0 }
    return 4
  }

  /// `x12`, `ext. 12`, `extension 12`, `#12`, `;ext=12`.
  private static func opensExtension(_ cell: Span<UInt8>, _ index: Int) -> Bool {
    switch cell[index] | 0x20 {
    case UInt8(ascii: "x"), UInt8(ascii: "#") | 0x20, UInt8(ascii: ";"): true
    case UInt8(ascii: "e"): index + 1 < cell.count && cell[index + 1] | 0x20 == UInt8(ascii: "x")
    default: false
    }
  }
}

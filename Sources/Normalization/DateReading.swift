import RecordModel

/// What a written date means, and how that was decided.
struct DateReading: Equatable {
  var date: PartialDate
  var rule: NormalizationRule
  /// Says whether the century was not written.
  var guessesCentury = false

  /// No date.
  static func missing(_ rule: NormalizationRule) -> DateReading {
    DateReading(date: .missing, rule: rule)
  }
}

/// Reads date cells of one column: the order its numbers are written in, and the window of years.
struct DateReader: Equatable {
  /// What the pipeline file or the column's evidence says; nil when neither decides.
  var order: DateOrder?
  var window: YearWindow

  /// Reads a cell; an empty one is absent.
  @inline(__always)
  func read(_ cell: Span<UInt8>) -> DateReading {
    guard !cell.isEmpty else { return .missing(.absent) }
    guard let written = WrittenDate(cell) else { return .missing(Self.ruleOfWord(cell)) }
    if written.count == 3 { return readThree(written) }
    if written.compact.digits > 0 { return readCompact(written.compact) }
    return written.count == 2 ? readTwo(written) : readOne(written.first)
  }

  /// A cell that is no date: a word for "unknown", or not readable.
  private static func ruleOfWord(_ cell: Span<UInt8>) -> NormalizationRule {
    UnknownWords.isUnknown(cell) ? .placeholder : .unreadable
  }

  private func readOne(_ part: WrittenDate.Part) -> DateReading {
    guard part.isYear else { return .missing(.unreadable) }
    guard !Self.isFiller(part.value, digits: 4) else { return .missing(.placeholder) }
    return real(part.value, 0, 0, .readByShape)
  }

  // MARK: Three parts

  @inline(__always)
  private func readThree(_ written: WrittenDate) -> DateReading {
    let (first, second, third) = (written.first, written.second, written.third)
    if first.isMonth || second.isMonth || third.isMonth { return readNamed(first, second, third) }
    if Self.areFiller(first, second, third) { return .missing(.placeholder) }
    guard second.isShort else { return .missing(.unreadable) }
    if first.isYear, third.isShort {
      return real(first.value, second.value, third.value, .readByShape)
    }
    guard first.isShort else { return .missing(.unreadable) }
    if third.isYear { return readYearLast(first.value, second.value, third.value) }
    guard third.isShort else { return .missing(.unreadable) }
    return readShort(first.value, second.value, third.value)
  }

  /// `12-MAR-1961`, `Mar 12, 1961`, `1961 March 12`; two-digit years too.
  private func readNamed(
    _ first: WrittenDate.Part,
    _ second: WrittenDate.Part,
    _ third: WrittenDate.Part
  ) -> DateReading {
    let (month, day, year): (WrittenDate.Part, WrittenDate.Part, WrittenDate.Part)
    if first.isMonth {
      (month, day, year) = (first, second, third)
    } else if second.isMonth {
      let yearIsFirst =
        first.isYear || (!third.isYear && (first.value > 31 || order == .yearMonthDay))
      (month, day, year) = yearIsFirst ? (second, third, first) : (second, first, third)
    } else {
      (month, day, year) = (third, second, first)
    }
    guard day.isShort, !day.isMonth, !year.isMonth else { return .missing(.unreadable) }
    if year.isYear { return real(year.value, month.value, day.value, .readByShape) }
    guard year.isShort, !third.isMonth else { return .missing(.unreadable) }
    return realShort(year.value, month.value, day.value)
  }

  /// Two short numbers and a year: month and day, in one order or the other.
  @inline(__always)
  private func readYearLast(_ first: Int, _ second: Int, _ year: Int) -> DateReading {
    decide(
      monthFirst: PartialDate(year: year, month: first, day: second),
      dayFirst: PartialDate(year: year, month: second, day: first)
    )
  }

  /// Three short numbers.
  private func readShort(_ first: Int, _ second: Int, _ third: Int) -> DateReading {
    let yearIsFirst = order == .yearMonthDay || (order == nil && first > 31)
    if yearIsFirst {
      let reading = realShort(first, second, third)
      guard reading.rule == .impossible, order != nil else { return reading }
      return isReal(third, first, second) || isReal(third, second, first)
        ? .missing(.contradictsColumn) : reading
    }
    guard let year = window.year(third) else { return .missing(.impossible) }
    var reading = readYearLast(first, second, year)
    if reading.date.isMissing {
      if reading.rule == .impossible, first > 31, isReal(first, second, third) {
        reading.rule = .contradictsColumn
      }
      return reading
    }
    if window.isAmbiguous(third) { return .missing(.ambiguous) }
    reading.rule = .centuryByWindow
    reading.guessesCentury = true
    return reading
  }

  /// Chooses between two readings by shape, or by what is known of the column.
  private func decide(monthFirst: PartialDate?, dayFirst: PartialDate?) -> DateReading {
    let (chosen, other): (PartialDate?, PartialDate?)
    switch order {
    case .monthDayYear: (chosen, other) = (monthFirst, dayFirst)
    case .dayMonthYear: (chosen, other) = (dayFirst, monthFirst)
    case .yearMonthDay: (chosen, other) = (nil, monthFirst ?? dayFirst)
    case nil:
      if let monthFirst, let dayFirst, monthFirst != dayFirst { return .missing(.ambiguous) }
      (chosen, other) = (monthFirst ?? dayFirst, nil)
    }
    if let chosen {
      let isOnlyOne = other == nil || other == chosen
      return DateReading(date: chosen, rule: isOnlyOne ? .readByShape : .readByColumnOrder)
    }
    return .missing(other == nil ? .impossible : .contradictsColumn)
  }

  // MARK: One run of digits

  /// `19610304`, `03041961`, `196103`, `030461`, and HL7 times such as `196103041200`.
  private func readCompact(_ run: WrittenDate.Part) -> DateReading {
    switch run.digits {
    case 6: return readSixDigits(run.value)
    case 8: return readEightDigits(run.value)
    case 10, 12, 14:
      var day = run.value
      for _ in 8..<run.digits { day /= 10 }
      guard !Self.isFiller(day, digits: 8) else { return .missing(.placeholder) }
      return real(day / 10_000, day / 100 % 100, day % 100, .readByShape)
    default: return .missing(.unreadable)
    }
  }

  private func readEightDigits(_ value: Int) -> DateReading {
    if Self.isFiller(value, digits: 8) { return .missing(.placeholder) }
    let yearFirst = real(value / 10_000, value / 100 % 100, value % 100, .readByShape)
    // No date of the years 1300 to 9999 reads as a real date in both ways.
    if yearFirst.rule == .readByShape, value / 10_000 >= 1300 { return yearFirst }
    let yearLast = readYearLast(value / 1_000_000, value / 10_000 % 100, value % 10_000)
    return yearLast.rule == .impossible ? yearFirst : yearLast
  }

  private func readSixDigits(_ value: Int) -> DateReading {
    if Self.isFiller(value, digits: 6) { return .missing(.placeholder) }
    let month = PartialDate(year: value / 100, month: value % 100)
    let yearMonth = (1800...2199).contains(value / 100) && value % 100 > 0 ? month : nil
    let short = readShort(value / 10_000, value / 100 % 100, value % 100)
    guard let yearMonth else { return short }
    if short.rule == .impossible || short.rule == .contradictsColumn {
      return DateReading(date: yearMonth, rule: .readByShape)
    }
    let isDecided = order == .monthDayYear || order == .dayMonthYear
    return isDecided ? short : .missing(.ambiguous)
  }

  // MARK: Two parts

  /// `03/1961`, `1961-03`, `Mar 1961`; day unknown.
  private func readTwo(_ written: WrittenDate) -> DateReading {
    let (first, second) = (written.first, written.second)
    let (month, year) = first.isYear ? (second, first) : (first, second)
    if month.isYear || (!month.isShort && !month.isMonth) { return .missing(.unreadable) }
    if year.isYear {
      if Self.areFiller(month, month, year) { return .missing(.placeholder) }
      return real(year.value, month.value, 0, .readByShape)
    }
    if second.isMonth, !first.isMonth, first.isShort {
      return first.value > 31
        ? realShort(first.value, second.value, 0) : .missing(.ambiguous)
    }
    guard year.isShort, month.value <= 12 else { return .missing(.unreadable) }
    return year.value > 31 ? realShort(year.value, month.value, 0) : .missing(.ambiguous)
  }

  // MARK: Real dates

  @inline(__always)
  private func real(_ year: Int, _ month: Int, _ day: Int, _ rule: NormalizationRule) -> DateReading
  {
    guard let date = PartialDate(year: year, month: month, day: day) else {
      return .missing(.impossible)
    }
    return DateReading(date: date, rule: rule)
  }

  private func realShort(_ digits: Int, _ month: Int, _ day: Int) -> DateReading {
    guard let year = window.year(digits) else { return .missing(.impossible) }
    var reading = real(year, month, day, .centuryByWindow)
    guard reading.rule == .centuryByWindow else { return reading }
    if window.isAmbiguous(digits) { return .missing(.ambiguous) }
    reading.guessesCentury = true
    return reading
  }

  private func isReal(_ digits: Int, _ month: Int, _ day: Int) -> Bool {
    guard let year = window.year(digits) else { return false }
    return PartialDate(year: year, month: month, day: day) != nil
  }

  // MARK: Filler

  /// Zeros, eights or nines in every place: nobody's date.
  static func isFiller(_ value: Int, digits: Int) -> Bool { filler(value, digits: digits) != nil }

  /// The digit that fills every place, when it is 0, 8 or 9.
  private static func filler(_ value: Int, digits: Int) -> Int? {
    var ones = 0
    for _ in 0..<digits { ones = ones * 10 + 1 }
    if value == 0 { return 0 }
    return value == ones * 8 ? 8 : (value == ones * 9 ? 9 : nil)
  }

  @inline(__always)
  private static func areFiller(
    _ first: WrittenDate.Part,
    _ second: WrittenDate.Part,
    _ third: WrittenDate.Part
  ) -> Bool {
    // 00/00/61 and 00/00/1961 say a year; only one filler in every part says nothing.
    guard first.value == 0 || first.value >= 88 else { return false }
    let digit = filler(first.value, digits: first.digits)
    return digit != nil && digit == filler(second.value, digits: second.digits)
      && digit == filler(third.value, digits: third.digits)
  }
}

/// Puts a document's row on paper the way its facility does: date format, name layout, letter case.
struct Clerk {
  let facility: Facility
  private let habits: Facility.Habits

  init(_ facility: Facility) {
    self.facility = facility
    habits = facility.habits
  }

  /// The cells from the patient's name to the postal code.
  func put(_ written: Written, into cells: inout RowCells) {
    putName(written, into: &cells)
    putSex(written.sex, into: &cells)
    switch written.birth {
    case .missing: break
    case .placeholder: putDate(year: 1900, month: 1, day: 1, into: &cells)
    case .day(let day): put(day, into: &cells)
    }
    cells.endCell()
    putSSN(written.ssn, into: &cells)
    putPhone(written.phone, into: &cells)
    putHome(written.home, into: &cells)
  }

  /// The cells from the document's type to its number of pages.
  func put(_ paper: Paper, into cells: inout RowCells) {
    cells.put(Paper.types[paper.type])
    cells.endCell()
    if let served = paper.served { put(served, into: &cells) }
    cells.endCell()
    cells.put("B")
    cells.put(paper.box, digits: 4)
    cells.endCell()
    if let reel = paper.reel { putReel(reel, into: &cells) }
    cells.endCell()
    if paper.reel != nil { cells.put(paper.frame) }
    cells.endCell()
    cells.put(paper.pages)
    cells.endCell()
  }

  /// The cell of the image: a path by facility and reel or box.
  func putImage(_ number: Int, of paper: Paper, digits: Int, into cells: inout RowCells) {
    if paper.hasImage {
      cells.put("/archive/")
      for letter in habits.code.utf8 { cells.put(letter | 0x20) }
      cells.put("/")
      if let reel = paper.reel {
        putReel(reel, into: &cells)
      } else {
        cells.put("B")
        cells.put(paper.box, digits: 4)
      }
      cells.put("/")
      cells.put(number, digits: digits)
      cells.put(".tif")
    }
    cells.endCell()
  }

  /// The cell of a record number, as this facility writes them.
  func putRecordNumber(_ number: Int?, digits: Int, into cells: inout RowCells) {
    if let number {
      if facility == .stJoseph { cells.put("S") }
      if facility == .pediatrics { cells.put("P-") }
      cells.put(
        number + (facility == .oncology ? 1 : 0),
        digits: facility == .oncology ? 1 : digits
      )
    }
    cells.endCell()
  }

  func putCode(into cells: inout RowCells) {
    for letter in habits.code.utf8 { cells.put(letter) }
    cells.endCell()
  }

  private func putReel(_ reel: Int, into cells: inout RowCells) {
    cells.put("R")
    cells.put(reel, digits: 4)
  }

  private func putName(_ written: Written, into cells: inout RowCells) {
    if habits.writesWholeName {
      putCased(written.family, into: &cells)
      if written.suffix != .none {
        cells.put(" ")
        putSuffix(written.suffix, into: &cells)
      }
      cells.put(", ")
      putCased(written.given, into: &cells)
      if !written.middle.isEmpty {
        cells.put(" ")
        cells.put(written.middle[0])
      }
      for _ in 0..<5 { cells.endCell() }
    } else {
      cells.endCell()
      putCased(written.family, into: &cells)
      cells.endCell()
      putCased(written.given, into: &cells)
      cells.endCell()
      putCased(written.middle, into: &cells)
      cells.endCell()
      putSuffix(written.suffix, into: &cells)
      cells.endCell()
    }
  }

  private func putCased(_ word: Word, into cells: inout RowCells) {
    var isFirst = true
    for index in 0..<word.count {
      let byte = word[index]
      let isLetter = byte >= 65 && byte <= 90
      cells.put(isLetter && !isFirst && !habits.writesUpperCase ? byte | 0x20 : byte)
      isFirst = !isLetter
    }
  }

  private func putSuffix(_ suffix: Suffix, into cells: inout RowCells) {
    switch suffix {
    case .none: break
    case .junior: cells.put(habits.writesUpperCase ? "JR" : "Jr")
    case .senior: cells.put(habits.writesUpperCase ? "SR" : "Sr")
    case .second: cells.put("II")
    case .third: cells.put("III")
    }
  }

  private func putSex(_ sex: Written.WrittenSex, into cells: inout RowCells) {
    switch (sex, facility) {
    case (.missing, _): break
    case (.male, .stJoseph): cells.put("Male")
    case (.female, .stJoseph): cells.put("Female")
    case (.unknown, .stJoseph): cells.put("Unknown")
    case (.male, .clinic): cells.put("m")
    case (.female, .clinic): cells.put("f")
    case (.unknown, .clinic): cells.put("u")
    case (.male, _): cells.put("M")
    case (.female, _): cells.put("F")
    case (.unknown, _): cells.put("U")
    }
    cells.endCell()
  }

  private func putSSN(_ ssn: Written.Digits, into cells: inout RowCells) {
    let number: Int
    switch ssn {
    case .missing: return cells.endCell()
    case .unknownWord:
      cells.put("UNKNOWN")
      return cells.endCell()
    case .zeros: number = 0
    case .nines: number = 999_999_999
    case .number(let digits): number = digits
    }
    let dash: StaticString = habits.ssnDashes ? "-" : ""
    cells.put(number / 1_000_000, digits: 3)
    cells.put(dash)
    cells.put(number / 10_000 % 100, digits: 2)
    cells.put(dash)
    cells.put(number % 10_000, digits: 4)
    cells.endCell()
  }

  private func putPhone(_ phone: Written.Digits, into cells: inout RowCells) {
    let number: Int
    switch phone {
    case .missing: return cells.endCell()
    case .unknownWord:
      cells.put("UNKNOWN")
      return cells.endCell()
    case .zeros: number = 0
    case .nines: number = 9_999_999_999
    case .number(let digits): number = digits
    }
    let hasBrackets = facility == .general || facility == .pediatrics
    if hasBrackets { cells.put("(") }
    cells.put(number / 10_000_000, digits: 3)
    cells.put(hasBrackets ? ") " : facility == .rural ? "" : "-")
    cells.put(number / 10_000 % 1000, digits: 3)
    cells.put(facility == .rural ? "" : "-")
    cells.put(number % 10_000, digits: 4)
    cells.endCell()
  }

  private func putHome(_ home: Home, into cells: inout RowCells) {
    guard home.kind == .address else {
      if home.kind == .unknownWord { cells.put("UNKNOWN") }
      for _ in 0..<4 { cells.endCell() }
      return
    }
    cells.put(Int(home.number))
    cells.put(" ")
    putCased(Places.streets[Int(home.street)], into: &cells)
    if home.apartment > 0 {
      cells.put(habits.writesUpperCase ? " APT " : " Apt ")
      cells.put(Int(home.apartment))
    }
    cells.endCell()
    putCased(Places.towns[Int(home.town)].city, into: &cells)
    cells.endCell()
    cells.put(Places.state)
    cells.endCell()
    cells.put(Int(home.postalCode), digits: 5)
    cells.endCell()
  }

  private func putCased(_ text: [UInt8], into cells: inout RowCells) {
    var isFirst = true
    for byte in text {
      let isLetter = byte >= 65 && byte <= 90
      cells.put(isLetter && !isFirst && !habits.writesUpperCase ? byte | 0x20 : byte)
      isFirst = !isLetter
    }
  }

  private func put(_ day: CalendarDay, into cells: inout RowCells) {
    let parts = day.parts
    putDate(year: parts.year, month: parts.month, day: parts.day, into: &cells)
  }

  private func putDate(year: Int, month: Int, day: Int, into cells: inout RowCells) {
    switch facility {
    case .general, .behavioral: putNumbers(month, day, year, between: "/", 4, into: &cells)
    case .film: putNumbers(month, day, year % 100, between: "/", 2, into: &cells)
    case .pediatrics: putNumbers(month, day, year, between: "-", 4, into: &cells)
    case .stJoseph, .rural:
      let between: StaticString = facility == .rural ? "" : "-"
      cells.put(year, digits: 4)
      cells.put(between)
      cells.put(month, digits: 2)
      cells.put(between)
      cells.put(day, digits: 2)
    case .clinic:
      cells.put(day, digits: 2)
      cells.put("-")
      cells.put(Self.months[month - 1])
      cells.put("-")
      cells.put(year, digits: 4)
    case .oncology:
      cells.put(Self.months[month - 1])
      cells.put(" ")
      cells.put(day, digits: 2)
      cells.put(", ")
      cells.put(year, digits: 4)
    }
  }

  private func putNumbers(
    _ month: Int,
    _ day: Int,
    _ year: Int,
    between: StaticString,
    _ yearDigits: Int,
    into cells: inout RowCells
  ) {
    cells.put(month, digits: 2)
    cells.put(between)
    cells.put(day, digits: 2)
    cells.put(between)
    cells.put(year, digits: yearDigits)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ].map { Array($0.utf8) }
}

/// A person as a clerk wrote them down at a registration, or a typist once more from the paper.
struct Written: Equatable {
  /// A date of birth: none, the date that stands for none, or a day.
  enum Birth: Equatable {
    case missing, placeholder
    case day(CalendarDay)
  }

  /// A number of digits: none, one that stands for none, or the digits.
  enum Digits: Equatable {
    case missing, zeros, nines, unknownWord
    case number(Int)

    var number: Int? {
      if case .number(let number) = self { return number }
      return nil
    }
  }

  enum WrittenSex: UInt8 { case male, female, unknown, missing }

  var family: Word
  var given: Word
  var middle: Word
  var suffix: Suffix
  var sex: WrittenSex
  var birth: Birth
  var ssn: Digits
  var phone: Digits
  var home: Home

  init(_ person: Person, town: Town) {
    let names = town.givenNames(person.sex)
    family = person.family
    given = names.words[person.given]
    middle = names.words[person.middle]
    suffix = person.suffix
    sex = person.sex == .male ? .male : .female
    birth = .day(person.birth)
    ssn = .number(person.ssn)
    phone = .number(person.phone)
    home = person.home
  }

  /// How many things two registrations share that few people share.
  func evidence(sharedWith other: Written) -> Int {
    var count = 0
    if Self.shareFamily(family, other.family) { count += 1 }
    if case .day(let day) = birth, case .day(let otherDay) = other.birth {
      // A wrong date is still near the right one.
      count += day == otherDay ? 2 : 1
    }
    if case .number = ssn, ssn == other.ssn { count += 3 }
    if case .number = phone, phone == other.phone { count += 1 }
    if home.kind == .address, home == other.home { count += 1 }
    return count
  }

  // A double name shares its first part.
  private static func shareFamily(_ left: Word, _ right: Word) -> Bool {
    let (short, long) = left.count < right.count ? (left, right) : (right, left)
    guard short.count == long.count || long[short.count] == UInt8(ascii: "-") else { return false }
    for index in 0..<short.count where short[index] != long[index] { return false }
    return true
  }
}

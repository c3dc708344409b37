/// Male or female, as people are; what is written down is in `Written`.
enum Sex: UInt8 { case male, female }

/// What tells a father from the son who has his name.
enum Suffix: UInt8 { case none, junior, senior, second, third }

/// Where a household lives.
struct Home: Equatable {
  /// Nothing written, the word UNKNOWN, or an address.
  enum Kind: UInt8 { case missing, unknownWord, address }

  var kind = Kind.missing
  var number: UInt16 = 0
  var street: UInt16 = 0
  var apartment: UInt8 = 0
  var town: UInt8 = 0
  var postalCode: UInt32 = 0
}

/// A made-up person, as they are.
struct Person {
  var ordinal: Int
  var family: Word
  var given: Int
  var middle: Int
  var suffix = Suffix.none
  var sex: Sex
  var birth: CalendarDay
  /// Nine digits; the area is one of the state's.
  var ssn: Int
  var phone: Int
  var home: Home
  var isTwin = false
  var isNamesake = false
}

/// What is compared of two registrations; each has levels, of which 0 is "missing on either side".
///
/// Levels and their order are those of the model's tables: a new level goes to the end of its comparison
/// and gives the model another version.
enum Comparison: Int, CaseIterable {
  case given, family, birth, ssn, middle, generation, sex, service, contact

  /// How many levels it has, "missing" among them.
  var levelCount: Int { words.count }

  /// How far left a level stands in a packed pattern.
  var shift: UInt64 { UInt64(rawValue * 4) }

  /// What each level is called.
  var words: [String] {
    switch self {
    case .given: GivenLevel.allCases.map(\.words)
    case .family: FamilyLevel.allCases.map(\.words)
    case .birth: BirthLevel.allCases.map(\.words)
    case .ssn: SSNLevel.allCases.map(\.words)
    case .middle: MiddleLevel.allCases.map(\.words)
    case .generation: GenerationLevel.allCases.map(\.words)
    case .sex: SexLevel.allCases.map(\.words)
    case .service: ServiceLevel.allCases.map(\.words)
    case .contact: ContactLevel.allCases.map(\.words)
    }
  }

  var name: String { String(describing: self) }
}

/// Given names, from the most alike to the least.
enum GivenLevel: UInt8, CaseIterable {
  case missing, equal, nickname, oneEdit, near, swapped, equalsMiddle, initial, resembles, differs

  var words: String {
    switch self {
    case .missing: "not known of both"
    case .equal: "equal"
    case .nickname: "one is the other's nickname"
    case .oneEdit: "one letter apart"
    case .near: "nearly the same letters"
    case .swapped: "given and family name stand in each other's place"
    case .equalsMiddle: "one is the other's middle name"
    case .initial: "one is the other's initial"
    case .resembles: "alike"
    case .differs: "different"
    }
  }
}

/// Family names; each part of a double name and a name borne before counts.
enum FamilyLevel: UInt8, CaseIterable {
  case missing, equal, oneEdit, near, swapped, differsBothWomen, differs

  var words: String {
    switch self {
    case .missing: "not known of both"
    case .equal: "equal"
    case .oneEdit: "one letter apart"
    case .near: "nearly the same letters or sound"
    case .swapped: "given and family name stand in each other's place"
    case .differsBothWomen: "different, both women"
    case .differs: "different"
    }
  }
}

/// Birth dates.
enum BirthLevel: UInt8, CaseIterable {
  case missing, equal, partlyEqual, swapped, dayOff, yearOff, oneDigit, monthOnly, dayOnly, otherYear, sameYear,
    differsLittle, differs

  var words: String {
    switch self {
    case .missing: "not known of both"
    case .equal: "equal"
    case .partlyEqual: "equal as far as both are known"
    case .swapped: "day and month stand in each other's place"
    case .dayOff: "one or ten days apart in the same month"
    case .yearOff: "one, two, ten or a hundred years apart to the day"
    case .oneDigit: "one digit apart"
    case .monthOnly: "only the month differs"
    case .dayOnly: "only the day differs"
    case .otherYear: "the same day of another year"
    case .sameYear: "another day of the same year"
    case .differsLittle: "up to twelve years apart"
    case .differs: "more than twelve years apart"
    }
  }
}

/// Social security numbers.
enum SSNLevel: UInt8, CaseIterable {
  case missing, equal, oneEdit, twoEdits, differs

  var words: String {
    switch self {
    case .missing: "not known of both"
    case .equal: "equal"
    case .oneEdit: "one digit apart"
    case .twoEdits: "two digits apart"
    case .differs: "different"
    }
  }
}

/// Middle names and initials.
enum MiddleLevel: UInt8, CaseIterable {
  case missing, equal, initialAgrees, onlyInitialAgrees, differs

  var words: String {
    switch self {
    case .missing: "not known of both"
    case .equal: "equal"
    case .initialAgrees: "the initial agrees"
    case .onlyInitialAgrees: "the initial agrees, the names differ"
    case .differs: "different"
    }
  }
}

/// Jr, Sr, II, III.
enum GenerationLevel: UInt8, CaseIterable {
  case missing, equal, oneSide, conflict

  var words: String {
    switch self {
    case .missing: "neither has a suffix"
    case .equal: "equal"
    case .oneSide: "one has a suffix"
    case .conflict: "two different suffixes"
    }
  }
}

/// Sex, which says little where given names agree, and much where they do not.
enum SexLevel: UInt8, CaseIterable {
  case missing, equalNamesAgree, differsNamesAgree, equalNamesDiffer, differsNamesDiffer

  var words: String {
    switch self {
    case .missing: "not known of both"
    case .equalNamesAgree: "equal, as are the given names"
    case .differsNamesAgree: "different, though the given names agree"
    case .equalNamesDiffer: "equal, the given names are not"
    case .differsNamesDiffer: "different, as are the given names"
    }
  }
}

/// A visit before the other was born.
enum ServiceLevel: UInt8, CaseIterable {
  case missing, possible, beforeBirth

  var words: String {
    switch self {
    case .missing: "not known"
    case .possible: "no visit before the other's birth"
    case .beforeBirth: "a visit more than a year before the other's birth"
    }
  }
}

/// Address, phone and district, which move together, weighed once.
enum ContactLevel: UInt8, CaseIterable {
  case missing, addressAndPhone, addressPhoneMissing, addressPhoneDiffers, phoneAddressMissing,
    phoneAddressDiffers, district, nothing, house

  var words: String {
    switch self {
    case .missing: "not known of both"
    case .addressAndPhone: "same address and phone"
    case .addressPhoneMissing: "same address, no phone to compare"
    case .addressPhoneDiffers: "same address, another phone"
    case .phoneAddressMissing: "same phone, no address to compare"
    case .phoneAddressDiffers: "same phone, another address"
    case .district: "same postal district only"
    case .nothing: "other address, phone and district"
    case .house: "same house number and postal district, another street"
    }
  }
}

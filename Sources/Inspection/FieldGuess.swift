package import RecordModel

/// Which field a column most likely is, by what it is called and by what its values look like.
package struct FieldGuess: Sendable, Equatable {
  package var field: Field
  /// Why a person must look; nil when name and values agree.
  package var doubt: String?

  /// What is known of a column when its field is guessed.
  package struct Column: Sendable {
    /// What it may be called, the most particular first; empty where nothing is known.
    package var names: [String]
    package var statistics: ColumnStatistics
    /// The field that the format itself gives it.
    package var field: Field?

    package init(names: [String], statistics: ColumnStatistics, field: Field? = nil) {
      self.names = names
      self.statistics = statistics
      self.field = field
    }
  }

  /// One guess a column, and no field twice.
  package static func all(_ columns: [Column]) -> [FieldGuess?] {
    var guesses = columns.map(byName)
    settleDoubles(&guesses, columns)
    let isNamed = columns.contains { !$0.names.isEmpty }
    for index in columns.indices where guesses[index] == nil {
      guard let field = byContent(columns[index].statistics, isNamed: isNamed),
        !taken(field, guesses)
      else { continue }
      guesses[index] = FieldGuess(field: field, doubt: "only its values look like it")
    }
    if !isNamed { addNumbers(&guesses, columns) }
    return guesses
  }

  private static func byName(_ column: Column) -> FieldGuess? {
    if let field = column.field { return FieldGuess(field: field) }
    for name in column.names {
      guard let field = HeadingWords.field(of: name) else { continue }
      return FieldGuess(field: field, doubt: doubt(field, column.statistics))
    }
    return nil
  }

  private static func doubt(_ field: Field, _ found: ColumnStatistics) -> String? {
    guard found.filled > 0 else { return nil }
    let fitting: UInt64
    switch field {
    case .birthDate, .deathDate, .serviceDate, .scanDate:
      fitting = found.dates + found.writtenDates
    case .sex: fitting = found.sexes
    case .ssn: fitting = found.count(.socialSecurity)
    case .pageCount: fitting = found.count(.digits)
    default: return nil
    }
    return fitting * 2 < found.filled ? "less than half of its values look like it" : nil
  }

  /// Of two columns for one field the first stays; an `ID` gives way to a name that says more.
  private static func settleDoubles(_ guesses: inout [FieldGuess?], _ columns: [Column]) {
    let hasDocument = guesses.contains { guess in
      guard let field = guess?.field else { return false }
      return [.documentType, .image, .frame, .reel, .fiche].contains(field)
    }
    for index in guesses.indices where columns[index].field == nil {
      guard let guess = guesses[index],
        let other = guesses.indices.first(where: {
          $0 != index && guesses[$0]?.field == guess.field
        })
      else { continue }
      let isPlain = columns[index].names.last?.lowercased() == "id"
      if guess.field == .recordNumber, isPlain, hasDocument, !taken(.documentID, guesses) {
        guesses[index] = FieldGuess(field: .documentID, doubt: "it is called by a number only")
      } else if isPlain || other < index || columns[other].field != nil {
        guesses[index] = nil
      }
    }
  }

  private static func byContent(_ found: ColumnStatistics, isNamed: Bool) -> Field? {
    guard found.filled >= 3 else { return nil }
    func most(_ count: UInt64) -> Bool { count * 10 >= found.filled * 9 }
    if most(found.count(.commaName)) { return .name }
    if most(found.count(.socialSecurity)), found.count(.digits) == 0 { return .ssn }
    if most(found.count(.filePath)) { return .image }
    let letters = found.count(.sexLetter) + found.count(.sexWord)
    if most(letters), found.distinct.number <= 6 { return .sex }
    // With headings, a date nobody named could be any date.
    return !isNamed && most(found.dates) ? .birthDate : nil
  }

  /// Without any name: the first column of like numbers that hardly repeat is the record number.
  private static func addNumbers(_ guesses: inout [FieldGuess?], _ columns: [Column]) {
    guard !taken(.recordNumber, guesses) else { return }
    for index in columns.indices where guesses[index] == nil {
      let found = columns[index].statistics
      let isNumber =
        found.filled >= 3 && found.count(.digits) * 10 >= found.filled * 9 && found.longest >= 4
        && found.distinct.number * 4 >= found.filled
      guard isNumber else { continue }
      guesses[index] = FieldGuess(
        field: .recordNumber,
        doubt: "the first column of numbers that hardly repeat"
      )
      return
    }
  }

  private static func taken(_ field: Field, _ guesses: [FieldGuess?]) -> Bool {
    guesses.contains { $0?.field == field }
  }
}

extension ColumnStatistics {
  /// Rows that are dates in numbers.
  package var dates: UInt64 {
    count(.monthFirst) + count(.dayFirst) + count(.eitherOrder) + count(.yearFirst)
      + count(.compactDate)
  }

  /// Rows with letters and digits, as `3 MAR 1941`: perhaps dates in words.
  var writtenDates: UInt64 { count(.wordsAndDigits) }

  /// Rows that are a code or a word for a sex.
  package var sexes: UInt64 {
    count(.sexLetter) + count(.sexWord) + count(.sexOne) + count(.sexTwo) + count(.sexZero)
      + count(.sexNine)
  }
}

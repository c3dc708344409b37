/// The months as English exports write them.
enum MonthNames {
  /// The month of a word (`MAR`, `March`, `Sept`): 1 to 12, or nil.
  ///
  /// A word is a month when it is the month's first three letters or more of its name.
  static func month(_ word: PackedWord) -> Int? { table.value(of: word) }

  private static let table = WordTable(
    names.enumerated().flatMap { index, name in
      (3...name.utf8.count).map { (word: String(name.prefix($0)), value: index + 1) }
    },
    empty: 0
  )

  private static let names = [
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
    "OCTOBER", "NOVEMBER", "DECEMBER",
  ]
}

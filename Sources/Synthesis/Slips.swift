/// Errors of fingers, ears and reading machines.
enum Slips {
  /// Puts one error into a name of three letters or more.
  static func misspell(_ word: inout Word, isMachineRead: Bool, _ dice: inout Dice) {
    guard word.count >= 3 else { return }
    if isMachineRead, dice.chance(4000), misread(&word, &dice) { return }
    let at = dice.below(word.count - 1)
    switch dice.below(10) {
    case 0..<3: word[at] = neighbour(of: word[at], &dice)
    case 3..<5: if !mishear(&word, &dice) { word[at] = neighbour(of: word[at], &dice) }
    case 5..<7: word.remove(at: at + 1)
    case 7: word.insert(word[at], at: at)
    default: swapLetters(&word, at)
    }
  }

  private static func swapLetters(_ word: inout Word, _ at: Int) {
    let letter = word[at]
    word[at] = word[at + 1]
    word[at + 1] = letter
  }

  private static let keyRows = ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"].map { Array($0.utf8) }

  /// The key beside the one that was meant.
  private static func neighbour(of letter: UInt8, _ dice: inout Dice) -> UInt8 {
    for row in keyRows {
      guard let at = row.firstIndex(of: letter) else { continue }
      let side = dice.below(2) * 2 - 1
      return row.indices.contains(at + side) ? row[at + side] : row[at - side]
    }
    return letter
  }

  /// What sounds alike, or looks alike to a machine: the first is written as the second.
  private struct Confusion {
    var from: [UInt8]
    var to: [UInt8]

    init(_ pair: Substring) {
      let parts = pair.split(separator: ">")
      (from, to) = (Array(parts[0].utf8), Array(parts[1].utf8))
    }

    static func list(_ text: String) -> [Confusion] {
      text.split(separator: " ").map { Confusion($0) }
    }
  }

  private static let sounds = Confusion.list(
    "PH>F CK>K IE>Y EE>EA EY>Y CH>SH LL>L NN>N TT>T SS>S RR>R AI>AY AU>AW OU>OW KS>X TH>T C>K K>C S>Z"
      + " Z>S Y>I I>Y E>A A>E O>A J>G W>V D>T B>P M>N"
  )
  private static let shapes = Confusion.list(
    "RN>M M>RN O>0 I>1 L>1 S>5 B>8 O>D C>G U>V E>F H>N CL>D VV>W"
  )

  private static func mishear(_ word: inout Word, _ dice: inout Dice) -> Bool {
    confuse(&word, sounds, &dice)
  }

  private static func misread(_ word: inout Word, _ dice: inout Dice) -> Bool {
    confuse(&word, shapes, &dice)
  }

  // Begins anywhere in the list, so that every confusion has its turn.
  private static func confuse(
    _ word: inout Word,
    _ confusions: [Confusion],
    _ dice: inout Dice
  ) -> Bool {
    let start = dice.below(confusions.count)
    for step in confusions.indices {
      let confusion = confusions[(start + step) % confusions.count]
      guard let at = place(of: confusion.from, in: word) else { continue }
      for _ in confusion.from { word.remove(at: at) }
      for (offset, byte) in confusion.to.enumerated() { word.insert(byte, at: at + offset) }
      return true
    }
    return false
  }

  private static func place(of letters: [UInt8], in word: Word) -> Int? {
    guard word.count > letters.count else { return nil }
    for start in 0...(word.count - letters.count) {
      var isHere = true
      for (offset, letter) in letters.enumerated() where word[start + offset] != letter {
        isHere = false
      }
      if isHere { return start }
    }
    return nil
  }

  /// A number with one digit keyed wrongly; never one that nobody can have.
  static func mistypedSSN(_ number: Int, _ dice: inout Dice) -> Int {
    // The first digit stays: an area from 900 up, or 000, is no number of a person.
    var wrong = changed(number, digit: dice.below(8), &dice)
    if wrong / 10_000 % 100 == 0 { wrong += 10_000 }
    if wrong % 10_000 == 0 { wrong += 1 }
    if wrong / 1_000_000 == 666 { wrong += 1_000_000 }
    return wrong
  }

  // The digit at a place, counted from the last, becomes another one.
  private static func changed(_ number: Int, digit place: Int, _ dice: inout Dice) -> Int {
    var scale = 1
    for _ in 0..<place { scale *= 10 }
    let old = number / scale % 10
    return number + ((old + dice.within(1...9)) % 10 - old) * scale
  }

  /// A birth date keyed wrongly: day and month swapped, a year, a month or a day off.
  static func mistaken(_ birth: CalendarDay, _ dice: inout Dice) -> CalendarDay {
    var (year, month, day) = birth.parts
    switch dice.below(4) {
    case 0 where day <= 12: (month, day) = (day, month)
    case 0, 1: year += dice.of([-10, -2, -1, 1, 2, 10])
    case 2: day += dice.of([-10, -1, 1, 10])
    default: month = dice.within(1...12)
    }
    let wrong = CalendarDay(min(max(year, 1902), 2015), month, min(max(day, 1), 28))
    // These are dates that stand for "unknown".
    return wrong == CalendarDay(2000, 1, 1) ? birth : wrong
  }
}

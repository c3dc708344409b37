/// A document's row in the making: what was written of the person, and what of the paper.
struct DocumentInHand {
  var written: Written
  var paper: Paper

  /// The row was keyed again from the paper, with one slip.
  mutating func keyAgain(_ facility: Facility, _ dice: inout Dice) {
    let isMachineRead = facility.habits.isMachineRead
    switch dice.below(6) {
    case 0: Slips.misspell(&written.given, isMachineRead: isMachineRead, &dice)
    case 1: Slips.misspell(&written.family, isMachineRead: isMachineRead, &dice)
    case 2:
      if case .day(let birth) = written.birth { written.birth = .day(Slips.mistaken(birth, &dice)) }
    case 3:
      if let number = written.ssn.number { written.ssn = .number(Slips.mistypedSSN(number, &dice)) }
    case 4: (written.phone, written.middle) = (.missing, Word())
    default: written.home = Home()
    }
  }

  /// Another night says something else of it; always at least one cell.
  mutating func correct(
    _ registration: Papers.Registration,
    _ town: Town,
    _ dice: inout Dice
  ) {
    let before = written
    switch dice.below(6) {
    case 0:
      written.home = town.home(&dice)
      written.phone = .number(town.phone(&dice))
    case 1: written.phone = .number(town.phone(&dice))
    case 2, 3: written = registration.written
    case 4: paper.type = (paper.type + dice.within(1...5)) % Paper.types.count
    default: paper.pages += dice.within(1...3)
    }
    // Type and pages have changed for certain; what was written may have been right before.
    if written == before { paper.pages += 1 }
  }
}

/// A scanned document: what it is, when, and where on film or in which box it lies.
struct Paper {
  var type: Int
  /// Nil where nobody wrote the day down.
  var served: CalendarDay?
  var box: Int
  /// Nil for what was never filmed.
  var reel: Int?
  var frame: Int
  var pages: Int
  var hasImage: Bool

  /// Document types as the facilities call them, the most common first; one of them holds a comma.
  static let types: [[UInt8]] = [
    "Progress Note", "Laboratory Report", "Discharge Summary", "Radiology Report",
    "History and Physical", "Physician Orders", "Consultation", "Nursing Note", "Emergency Record",
    "Operative Report", "Pathology Report", "Face Sheet", "Consent Form", "Medication Record",
    "EKG",
    "Correspondence", "Insurance Card", "Therapy Note", "Anesthesia Record", "Immunization Record",
    "Release, signed", "Transfer Form", "Advance Directive", "Growth Chart", "Birth Record", "Misc",
  ].map { Array($0.utf8) }

  private static let draw = WeightedDraw(types.indices.map { 100_000 / (3 + $0) }, bits: 12)

  /// A document of a person at a facility.
  init(of person: Person, at registration: Papers.Registration, _ dice: inout Dice) {
    let habits = registration.facility.habits
    type = Self.draw.draw(&dice)
    served = dice.chance(100) ? nil : Self.day(of: person, at: registration, &dice)
    box = dice.within(1...2400)
    let (reel, frame) = (dice.within(1...1800), dice.within(1...2600))
    self.reel = habits.hasFilm ? reel : nil
    self.frame = frame
    pages = 1 + dice.below(18) * dice.below(18) / 18
    hasImage = !dice.chance(200)
  }

  // After birth, while the facility kept charts; of an unnamed newborn, in the first days.
  private static func day(
    of person: Person,
    at registration: Papers.Registration,
    _ dice: inout Dice
  ) -> CalendarDay {
    let years = registration.facility.habits.years
    let opened = CalendarDay(years.lowerBound, 1, 1)
    let start = max(opened, person.birth).number
    if registration.isUnnamed, person.birth >= opened {
      return CalendarDay(start + dice.below(10))
    }
    var end = CalendarDay(years.upperBound + 1, 1, 1).number
    if registration.facility == .pediatrics {
      end = min(end, max(person.birth.number + 21 * 365, start + 1))
    }
    return CalendarDay(start + dice.below(max(end - start, 1)))
  }
}

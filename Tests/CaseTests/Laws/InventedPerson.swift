/// A patient nobody ever was, made from a seed.
struct InventedPerson: Sendable {
  var family: String
  var given: String
  var middle: String
  var birth: CalendarDay
  var isFemale: Bool
  var ssn: String
  var phone: String
  var address: String
  var postalCode: String
  /// A record number for each facility that knows the patient.
  var numbers: [(facility: String, number: String)]

  static let facilities = ["EAST", "NORTH", "SOUTH", "WEST"]

  init(_ numbers: inout SeededNumbers, ordinal: Int) {
    family = numbers.pick(Self.families) + numbers.pick(["", "SON", "-LUND", "MANN"])
    given = numbers.pick(Self.given)
    middle = numbers.isOne(in: 2) ? "" : numbers.pick(["A", "J", "LOUISE", "T"])
    birth = CalendarDay(&numbers, years: 1905...1989)
    isFemale = numbers.isOne(in: 2)
    ssn = "\(200 + numbers.below(400))-\(11 + numbers.below(88))-\(1000 + numbers.below(9000))"
    phone = "(419) 55\(numbers.below(10))-\(1000 + numbers.below(9000))"
    address = "\(1 + numbers.below(900)) " + numbers.pick(Self.streets)
    postalCode = String(43_000 + numbers.below(900))
    let count = numbers.isOne(in: 4) ? 2 : 1
    self.numbers = Self.facilities.shuffled(using: &numbers).prefix(count).map {
      ($0, String(100_000 + ordinal))
    }
  }

  // The quotes, the line end and the letters beyond ASCII are what exports get wrong.
  private static let streets = [
    "ELM ST", "HARBOR ST, REAR", "\"B\" STREET", "MILL RD\r\nAPT 4", "QUAI SAINT-RENÉ", "ÅSGATAN",
  ]
  private static let families = [
    "AB’DAL", "BRANDT", "DE LA CRUZ", "EKHOLM", "FJÄLL", "GRØNN", "HOLT", "IVERS", "KOVAČ",
    "O'NEIL",
    "PRAT", "QUIST", "RUÍZ", "SØRLIE", "TAVARES", "VOSS", "WEBB", "ZELLER",
  ]
  private static let given = [
    "ADA", "BORIS", "CLEO", "DEV", "ELIF", "FINN", "GRETA", "HUGO", "INÉS", "JONAS", "KIRA", "LEO",
    "MÁRTA", "NILS", "ODA", "PIA", "RAÚL", "SIV", "TOVE", "UWE",
  ]
}

/// A day of the calendar, in the ways exports write it.
struct CalendarDay: Sendable {
  var year: Int
  var month: Int
  var day: Int

  /// A day that every month has.
  init(_ numbers: inout SeededNumbers, years: ClosedRange<Int>) {
    year = years.lowerBound + numbers.below(years.count)
    month = 1 + numbers.below(12)
    day = 1 + numbers.below(28)
  }

  var iso: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }

  /// Each facility has a way of its own.
  func written(by facility: String) -> String {
    switch facility {
    case "EAST": iso
    case "SOUTH": "\(Self.two(day))/\(Self.two(month))/\(year)"
    default: "\(Self.two(month))/\(Self.two(day))/\(year)"
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The facilities of the made-up region, each with habits of its own.
enum Facility: Int, CaseIterable, Sendable {
  case general, stJoseph, film, clinic, rural, pediatrics, behavioral, oncology

  /// What a facility does its own way.
  struct Habits: Sendable {
    var code: String
    /// Of a thousand registrations, how many are its own.
    var share: Int
    /// The years it kept these charts.
    var years: ClosedRange<Int>
    /// One column for the whole name, "LAST SUFFIX, FIRST M".
    var writesWholeName: Bool
    var writesUpperCase: Bool
    var hasFilm: Bool
    /// Typed from worn film by a machine: letters are taken for others of the same shape.
    var isMachineRead: Bool
    var ssnDashes: Bool
    var missing: Missing
  }

  /// How many registrations of ten thousand lack a cell.
  struct Missing: Sendable {
    var ssn: Int
    var phone: Int
    var home: Int
    var birth: Int
    var sex: Int
    var number: Int
  }

  var habits: Habits { Self.all[rawValue] }

  private static let all = allCases.map(\.ownHabits)

  private var ownHabits: Habits {
    switch self {
    case .general:
      habits("GEN", 260, 1978...2016, "UPPER FILM DASHES", (2600, 1100, 500, 120, 100, 0))
    case .stJoseph: habits("STJ", 170, 1990...2016, "DASHES", (2200, 900, 400, 80, 80, 0))
    case .film:
      habits(
        "FLM",
        150,
        1962...1999,
        "WHOLE UPPER FILM MACHINE DASHES",
        (4300, 2200, 1000, 320, 250, 1000)
      )
    case .clinic: habits("CLN", 120, 1995...2016, "", (2500, 800, 400, 80, 60, 0))
    case .rural: habits("RHC", 90, 1985...2014, "WHOLE UPPER", (3400, 1600, 700, 180, 150, 0))
    case .pediatrics: habits("PED", 80, 1980...2016, "FILM", (5500, 1000, 500, 50, 100, 0))
    case .behavioral:
      habits("BEH", 60, 1982...2012, "WHOLE UPPER MACHINE", (3800, 1800, 800, 200, 150, 0))
    case .oncology: habits("ONC", 70, 1992...2016, "WHOLE DASHES", (1800, 700, 300, 60, 50, 0))
    }
  }

  private func habits(
    _ code: String,
    _ share: Int,
    _ years: ClosedRange<Int>,
    _ words: String,
    _ missing: (ssn: Int, phone: Int, home: Int, birth: Int, sex: Int, number: Int)
  ) -> Habits {
    Habits(
      code: code,
      share: share,
      years: years,
      writesWholeName: words.contains("WHOLE"),
      writesUpperCase: words.contains("UPPER"),
      hasFilm: words.contains("FILM"),
      isMachineRead: words.contains("MACHINE"),
      ssnDashes: words.contains("DASHES"),
      missing: Missing(
        ssn: missing.ssn,
        phone: missing.phone,
        home: missing.home,
        birth: missing.birth,
        sex: missing.sex,
        number: missing.number
      )
    )
  }

  /// Draws facilities by their shares.
  static let draw = WeightedDraw(all.map(\.share), bits: 12)
}

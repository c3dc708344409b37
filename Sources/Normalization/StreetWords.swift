/// The abbreviations of USPS Publication 28 (appendices B, C1, C2) that street addresses mostly use, for
/// comparing addresses; published addresses keep their words.
struct StreetWords: Sendable {
  private let forms: WordTable<PackedWord>
  private let units: WordTable<Bool>

  init() {
    forms = WordTable(
      Self.abbreviations.map { (word: $0.0, value: PackedWord($0.1)) },
      empty: PackedWord()
    )
    units = WordTable(
      ["APT", "STE", "UNIT", "RM", "LOT", "BLDG", "FL", "NO"].map { (word: $0, value: true) },
      empty: false
    )
  }

  /// The abbreviation of a word, or nil.
  @inline(__always)
  func form(of word: PackedWord) -> PackedWord? { forms.value(of: word) }

  /// Says whether a word is followed by the number of a flat or room.
  func isUnit(_ word: PackedWord) -> Bool { units.value(of: word) != nil }

  private static let abbreviations: [(String, String)] = [
    ("STREET", "ST"), ("STR", "ST"), ("STRT", "ST"), ("AVENUE", "AVE"), ("AV", "AVE"),
    ("AVEN", "AVE"), ("AVNUE", "AVE"), ("ROAD", "RD"), ("DRIVE", "DR"), ("DRV", "DR"),
    ("LANE", "LN"), ("COURT", "CT"), ("CRT", "CT"), ("BOULEVARD", "BLVD"), ("BOUL", "BLVD"),
    ("BOULV", "BLVD"), ("CIRCLE", "CIR"), ("CIRC", "CIR"), ("CRCLE", "CIR"), ("PLACE", "PL"),
    ("SQUARE", "SQ"), ("SQR", "SQ"), ("TERRACE", "TER"), ("TERR", "TER"), ("TRAIL", "TRL"),
    ("TRAILS", "TRL"), ("PARKWAY", "PKWY"), ("PARKWY", "PKWY"), ("PKY", "PKWY"), ("PKWAY", "PKWY"),
    ("HIGHWAY", "HWY"), ("HIWAY", "HWY"), ("HIGHWY", "HWY"), ("EXPRESSWAY", "EXPY"),
    ("EXPRESS", "EXPY"), ("FREEWAY", "FWY"), ("TURNPIKE", "TPKE"), ("TRNPK", "TPKE"),
    ("ALLEY", "ALY"), ("ALLY", "ALY"), ("HEIGHTS", "HTS"), ("HEIGHT", "HTS"), ("HILL", "HL"),
    ("HILLS", "HLS"), ("CROSSING", "XING"), ("CRSSNG", "XING"), ("CREEK", "CRK"),
    ("CRESCENT", "CRES"),
    ("COVE", "CV"), ("ESTATE", "EST"), ("ESTATES", "ESTS"), ("EXTENSION", "EXT"), ("FERRY", "FRY"),
    ("FIELD", "FLD"), ("FIELDS", "FLDS"), ("FOREST", "FRST"), ("GARDEN", "GDN"),
    ("GARDENS", "GDNS"),
    ("GLEN", "GLN"), ("GREEN", "GRN"), ("GROVE", "GRV"), ("HARBOR", "HBR"), ("HOLLOW", "HOLW"),
    ("ISLAND", "IS"), ("JUNCTION", "JCT"), ("KNOLL", "KNL"), ("KNOLLS", "KNLS"), ("LAKE", "LK"),
    ("LANDING", "LNDG"), ("LOOP", "LOOP"), ("MANOR", "MNR"), ("MEADOW", "MDW"), ("MEADOWS", "MDWS"),
    ("MILL", "ML"), ("MOUNT", "MT"), ("MOUNTAIN", "MTN"), ("ORCHARD", "ORCH"), ("PIKE", "PIKE"),
    ("PLAZA", "PLZ"), ("POINT", "PT"), ("PRAIRIE", "PR"), ("RIDGE", "RDG"), ("RIVER", "RIV"),
    ("ROUTE", "RTE"), ("RT", "RTE"), ("SAINT", "ST"), ("SHORE", "SHR"), ("SHORES", "SHRS"),
    ("SPRING", "SPG"), ("SPRINGS", "SPGS"), ("STATION", "STA"), ("SUMMIT", "SMT"),
    ("VALLEY", "VLY"),
    ("VIEW", "VW"), ("VILLAGE", "VLG"), ("VISTA", "VIS"), ("WELLS", "WLS"), ("NORTH", "N"),
    ("SOUTH", "S"), ("EAST", "E"), ("WEST", "W"), ("NORTHEAST", "NE"), ("NORTHWEST", "NW"),
    ("SOUTHEAST", "SE"), ("SOUTHWEST", "SW"), ("APARTMENT", "APT"), ("APPT", "APT"),
    ("SUITE", "STE"), ("BUILDING", "BLDG"), ("FLOOR", "FL"), ("FLR", "FL"), ("ROOM", "RM"),
    ("TRAILER", "TRLR"), ("COUNTY", "CO"), ("FIRST", "1ST"), ("SECOND", "2ND"), ("THIRD", "3RD"),
    ("FOURTH", "4TH"), ("FIFTH", "5TH"), ("SIXTH", "6TH"), ("SEVENTH", "7TH"), ("EIGHTH", "8TH"),
    ("NINTH", "9TH"), ("TENTH", "10TH"),
  ]
}

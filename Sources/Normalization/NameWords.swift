/// What a word can be in a name besides a name.
struct NameWordKinds: OptionSet, Sendable {
  let rawValue: UInt16

  /// `JR`, `SR`, `II`, `III`, `IV`, `2ND`: tells father from son.
  static let generational = Self(rawValue: 1)
  /// `V`, `I`: generational only where no initial can stand.
  static let lateGenerational = Self(rawValue: 2)
  /// `MD`, `PHD`: published as a suffix.
  static let credential = Self(rawValue: 4)
  /// `MR`, `MRS`, `DR`.
  static let prefix = Self(rawValue: 8)
  /// `DE`, `VAN`, `MC`: belongs to the word behind it.
  static let particle = Self(rawValue: 16)
  /// `LA`, `LE`, `DER`: a particle inside a name, a family name of its own at the front.
  static let innerParticle = Self(rawValue: 32)
  /// `NEE`: a maiden name follows.
  static let nee = Self(rawValue: 64)
  /// Stands for "unknown" or a test in any part of a name, whatever follows.
  static let unknown = Self(rawValue: 128)
  /// Stands for "unknown" when it is the whole part.
  static let unknownAlone = Self(rawValue: 256)
  /// Stands for "unknown" as a given name only: `NEWBORN`, `TWIN`.
  static let unnamed = Self(rawValue: 512)
  /// Stands for "unknown" as a given name, alone or before a letter: `BOY A`.
  static let unnamedAlone = Self(rawValue: 1024)
  /// `NMN`, `NMI`: no middle name.
  static let noMiddle = Self(rawValue: 2048)
  /// `NO`, `NOT`: opens a phrase such as `NOT GIVEN`.
  static let opensPhrase = Self(rawValue: 4096)

  static let anySuffix: Self = [.generational, .lateGenerational, .credential]
}

/// The words that are looked for in names.
struct NameWords: Sendable {
  /// No word of the table is longer.
  static let longest = 14

  private let kinds: WordTable<NameWordKinds>
  private let suffixes: WordTable<PackedWord>

  init() {
    kinds = WordTable(
      Self.lists.flatMap { list in list.words.map { (word: $0, value: list.kinds) } },
      empty: []
    )
    suffixes = WordTable(
      Self.suffixForms.map { (word: $0.written, value: PackedWord($0.form)) },
      empty: PackedWord()
    )
  }

  /// What a word can be.
  @inline(__always)
  func kinds(of word: PackedWord) -> NameWordKinds {
    word.count <= Self.longest ? kinds.value(of: word) ?? [] : []
  }

  /// The one form that a suffix is published and compared in: `JR` for `Jr.` and `Junior`.
  func suffixForm(of word: PackedWord) -> PackedWord? { suffixes.value(of: word) }

  private static let lists: [(words: [String], kinds: NameWordKinds)] = [
    (["JR", "SR", "II", "III", "IV", "2ND", "3RD", "4TH", "JNR", "SNR"], .generational),
    (["V", "VI", "I", "5TH", "1ST"], .lateGenerational),
    (["MD", "PHD", "DDS", "DVM", "ESQ", "RN", "DMD", "LPN"], .credential),
    (["MR", "MRS", "MS", "MISS", "MSTR", "DR", "PROF", "REV", "HON"], .prefix),
    (
      [
        "DE", "DEL", "DELA", "DELLA", "DI", "DA", "DOS", "DAS", "DU", "DES", "VAN", "VON", "TER",
        "TEN", "SAN", "SANTA", "ST", "STE", "MC", "MAC", "O", "EL", "AL", "BIN", "IBN", "ABU",
      ], [.particle, .innerParticle]
    ),
    (["LA", "LE", "LAS", "LOS", "DER", "DEN", "Y"], .innerParticle),
    (["NEE"], .nee),
    (
      [
        "UNKNOWN", "UNK", "UNKN", "UNKWN", "UKN", "UNIDENTIFIED", "UNNAMED", "NONAME", "NOTGIVEN",
        "NOTKNOWN", "NOTAVAILABLE", "NOTPROVIDED", "TEST", "TESTING", "TESTPATIENT", "DEMO",
        "DUMMY",
        "SAMPLE", "JOHNDOE", "JANEDOE",
      ], .unknown
    ),
    (["NONE", "NLN", "DECEASED", "PATIENT", "REFUSED"], .unknownAlone),
    (["NEWBORN", "NB", "NFN", "TWIN", "TRIPLET", "INFANT"], .unnamed),
    (["BOY", "GIRL", "MALE", "FEMALE", "NA", "NULL"], .unnamedAlone),
    (["NMN", "NMI"], .noMiddle),
    (["NO", "NOT"], .opensPhrase),
  ]

  private static let suffixForms: [(written: String, form: String)] = [
    ("JR", "JR"), ("JNR", "JR"), ("JUNIOR", "JR"), ("SR", "SR"), ("SNR", "SR"), ("SENIOR", "SR"),
    ("I", "I"), ("1ST", "I"), ("II", "II"), ("2ND", "II"), ("III", "III"), ("3RD", "III"),
    ("IV", "IV"), ("4TH", "IV"), ("V", "V"), ("5TH", "V"), ("VI", "VI"), ("MD", "MD"),
    ("PHD", "PHD"), ("DDS", "DDS"), ("DVM", "DVM"), ("ESQ", "ESQ"), ("RN", "RN"), ("DMD", "DMD"),
    ("LPN", "LPN"),
  ]
}

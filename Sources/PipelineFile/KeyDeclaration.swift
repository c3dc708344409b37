/// One key of the pipeline file.
///
/// The reader, the schema and the messages all come from these declarations.
struct KeyDeclaration: Sendable {
  let key: String
  let kind: ValueKind
  let isRequired: Bool
  /// What holds when the key is not written, as one would write it.
  let standard: String?
  /// One sentence for a technician; editors show it.
  let help: String
  /// Says whether the key is known but does nothing in this version.
  let isAnnounced: Bool

  init(
    _ key: String,
    _ kind: ValueKind,
    isRequired: Bool = false,
    standard: String? = nil,
    isAnnounced: Bool = false,
    _ help: String
  ) {
    self.key = key
    self.kind = kind
    self.isRequired = isRequired
    self.standard = standard
    self.isAnnounced = isAnnounced
    self.help = help
  }
}

/// What may stand behind a key.
indirect enum ValueKind: Sendable {
  /// A single value of a form.
  case text(TextForm)
  /// One of a few words.
  case word(WordList)
  /// `true` or `false`.
  case flag
  /// A whole number.
  case number(ClosedRange<Int>)
  /// Several values, or one.
  case list(TextForm)
  /// A group of known keys.
  case section(Section)
  /// A group of keys that the writer chooses.
  case entries(key: TextForm, value: ValueKind)
  /// A single value, a list or a group, as each alternative says.
  case either([ValueKind])
}

/// A group of known keys.
struct Section: Sendable {
  /// What messages call a key of this group: key, field, rule.
  let noun: String
  let keys: [KeyDeclaration]
  /// Keys that belong elsewhere, and what they are for.
  let elsewhere: [String: String]
  /// Words that people try, and the key they mean.
  let synonyms: [String: String]

  init(
    _ keys: [KeyDeclaration],
    noun: String = "key",
    elsewhere: [String: String] = [:],
    synonyms: [String: String] = [:]
  ) {
    self.noun = noun
    self.keys = keys
    self.elsewhere = elsewhere
    self.synonyms = synonyms
  }

  /// The declaration of a key.
  func declaration(of key: String) -> KeyDeclaration? { keys.first { $0.key == key } }
}

/// The words that a key takes.
struct WordList: Sendable {
  let words: [String]
  /// What to do about any other word, when it is not a slip but a wish.
  let wish: String?

  init(_ words: [String], wish: String? = nil) {
    self.words = words
    self.wish = wish
  }
}

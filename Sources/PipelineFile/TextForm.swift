/// The form of a single value: how messages call it, how the schema tests it, how the reader does.
struct TextForm: Sendable {
  /// What a wrong value is not: "an absolute URI".
  let noun: String
  /// A pattern of ECMA-262 for the schema; it accepts all that the reader accepts.
  let pattern: String?
  /// A value to copy.
  let example: String
  /// Says whether an unquoted number is as good as a text.
  let takesNumbers: Bool
  /// Says whether `""` means something.
  let takesEmpty: Bool
  /// Says whether spaces, tabs and the like are values.
  let takesControls: Bool
  let accepts: @Sendable (String) -> Bool

  init(
    _ noun: String,
    pattern: String? = nil,
    example: String,
    takesNumbers: Bool = false,
    takesEmpty: Bool = false,
    takesControls: Bool = false,
    accepts: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.noun = noun
    self.pattern = pattern
    self.example = example
    self.takesNumbers = takesNumbers
    self.takesEmpty = takesEmpty
    self.takesControls = takesControls
    self.accepts = accepts
  }

  /// Says whether a text is of this form.
  func holds(for text: String) -> Bool {
    if text.isEmpty { return takesEmpty }
    guard
      takesControls || !text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
    else { return false }
    return accepts(text)
  }
}

extension TextForm {
  /// Any text: headings, reasons, codes.
  static func free(_ noun: String, example: String) -> TextForm {
    TextForm(noun, example: example, takesNumbers: true)
  }

  /// What stands between joined columns; an empty text joins them without anything.
  static let joiner = TextForm(
    "a text to put between",
    example: "\" \"",
    takesNumbers: true,
    takesEmpty: true,
    takesControls: true
  )

  /// The pipeline's name.
  static let pipelineName = TextForm(
    "a name of letters, digits and hyphens",
    pattern: "^[A-Za-z0-9][A-Za-z0-9-]{0,63}$",
    example: "lakeside-nightly",
    takesNumbers: true
  ) { $0.utf8.count <= 64 && $0.utf8.first != hyphen && $0.utf8.allSatisfy { isNameByte($0, "-") } }

  /// A source's name: also a file name, so nothing that a file system or a shell would mind.
  static let sourceName = TextForm(
    "a name of letters, digits, '-', '_' and '.' that begins with a letter or digit",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
    example: "film-index"
  ) { name in
    guard let first = name.utf8.first, name.utf8.count <= 64 else { return false }
    return isNameByte(first, "") && name.utf8.allSatisfy { isNameByte($0, "-_.") }
  }

  /// RFC 3986, section 4.3: a scheme and something behind it; for the web, a host.
  static let absoluteURI = TextForm(
    "an absolute URI",
    pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$",
    example: "https://lakeside.example/charts",
    accepts: isAbsoluteURI
  )

  /// The address of a FHIR server.
  static let serverAddress = TextForm(
    "the address of a server",
    pattern: "^[Hh][Tt][Tt][Pp][Ss]?://[!-~]+$",
    example: "https://ehr.lakeside.example/fhir"
  ) { text in
    let scheme = text.prefix { $0 != ":" }.lowercased()
    return (scheme == "http" || scheme == "https") && isAbsoluteURI(text)
      && !text.utf8.contains(UInt8(ascii: "?")) && !text.utf8.contains(UInt8(ascii: "#"))
  }

  /// `detect`, `tab`, or one to eight characters of ASCII that are no letters, digits, quotes or line ends.
  static let delimiter = TextForm(
    "'detect', 'tab' or one to eight ASCII signs",
    pattern:
      "^(detect|tab|[ \\t]|[\\x01-\\x08\\x0B\\x0C\\x0E-\\x1F!#-/:-@\\[-`{-~]{1,8})$",
    example: "\";\"",
    takesControls: true
  ) { $0 == "detect" || delimiterText($0) != nil }

  /// Years that two digits may mean: a hundred of them, so that each pair of digits means one year.
  static let yearWindow = TextForm(
    "a span of exactly 100 years",
    pattern: "^[0-9]{4}-[0-9]{4}$",
    example: "1925-2024"
  ) { years(of: $0) != nil }

  /// A number of rows or a share of them.
  static let limit = TextForm(
    "a number of rows or a share from 0% to 100%",
    pattern: "^([0-9]{1,12}|(100|[0-9]{1,2})([.][0-9]{1,4})?[ ]?%)$",
    example: "0.5%",
    takesNumbers: true
  ) { limitAmount(of: $0) != nil }

  private static let hyphen = UInt8(ascii: "-")

  private static func isNameByte(_ byte: UInt8, _ others: String) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: others.utf8.contains(byte)
    }
  }

  private static func isAbsoluteURI(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    guard let first = scheme.first, isNameByte(first, ""), !(48...57).contains(first),
      scheme.allSatisfy({ isNameByte($0, "+.-") })
    else { return false }
    let rest = text[text.index(after: colon)...]
    // RFC 3986, section 2: these never stand in a URI unescaped.
    guard !rest.isEmpty, rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      !rest.contains(where: { "\"<>\\^`{|}".contains($0) })
    else { return false }
    guard ["http", "https"].contains(String(scheme)?.lowercased() ?? "") else { return true }
    return rest.hasPrefix("//") && rest.count > 2
      && !"/?#:".contains(rest[rest.index(rest.startIndex, offsetBy: 2)])
  }
}

import RecordModel

/// The fields that a source's `columns:` may name, and the options behind each.
enum ColumnKeys {
  /// `columns:`, one key for each field of the catalogue.
  static var fields: Section {
    Section(
      Field.allCases.map { field in
        KeyDeclaration(
          field.spelled,
          .either([.text(column), .list(column), .section(options(of: field))]),
          FieldWords.help(of: field)
        )
      },
      noun: "field",
      synonyms: synonyms
    )
  }

  /// The options that make sense for a field.
  static func options(of field: Field) -> Section {
    let fitting = allOptions.filter { $0.fits(field) }
    let others = allOptions.filter { !$0.fits(field) }
    var elsewhere: [String: String] = [:]
    for option in others { elsewhere[option.declaration.key] = option.fitsWhat }
    return Section(fitting.map(\.declaration), noun: "option", elsewhere: elsewhere)
  }

  /// Fields that hold codes, and so take a map of codes.
  static let codedFields: [Field] = [
    .facility, .sex, .state, .country, .documentType, .codeSystem,
  ]

  /// What people call fields in other systems.
  static let synonyms: [String: String] = [
    "mrn": "record-number", "chart-number": "record-number", "patient-id": "record-number",
    "patient-name": "name", "last-name": "family-name", "surname": "family-name",
    "first-name": "given-name", "suffix": "name-suffix", "dob": "birth-date", "born": "birth-date",
    "date-of-birth": "birth-date", "dod": "death-date", "gender": "sex",
    "social-security-number": "ssn", "telephone": "phone", "street": "address-line",
    "address": "address-line", "zip": "postal-code", "postcode": "postal-code",
    "doc-id": "document-id", "document-number": "document-id", "doc-type": "document-type",
    "title": "document-title", "dos": "service-date", "date-of-service": "service-date",
    "pages": "page-count", "image-path": "image", "file-path": "image", "roll": "reel",
    "account-number": "encounter-number", "old-mrn": "merged-record-number",
    "prior-record-number": "merged-record-number", "visit-number": "encounter-number",
    "site": "facility",
  ]

  private static let column = TextForm.free("a column", example: "MRN")

  private struct Option: Sendable {
    let declaration: KeyDeclaration
    /// The fields it is for, as messages say it.
    let fitsWhat: String
    let fits: @Sendable (Field) -> Bool

    init(
      _ declaration: KeyDeclaration,
      for fitsWhat: String = "every field",
      fits: @escaping @Sendable (Field) -> Bool = { _ in true }
    ) {
      self.declaration = declaration
      self.fitsWhat = fitsWhat
      self.fits = fits
    }
  }

  private static let allOptions: [Option] =
    placeOptions + [
      Option(
        KeyDeclaration(
          "assigner",
          .text(.free("an assigner", example: "LAKESIDE")),
          "Who gives these record numbers, when facilities share one series; else the facility."
        ),
        for: "'record-number' and 'merged-record-number'",
        fits: { $0 == .recordNumber || $0 == .mergedRecordNumber }
      ),
      Option(
        KeyDeclaration(
          "written",
          .word(WordList(NameOrder.allCases.map(\.rawValue))),
          standard: NameOrder.lastFirstMiddle.rawValue,
          "How the parts of a whole name are written."
        ),
        for: "'name' and dates",
        fits: { $0 == .name }
      ),
      Option(
        KeyDeclaration(
          "written",
          .word(WordList(["detect"] + DateOrder.allCases.map(\.rawValue))),
          standard: "detect",
          "The order of day, month and year; detect decides for each facility by the column itself."
        ),
        for: "'name' and dates",
        fits: \.isDate
      ),
      Option(
        KeyDeclaration(
          "two-digit-years",
          .text(.yearWindow),
          "The hundred years that two digits may mean; else those up to the night."
        ),
        for: "dates",
        fits: \.isDate
      ),
      Option(
        KeyDeclaration(
          "map",
          .either([
            .text(.free("a file of codes", example: "maps/document-types.csv")),
            .entries(
              key: .free("a code as written", example: "\"1\""),
              value: .text(.free("a meaning", example: "male"))
            ),
          ]),
          "What codes mean: {\"1\": male}, or a CSV file with the columns written,meaning[,system]."
        ),
        for: "codes (\(codedFields.map(\.spelled).joined(separator: ", ")))",
        fits: { codedFields.contains($0) }
      ),
    ]

  private static let placeOptions: [Option] = [
    Option(KeyDeclaration("column", .text(column), "The heading, number or path.")),
    Option(KeyDeclaration("columns", .list(column), "Several columns that are joined.")),
    Option(
      KeyDeclaration(
        "join",
        .text(.joiner),
        "Put between several columns, or several matches of one path."
      )
    ),
    Option(
      KeyDeclaration("first", .flag, standard: "false", "xml: take the first of several matches.")
    ),
    Option(
      KeyDeclaration(
        "optional",
        .flag,
        standard: "false",
        "Whether an export may lack this column."
      )
    ),
  ]
}

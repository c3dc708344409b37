import RecordModel

/// The table of all keys of a pipeline file, for one catalogue of formats, encodings and rules.
///
/// One line here is one key in the reader, in the JSON Schema and in every "did you mean".
struct PipelineKeys: Sendable {
  let catalogue: Catalogue

  /// The whole file.
  var file: Section {
    Section([
      KeyDeclaration(
        "pipeline",
        .text(.pipelineName),
        isRequired: true,
        "The pipeline's name; a workspace belongs to one pipeline."
      ),
      KeyDeclaration(
        "site",
        .text(.absoluteURI),
        isRequired: true,
        "A URI the hospital owns. It is part of every id, recorded at the first run, never changed."
      ),
      KeyDeclaration(
        "ingest",
        .entries(key: .sourceName, value: .section(source)),
        isRequired: true,
        "The sources by name, one for each kind of export. A source's name is part of the ids of its documents: do not rename it."
      ),
      KeyDeclaration("normalize", .section(normalize), "How values are cleaned."),
      KeyDeclaration("link", .section(link), "How rows of one person are found."),
      KeyDeclaration("validate", .section(validate), "When a night is not good enough to publish."),
      KeyDeclaration("bundle", .section(bundle), "How FHIR bundles are written."),
      KeyDeclaration("publish", .section(publish), "Where bundles go and how many runs are kept."),
    ])
  }

  /// One source: its files, their format, their columns.
  var source: Section { Section(fileKeys + rowKeys) }

  private var fileKeys: [KeyDeclaration] {
    [
      KeyDeclaration(
        "files",
        .list(.free("a file name pattern", example: "inbox/film_*.csv")),
        isRequired: true,
        "File name patterns (* ? [a-z]) from the workspace, one or a list."
      ),
      KeyDeclaration(
        "manifest",
        .list(.free("a file name pattern", example: "inbox/film_manifest.csv")),
        "What the sender says of these files: file, bytes, sha256, rows (csv), or lines of sha256sum. Checked before anything is read; the rows before anything is published."
      ),
      KeyDeclaration(
        "format",
        .word(WordList(catalogue.formats.map(\.name))),
        isRequired: true,
        "How the files are built."
      ),
      KeyDeclaration(
        "encoding",
        .word(WordList(["detect"] + catalogue.encodings)),
        standard: "detect",
        "The character encoding; detect takes a byte order mark or valid UTF-8, else asks."
      ),
      KeyDeclaration(
        "delimiter",
        .text(.delimiter),
        standard: "detect",
        "What stands between cells: detect, tab, or one to eight characters in quotes. For csv and onbase-ordered."
      ),
      KeyDeclaration(
        "quote",
        .word(WordList(QuoteStyle.allCases.map(\.rawValue))),
        standard: QuoteStyle.doubled.rawValue,
        "How a quotation mark inside a quoted cell is written: doubled (two of them), backslash (one in front; and two backslashes are one), none (quotes are ordinary characters)."
      ),
      KeyDeclaration(
        "record-length",
        .number(1...1_000_000),
        "For fixed-width: bytes of a record where records have no line ends, as on tapes."
      ),
      KeyDeclaration(
        "header",
        .flag,
        standard: "true",
        "Whether the first line holds headings. Without, columns are numbers from 1. Not for xml. In fixed-width files false is standard, and true passes the first line over."
      ),
      KeyDeclaration(
        "trim",
        .flag,
        standard: "true",
        "Whether spaces around headings and cells are dropped."
      ),
      KeyDeclaration(
        "ignore-lines",
        .either([
          .list(.free("the beginning of a line", example: "TRL")),
          .entries(
            key: .free("the beginning of a line", example: "TRL"),
            value: .text(.free("a reason", example: "trailer"))
          ),
        ]),
        "Lines that begin so are no rows: a list, or each with its reason. Counted as ignored. Not for xml."
      ),
      KeyDeclaration(
        "required",
        .flag,
        standard: "true",
        "Whether a night without any of these files is an error."
      ),
      KeyDeclaration(
        "unusable",
        .word(WordList(UnusablePolicy.allCases.map(\.rawValue))),
        standard: "stop",
        "What a file that cannot be used does: stop the night, or leave-out: the others are published, and the run ends with 3. Not for snapshot sources."
      ),
    ]
  }

  private var rowKeys: [KeyDeclaration] {
    [
      KeyDeclaration(
        "each",
        .text(.free("a path", example: "/roll/frame")),
        "For xml, and required there: the path of the elements that are rows."
      ),
      KeyDeclaration(
        "rows-are",
        .word(WordList(RowMeaning.allCases.map(\.rawValue))),
        standard: "documents",
        "What a row is. Rows that are pages of one document share its document-id."
      ),
      KeyDeclaration(
        "mode",
        .word(
          WordList(DeliveryMode.allCases.map(\.rawValue))
        ),
        standard: "delta",
        "delta: what is not delivered again stays. snapshot: the files of a night together are all the source has; rows that are gone are withdrawn."
      ),
      KeyDeclaration(
        "facility",
        .either([
          .text(.free("a facility code", example: "LAKESIDE")),
          .section(ColumnKeys.options(of: .facility)),
        ]),
        "The facility whose record numbers these are: a code, or {column: NAME OF COLUMN}."
      ),
      KeyDeclaration(
        "columns",
        .section(ColumnKeys.fields),
        "What a row says: the field, and the column that says it. Formats whose columns always mean the same have them already; what is written here goes before. Where 'name' and 'family-name' are both given, 'name' counts in rows whose 'family-name' and 'given-name' are empty."
      ),
      KeyDeclaration(
        "ignore",
        .entries(
          key: .free("a heading", example: "OPERATOR"),
          value: .text(.free("a reason", example: "scanner operator"))
        ),
        "Columns that nothing is read from, each with the reason. Every column is mapped or ignored."
      ),
    ]
  }

  private var normalize: Section {
    let values = ValueKind.list(.free("a value", example: "\"1900-01-01\""))
    return Section([
      KeyDeclaration(
        "placeholders",
        .section(
          Section(
            Field.allCases.map { field in
              KeyDeclaration(
                field.spelled,
                values,
                "Values of \(field.spelled) that stand for 'unknown'."
              )
            },
            noun: "field",
            synonyms: ColumnKeys.synonyms
          )
        ),
        "Values that stand for 'unknown', by field; added to the built-in list."
      )
    ])
  }

  private var link: Section {
    let bits = ValueKind.text(.free("a number of bits", example: "2.0"))
    return Section([
      KeyDeclaration(
        "model",
        .word(
          WordList(
            ["default"],
            wish: "This version links with its shipped model only. Write 'default'."
          )
        ),
        standard: "default",
        "The linkage model; default is the shipped one."
      ),
      KeyDeclaration(
        "merge-from",
        bits,
        isAnnounced: true,
        "The match weight in bits from which rows are one person. The model holds it."
      ),
      KeyDeclaration(
        "review-from",
        bits,
        isAnnounced: true,
        "The match weight in bits from which a pair is put on the review list. The model holds it."
      ),
    ])
  }

  private var validate: Section {
    let rules = catalogue.rules.map { rule in
      KeyDeclaration(rule.code.spelled, .text(.limit), "\(rule.sentence).")
    }
    return Section([
      KeyDeclaration(
        "limits",
        .section(
          Section(
            [
              KeyDeclaration(
                "quarantined",
                .text(.limit),
                "Rows that were refused, for any reason."
              ),
              KeyDeclaration(
                "withdrawn",
                .text(.limit),
                standard: "1%",
                "Live rows of a snapshot source that are gone, by source; a share is one of its live rows."
              ),
            ] + rules,
            noun: "rule"
          )
        ),
        "By rule code, the rows (25) or the share of rows (0.5%) that are still good. Over a limit a night is staged, not published."
      )
    ])
  }

  private var bundle: Section {
    Section([
      KeyDeclaration(
        "partitions",
        .number(1...4096),
        standard: "64",
        "Files that patients are spread over."
      ),
      KeyDeclaration(
        "image-base",
        .text(.absoluteURI),
        "Put before an image path to make it a URL."
      ),
      KeyDeclaration(
        "trust",
        .list(.free("a source", example: "film-index")),
        "Source names; where sources differ about a patient, the first counts."
      ),
    ])
  }

  private var publish: Section {
    Section([
      KeyDeclaration(
        "to",
        .text(.free("a folder", example: "out")),
        standard: "out",
        "Folder of the published trees, from the workspace."
      ),
      KeyDeclaration(
        "base",
        .text(.serverAddress),
        "The address of the server the bundles are for; gives every entry its fullUrl."
      ),
      KeyDeclaration(
        "full-url",
        .word(WordList(FullURLPolicy.allCases.map(\.rawValue))),
        standard: "uuid",
        "The fullUrl of entries when no base is given: urn:uuid and the id, or none (smaller files)."
      ),
      KeyDeclaration("keep", .number(1...10_000), standard: "3", "Published runs that are kept."),
      KeyDeclaration(
        "snapshot",
        .word(WordList(SnapshotPolicy.allCases.map(\.rawValue))),
        standard: "always",
        "When all patients are written, not only those that changed. Below 100,000 rows always."
      ),
    ])
  }
}

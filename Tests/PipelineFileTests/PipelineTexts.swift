import PipelineFile
import RecordModel

/// What the tests hand to the reader.
enum PipelineTexts {
  /// A catalogue as the rooms would fill it.
  static let catalogue = Catalogue(
    formats: [
      format("csv", .headings, [.delimiter, .quote, .header, .ignoredLines]),
      format("xml", .paths, [.each], hasRepeats: true),
    ],
    encodings: ["utf-8", "windows-1252", "iso-8859-1", "utf-16le"],
    rules: RuleCode.allCases.filter { $0 != .none }.map { code in
      Rule(code, .accuracy, .note, "a sentence", remedy: "a remedy", breaks: [:], holds: [:])
    }
  )

  /// A format as a reader would declare it; nothing is read with it here.
  static func format(
    _ name: String,
    _ columns: ExportFormat.ColumnNaming,
    _ keys: Set<ExportFormat.Key>,
    hasRepeats: Bool = false,
    standardColumns: [ColumnRule] = []
  ) -> ExportFormat {
    ExportFormat(
      name: name,
      sentence: "a sentence",
      columns: columns,
      keys: keys,
      isPlainText: !hasRepeats,
      hasRepeats: hasRepeats,
      standardColumns: standardColumns,
      reader: { (settings, _) throws(ExportError) in
        throw ExportError(code: "", file: settings.name, problem: "", remedy: "")
      }
    )
  }

  /// The example of the design, with every mark of a file that somebody wrote.
  static let example = """
    # yaml-language-server: $schema=chartlift.schema.json
    # Try it first:  chartlift check Pipelines/lakeside-nightly.yaml
    pipeline: lakeside-nightly
    site: https://lakeside.example/charts    # a URI the hospital owns
    ingest:                                  # sources, in landing order
      film-index:
        files: inbox/film_*.csv
        format: csv
        encoding: windows-1252               # or detect
        delimiter: ";"                       # or detect
        header: true
        rows-are: documents
        mode: delta
        facility: LAKESIDE
        columns:
          record-number: {column: MRN, assigner: LAKESIDE}
          name: {column: PATIENT NAME, written: "LAST, FIRST MIDDLE"}
          birth-date: {column: DOB, written: month-day-year, two-digit-years: 1925-2024}
          sex: {column: SEX, map: {"1": male, "2": female, "9": unknown}}
          ssn: SSN
          document-id: DOC NO
          document-type: {column: DOC TYPE, map: {HP: "11492-6", DS: "18842-5"}}
          service-date: SVC DATE
          reel: REEL
          frame: FRAME
          page-count: PAGES
          image: FILE PATH
        ignore: {OPERATOR: scanner operator, BATCH: scan batch}
      fiche-index:
        files: inbox/fiche_*.xml
        format: xml
        each: /roll/frame
        columns:
          record-number: mrn
          family-name: patient/last
          given-name: patient/first
          document-type: "@doctype"
    normalize:
      placeholders: {birth-date: ["1900-01-01"]}
    link:
      model: default
    validate:
      limits: {quarantined: 0.5%, DATE-03: 0.30%, MRN-01: 25}
    bundle:
      partitions: 64
    publish:
      to: out

    """

  /// A small file that is in order, with lines of a source put in from column 5.
  static func small(
    source: [String],
    format: String = "csv",
    columns: [String] = ["record-number: MRN"],
    rest: [String] = []
  ) -> String {
    let head = [
      "pipeline: small", "site: https://a.example", "ingest:", "  film:", "    files: a.csv",
      "    format: \(format)",
    ]
    let inner = source.map { "    " + $0 } + ["    columns:"] + columns.map { "      " + $0 }
    return (head + inner + rest).joined(separator: "\n") + "\n"
  }

  /// Reads a text as the file `p.yaml`.
  static func read(_ text: String) throws(PipelineProblems) -> PipelineSettings {
    try PipelineReader(catalogue: catalogue, workspace: "/nowhere").read(
      Array(text.utf8),
      from: "p.yaml"
    )
  }

  /// The messages a text is answered with.
  static func messages(_ bytes: [UInt8]) -> [String] {
    do throws(PipelineProblems) {
      _ = try PipelineReader(catalogue: catalogue, workspace: "/nowhere").read(
        bytes,
        from: "p.yaml"
      )
      return []
    } catch {
      return error.problems.map(\.message)
    }
  }

  static func messages(_ text: String) -> [String] { messages(Array(text.utf8)) }
}

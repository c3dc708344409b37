import PipelineFile
import RecordModel
import Testing

struct ExampleTests {
  @Test func `the example of the design says what it means`() throws {
    let settings = try PipelineTexts.read(PipelineTexts.example)
    var expected = PipelineSettings(
      name: "lakeside-nightly",
      site: "https://lakeside.example/charts",
      sources: [filmIndex, ficheIndex]
    )
    expected.placeholders = [.birthDate: ["1900-01-01"]]
    expected.limits = [
      Limit(subject: .quarantined, amount: .partsPerMillion(5_000)),
      Limit(subject: .rule(.serviceBeforeBirth), amount: .partsPerMillion(3_000)),
      Limit(subject: .rule(.overlay), amount: .rows(25)),
    ]
    #expect(settings == expected)
  }

  private var filmIndex: SourceSettings {
    var source = SourceSettings(
      name: "film-index",
      files: ["inbox/film_*.csv"],
      format: "csv",
      columns: [
        rule(.recordNumber, "MRN", 16) { $0.assigner = "LAKESIDE" },
        rule(.name, "PATIENT NAME", 17),
        rule(.birthDate, "DOB", 18) {
          $0.dateOrder = .monthDayYear
          $0.twoDigitYears = 1925...2024
        },
        rule(.sex, "SEX", 19) { $0.map = codes("1", "male", "2", "female", "9", "unknown") },
        rule(.ssn, "SSN", 20), rule(.documentID, "DOC NO", 21),
        rule(.documentType, "DOC TYPE", 22) {
          $0.map = codes("DS", "18842-5", "HP", "11492-6")
        },
        rule(.serviceDate, "SVC DATE", 23), rule(.reel, "REEL", 24), rule(.frame, "FRAME", 25),
        rule(.pageCount, "PAGES", 26), rule(.image, "FILE PATH", 27),
      ]
    )
    source.encoding = "windows-1252"
    source.delimiter = ";"
    source.facility = "LAKESIDE"
    source.ignoredColumns = [
      IgnoredColumn(column: "OPERATOR", reason: "scanner operator"),
      IgnoredColumn(column: "BATCH", reason: "scan batch"),
    ]
    source.pipelineFile = "p.yaml"
    source.line = 6
    return source
  }

  private var ficheIndex: SourceSettings {
    var source = SourceSettings(
      name: "fiche-index",
      files: ["inbox/fiche_*.xml"],
      format: "xml",
      columns: [
        rule(.recordNumber, "mrn", 34), rule(.familyName, "patient/last", 35),
        rule(.givenName, "patient/first", 36), rule(.documentType, "@doctype", 37),
      ]
    )
    source.isPlainText = false
    source.each = "/roll/frame"
    source.pipelineFile = "p.yaml"
    source.line = 29
    return source
  }

  private func rule(
    _ field: Field,
    _ column: String,
    _ line: Int,
    _ change: (inout ColumnRule) -> Void = { _ in }
  ) -> ColumnRule {
    var rule = ColumnRule(field: field, columns: [column])
    rule.line = line
    change(&rule)
    return rule
  }

  private func codes(_ words: String...) -> [MappedCode] {
    stride(from: 0, to: words.count, by: 2).map {
      MappedCode(written: words[$0], meaning: words[$0 + 1])
    }
  }
}

struct ValueTests {
  @Test func `codes and dates stay as they are written`() throws {
    let settings = try PipelineTexts.read(
      PipelineTexts.small(
        source: [],
        columns: [
          "record-number: 007",
          "sex: {column: S, map: {1: male, 01: female, Y: other, NO: unknown, 1e3: other, ~: male}}",
        ],
        rest: ["normalize: {placeholders: {birth-date: [1900-01-01, 0x10, null-ish, on]}}"]
      )
    )
    let source = try #require(settings.sources.first)
    #expect(source.rule(for: .recordNumber)?.columns == ["007"])
    #expect(
      source.rule(for: .sex)?.map.map(\.written) == ["01", "1", "1e3", "NO", "Y", "~"]
    )
    #expect(settings.placeholders == [.birthDate: ["1900-01-01", "0x10", "null-ish", "on"]])
  }

  @Test func `every option of a column reaches its rule`() throws {
    let settings = try PipelineTexts.read(
      PipelineTexts.small(
        source: ["each: /roll/frame", "facility: {column: ../@site, map: {A: ALPHA}}"],
        format: "xml",
        columns: [
          "name: {column: 'name[@use=\"L\"]', written: FIRST MIDDLE LAST, first: true}",
          "given-name: {column: given, join: \"\", optional: true}",
          "family-name: [last, suffix]", "address-line: {columns: [no, street], join: ', '}",
          "death-date: {column: died, written: detect}",
          "scan-date: {column: scanned, written: year-month-day}",
        ]
      )
    )
    let source = try #require(settings.sources.first)
    #expect(source.facility == nil)
    #expect(source.rule(for: .facility)?.columns == ["../@site"])
    #expect(source.rule(for: .facility)?.map == [MappedCode(written: "A", meaning: "ALPHA")])
    #expect(source.rule(for: .name)?.nameOrder == .firstMiddleLast)
    #expect(source.rule(for: .name)?.takesFirst == true)
    #expect(source.rule(for: .givenName)?.join == "")
    #expect(source.rule(for: .givenName)?.isOptional == true)
    #expect(source.rule(for: .familyName)?.columns == ["last", "suffix"])
    #expect(source.rule(for: .addressLine)?.columns == ["no", "street"])
    #expect(source.rule(for: .addressLine)?.join == ", ")
    #expect(source.rule(for: .deathDate)?.dateOrder == nil)
    #expect(source.rule(for: .scanDate)?.dateOrder == .yearMonthDay)
  }

  @Test func `what is not written has its default, and what is written has not`() throws {
    let plain = try PipelineTexts.read(PipelineTexts.small(source: []))
    let source = try #require(plain.sources.first)
    #expect(source.hasHeader && source.trims && source.isRequired)
    #expect(source.encoding == nil && source.delimiter == nil && source.mode == .delta)
    #expect(plain.partitions == 64 && plain.keepRuns == 3 && plain.snapshot == .always)
    let other = try PipelineTexts.read(
      PipelineTexts.small(
        source: [
          "header: false", "trim: false", "required: false", "delimiter: tab", "encoding: detect",
          "rows-are: pages", "ignore-lines: {^TRL: trailer, '#': comment}", "ignore: {3: nothing}",
        ],
        columns: ["record-number: 1", "document-id: [2, 4]"],
        rest: [
          "bundle: {partitions: 8, image-base: 'https://img.example/', trust: film}",
          "publish: {to: done, base: 'https://ehr.example/fhir/', keep: 7, snapshot: weekly}",
        ]
      )
    )
    let second = try #require(other.sources.first)
    #expect(!second.hasHeader && !second.trims && !second.isRequired)
    #expect(second.delimiter == "\t" && second.encoding == nil && second.rowsAre == .pages)
    #expect(
      second.ignoredLines == [
        IgnoredLine(prefix: "TRL", reason: "trailer"), IgnoredLine(prefix: "#", reason: "comment"),
      ]
    )
    #expect(other.partitions == 8 && other.imageBase == "https://img.example/")
    #expect(other.trust == ["film"] && other.publishTo == "done" && other.keepRuns == 7)
    #expect(other.publishBase == "https://ehr.example/fhir" && other.snapshot == .weekly)
  }

  @Test func `an anchor is as good as the text it stands for`() throws {
    let text = PipelineTexts.example
      .replacing("PATIENT NAME", with: "&who PATIENT NAME").replacing(
        "SSN",
        with: "*who",
        maxReplacements: 1
      )
    let source = try #require(try PipelineTexts.read(text).sources.first)
    #expect(source.rule(for: .ssn)?.columns == ["PATIENT NAME"])
  }

  @Test(
    arguments: [
      ("0%", 0), ("0.0001%", 1), ("0.30%", 3_000), ("0.3 %", 3_000), ("100%", 1_000_000),
      ("99.9999%", 999_999),
    ] as [(String, UInt64)]
  )
  func `a share of rows is exact`(written: String, millionths: UInt64) throws {
    let settings = try PipelineTexts.read(
      PipelineTexts.small(source: [], rest: ["validate: {limits: {quarantined: '\(written)'}}"])
    )
    #expect(settings.limits.first?.amount == .partsPerMillion(millionths))
  }

  @Test(arguments: [
    "100.0001%", "0.00001%", "-1", "1e3", "0.5", "%", "1.%", ".5%", "9999999999999", "+5%",
  ])
  func `what is no share and no number of rows is no limit`(written: String) {
    let messages = PipelineTexts.messages(
      PipelineTexts.small(source: [], rest: ["validate: {limits: {quarantined: '\(written)'}}"])
    )
    #expect(messages.count == 1 && messages.first?.contains("PIPE-07") == true)
  }
}

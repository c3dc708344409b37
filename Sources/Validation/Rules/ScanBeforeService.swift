import RecordModel

/// DATE-08: scanned before the service it is about.
enum ScanBeforeService: DateOrderRule {
  static let rule = Rule(
    .scanBeforeService,
    .timeliness,
    .note,
    "the document was scanned before its service date",
    remedy: """
      Check both dates against the document and correct the wrong one in the legacy \
      index.
      """,
    breaks: [.serviceDate: "1985-07-19", .scanDate: "1984-01-09"],
    holds: [.serviceDate: "1985-07-19", .scanDate: "1985-08-02"]
  )

  static let concerns = Field.scanDate
  static let early = DateValue.scan
  static let late = DateValue.service
}

import RecordModel

/// MRN-01: one record number, two people.
///
/// Linkage notes it when it parts their rows.
enum Overlay: CatalogueRule {
  static let rule = Rule(
    .overlay,
    .accuracy,
    .note,
    "two different people stand under this record number",
    remedy: """
      Compare the charts of the rows that findings.csv names. If the number was given \
      twice, give one patient a new number in the legacy system; if it is one person, \
      correct the name, birth date or sex that differs.
      """,
    breaks: [.recordNumber: "104477", .name: "HARROW, ADA, and on another row SOLBERG, NILS"],
    holds: [.recordNumber: "104477", .name: "HARROW, ADA, on every row"]
  )

  static let concerns = Field.recordNumber

  static func applies(to source: SourceSettings) -> Bool { source.maps(.recordNumber) }
}

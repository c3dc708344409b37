import RecordModel

/// DOC-02: one document number twice in one night, saying different things.
///
/// Row accounting refuses both.
enum ConflictingVersions: CatalogueRule {
  static let rule = Rule(
    .conflictingVersions,
    .accuracy,
    .refuse,
    "the document number came twice in one night with different content, so neither counts",
    remedy: """
      Compare the rows in the quarantine folder, keep the right one in the legacy index \
      and deliver it again. What was published before stays as it was.
      """,
    breaks: [.documentID: "F-1001, twice: with 3 pages and with 5"],
    holds: [.documentID: "F-1001, once"]
  )

  static let concerns = Field.documentID

  static func applies(to source: SourceSettings) -> Bool { source.maps(.documentID) }
}

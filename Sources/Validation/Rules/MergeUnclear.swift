import RecordModel

/// MRN-04: a merge of record numbers under one of which several people stand.
///
/// Linkage notes it and joins nobody.
enum MergeUnclear: CatalogueRule {
  static let rule = Rule(
    .mergeUnclear,
    .accuracy,
    .note,
    "two people stand under a number of this merge, so nobody was joined",
    remedy: """
      Compare the charts under both numbers (MRN-01 lists the rows). When each number is one \
      person's in the legacy system, deliver the merge again.
      """,
    breaks: [.mergedRecordNumber: "104477, under which stand HARROW, ADA and SOLBERG, NILS"],
    holds: [.mergedRecordNumber: "104477, under which stands HARROW, ADA"]
  )

  static let concerns = Field.mergedRecordNumber

  static func applies(to source: SourceSettings) -> Bool { source.maps(.mergedRecordNumber) }
}

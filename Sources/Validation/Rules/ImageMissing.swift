import RecordModel

/// IMG-01: no image, though the source has a column for it.
enum ImageMissing: OutcomeRule {
  static let rule = Rule(
    .imageMissing,
    .completeness,
    .note,
    "the document has no image",
    remedy: """
      Find the film or paper by its carrier, have it scanned, and write the image's path \
      into the legacy index.
      """,
    breaks: [.image: ""],
    holds: [.image: "scans/0412/000017.tif"]
  )

  /// In markup an optional image is one that a document may do without: its text is in the file.
  static func applies(to source: SourceSettings) -> Bool {
    guard let rule = source.rule(for: .image) else { return false }
    return source.isPlainText || !rule.isOptional
  }

  static let fields: [Field] = [.image]
  static let outcomes = Outcomes(.absent, .unreadable, .placeholder)
}

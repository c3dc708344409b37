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

  static let fields: [Field] = [.image]
  static let outcomes = Outcomes(.absent, .unreadable, .placeholder)
}

import RecordModel

/// IMG-03: the document's pages lie inside its own file.
enum ContentInside: NotedByReader {
  static let rule = Rule(
    .contentInside,
    .completeness,
    .note,
    "the document's pages lie inside its own file, encoded as text, and are not carried over",
    remedy: """
      Keep the file: it is the document. To link it, have the pages written out and named by \
      a reference in the file.
      """,
    breaks: [.image: "text representation='B64'"],
    holds: [.image: "reference value='scans/0412/000017.tif'"]
  )

  static let concerns = Field.image

  static func applies(to source: SourceSettings) -> Bool { source.format == "ccda" }
}

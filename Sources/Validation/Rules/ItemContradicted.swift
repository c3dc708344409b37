import RecordModel

/// ITEM-01: an item that is not what the dictionary of its format says it is.
enum ItemContradicted: NotedByReader {
  static let rule = Rule(
    .itemContradicted,
    .accuracy,
    .note,
    "an item contradicts its dictionary: another number, a value too long, or a place it has not",
    remedy: """
      Ask the registry to check the file with its own edits. The item was read by its name; \
      one in a wrong place was not read.
      """,
    breaks: [.documentTitle: "nameLast with the number 2240"],
    holds: [.documentTitle: "nameLast with the number 2230"]
  )

  static let concerns = Field.recordNumber

  static func applies(to source: SourceSettings) -> Bool { source.format == "naaccr" }
}

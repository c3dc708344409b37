import RecordModel

@testable import Ingestion

/// What a target of this name reads, and which laws hold for it.
struct Target {
  /// A format of the catalogue.
  let format: String
  /// Says whether every input is normalized and judged, as the target `rows` does with those of csv.
  let alwaysWorks: Bool
  /// Formats of lines and records, whose rows and damaged lines lie at their own places in the byte book.
  let isLineBased: Bool
  /// What an XML file declares has to lie in its first block, as it does in blocks of a real size.
  let smallestBlock: Int

  init(_ name: String) {
    alwaysWorks = name == "rows"
    format = alwaysWorks ? "csv" : name
    guard let known = Formats.all.first(where: { [format] in $0.name == format }) else {
      preconditionFailure("no format of this name is in the catalogue: see Formats.all")
    }
    isLineBased = known.isPlainText
    smallestBlock = known.isPlainText ? 1 : 200
  }
}

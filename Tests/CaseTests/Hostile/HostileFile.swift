import Foundation
import Glibc

/// One damaged file, or one made to do harm: how it is made, how it is read, what must come of it.
struct HostileFile: Sendable {
  /// What must come of it.
  enum Outcome: Sendable {
    /// The export is not read: this code, at this line (0: the whole file), with these words of the remedy.
    case refused(_ code: String, line: Int = 0, _ remedy: String, exit: Int32 = 65)
    /// So many rows are set aside by each of these rules, and so many loaded.
    case setAside([String: Int], loaded: Int)
    /// It is read as if nothing were wrong with it.
    case loaded(Int)
  }

  /// Unique, and says what is wrong with the file.
  let name: String
  /// The file's name in the inbox, where that is what is hostile.
  var delivered: String?
  let content: HostileContent
  let reading: HostileReading
  let outcome: Outcome

  /// The path that messages say.
  var path: String { "inbox/" + (delivered ?? "film.\(reading.format)") }

  static func csv(
    _ name: String,
    _ content: HostileContent,
    read reading: HostileReading = .csv,
    as delivered: String? = nil,
    _ outcome: Outcome
  ) -> HostileFile {
    HostileFile(
      name: name,
      delivered: delivered,
      content: content,
      reading: reading,
      outcome: outcome
    )
  }

  static func xml(
    _ name: String,
    _ content: HostileContent,
    _ outcome: Outcome
  ) -> HostileFile {
    HostileFile(name: name, content: content, reading: .xml, outcome: outcome)
  }

  /// A file of any format, named after it.
  static func of(
    _ reading: HostileReading,
    _ name: String,
    _ content: HostileContent,
    _ outcome: Outcome
  ) -> HostileFile {
    HostileFile(
      name: "\(reading.format): \(name)",
      content: content,
      reading: reading,
      outcome: outcome
    )
  }
}

/// What a pipeline file says about the export.
struct HostileReading: Sendable {
  let format: String
  let lines: [String]
  let columns: [String]

  static let csv = HostileReading(
    format: "csv",
    lines: [],
    columns: ["record-number: MRN", "family-name: LAST", "document-id: DOC"]
  )
  static let csvWithoutHeader = HostileReading(
    format: "csv",
    lines: ["header: false"],
    columns: ["record-number: \"1\"", "family-name: \"2\"", "document-id: \"3\""]
  )
  static let xml = HostileReading(
    format: "xml",
    lines: ["each: /roll/frame"],
    columns: ["record-number: mrn", "family-name: last", "document-id: \"@id\""]
  )
  static let fixedWidth = HostileReading(
    format: "fixed-width",
    lines: [],
    columns: ["record-number: \"1-4\"", "family-name: \"5-12\"", "document-id: \"13-16\""]
  )
  static let ordered = HostileReading(
    format: "onbase-ordered",
    lines: ["delimiter: \"|\""],
    columns: ["record-number: \"1\"", "family-name: \"2\"", "document-id: \"3\""]
  )
  static let tagged = named("onbase-dip")
  static let kofaxText = named("kofax-text")
  static let kofaxXML = named("kofax-xml")
  static let docuWare = named("docuware")
  static let ccda = HostileReading(format: "ccda", lines: [], columns: [])
  static let naaccr = HostileReading(format: "naaccr", lines: [], columns: [])
  static let hl7 = HostileReading(format: "hl7", lines: [], columns: [])

  private static func named(_ format: String) -> HostileReading {
    HostileReading(
      format: format,
      lines: [],
      columns: ["record-number: MRN", "family-name: LAST", "document-id: DOC"]
    )
  }

  func with(_ more: String...) -> HostileReading {
    HostileReading(format: format, lines: lines + more, columns: columns)
  }

  /// The whole pipeline file.
  var pipeline: String {
    // What needs no column says itself where its numbers come from.
    let facility = columns.isEmpty ? [] : ["facility: LAKE"]
    let keys = ["files: inbox/*", "format: \(format)"] + facility + lines
    let mapped = columns.isEmpty ? [] : ["columns:"] + columns.map { "  \($0)" }
    return """
      pipeline: hostile
      site: https://hospital.example/charts
      ingest:
        film:
      \((keys + mapped).map { "    \($0)\n" }.joined())bundle: {partitions: 1}
      publish: {to: out}

      """
  }
}

/// How a file is made; large ones in pieces, never whole in memory.
enum HostileContent: Sendable {
  case bytes([UInt8])
  /// `head`, then `piece` until so many bytes are reached, then `tail`.
  case repeated(head: String, piece: String, bytes: Int, tail: String)
  /// So many bytes that take no room on the disk, all zero, behind these.
  case sparse(head: String, bytes: Int)
  case folder
  /// A link to itself.
  case loop
  /// A file that nobody may read; root may, all the same.
  case unreadable

  static func text(_ text: String) -> HostileContent { .bytes(Array(text.utf8)) }

  static func pieces(
    _ head: String,
    _ piece: String,
    _ count: Int,
    _ tail: String
  ) -> HostileContent {
    .repeated(head: head, piece: piece, bytes: count * piece.utf8.count, tail: tail)
  }

  func make(at path: URL) throws {
    let files = FileManager.default
    switch self {
    case .folder: try files.createDirectory(at: path, withIntermediateDirectories: false)
    case .loop: try files.createSymbolicLink(at: path, withDestinationURL: path)
    case .bytes(let bytes): try Self.write(to: path) { try $0.write(contentsOf: Data(bytes)) }
    case .unreadable:
      try Data("MRN,LAST,DOC\n1,A,D1\n".utf8).write(to: path)
      try files.setAttributes([.posixPermissions: 0], ofItemAtPath: path.path)
    case .sparse(let head, let bytes):
      try Self.write(to: path) { file in
        try file.write(contentsOf: Data(head.utf8))
        try file.truncate(atOffset: UInt64(head.utf8.count + bytes))
      }
    case .repeated(let head, let piece, let bytes, let tail):
      try Self.write(to: path) { file in
        try file.write(contentsOf: Data(head.utf8))
        let count = max(1, min(bytes, 1 << 20) / piece.utf8.count)
        let many = Data(String(repeating: piece, count: count).utf8)
        for _ in 0..<bytes / many.count { try file.write(contentsOf: many) }
        try file.write(contentsOf: many.prefix(bytes % many.count))
        try file.write(contentsOf: Data(tail.utf8))
      }
    }
  }

  /// Writes so that no program started meanwhile for another file inherits this one as open.
  private static func write(to path: URL, _ body: (FileHandle) throws -> Void) throws {
    let descriptor = open(path.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try body(file)
    try file.close()
  }
}

/// How large the large ones are: a debug build reads slowly.
enum HostileScale {
  static let setting = ProcessInfo.processInfo.environment["CHARTLIFT_HOSTILE"] ?? ""
  /// Says whether time and memory are asked for: `measure`, or `gigabyte` for the largest too.
  static let isMeasured = setting == "measure" || setting == "gigabyte"
  static let largeField = setting == "gigabyte" ? 1 << 30 : (isMeasured ? 64 << 20 : 2 << 20)
  static let unclosedLines = isMeasured ? 100_000 : 2_000
  static let tumors = isMeasured ? 10_000 : 1_000
  static let manyAttributes = isMeasured ? 1_000_000 : 20_000
}

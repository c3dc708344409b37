import Digests
import RecordModel
import Workspace

/// What a sender says of one file.
struct ManifestEntry: Sendable, Equatable {
  /// As written, with `/` between folders.
  var file: String
  var line: Int
  var byteCount: UInt64?
  var digest: ContentDigest?
  var rows: UInt64?
}

/// A delivery manifest: a CSV with `file` and one or more of `bytes`, `sha256`, `rows`, or the lines
/// that `sha256sum` writes.
struct DeliveryManifest: Sendable {
  /// Relative to the workspace.
  let path: String
  let digest: ContentDigest
  private(set) var entries: [ManifestEntry] = []
  /// Headings that say nothing we check, as numbers of columns from 1.
  private(set) var otherColumns: [Int] = []

  /// Bytes that a manifest may have: a line for each of 100,000 files.
  static let mostBytes: UInt64 = 16 << 20

  /// Why a manifest cannot be used; its line, and the sentence.
  struct Problem: Error, Equatable {
    var line: Int
    var sentence: String
  }

  init(_ bytes: [UInt8], path: String) throws(Problem) {
    self.path = path
    digest = ContentDigest(words: sha256(bytes.span))
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: body, as: UTF8.self), !text.utf8.contains(0) else {
      throw Problem(line: 1, sentence: "is no UTF-8 text")
    }
    var lines: [(number: Int, text: Substring)] = []
    // By bytes: to Swift a carriage return and a line feed are one character.
    let all = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() {
      let content = Substring(line.last == 13 ? line.dropLast() : line)
      if content.contains(where: { $0 != " " && $0 != "\t" }) { lines.append((index + 1, content)) }
    }
    guard let first = lines.first else { throw Problem(line: 0, sentence: "is empty") }
    if Self.sum(first.text, first.number) != nil {
      for line in lines { try add(sumLine: line.text, line.number) }
    } else {
      try readTable(lines)
    }
    try checkNames()
    try checkRepeats()
  }

  /// A manifest speaks of files beside it or below it, and of no others.
  private func checkNames() throws(Problem) {
    for entry in entries
    where entry.file.hasPrefix("/") || entry.file.split(separator: "/").contains("..") {
      throw Problem(line: entry.line, sentence: "names a file outside the folder of the manifest")
    }
  }

  private mutating func add(sumLine text: Substring, _ line: Int) throws(Problem) {
    guard let entry = Self.sum(text, line) else {
      let sentence = "has a line that is no checksum of 64 digits and a file name"
      throw Problem(line: line, sentence: sentence)
    }
    entries.append(entry)
  }

  /// `<64 digits>  name`, or with a `*` before the name.
  private static func sum(_ text: Substring, _ line: Int) -> ManifestEntry? {
    let digits = text.prefix { $0.isASCII && $0.isHexDigit }
    guard let digest = ContentDigest(hex: String(digits)) else { return nil }
    let rest = text.dropFirst(64)
    guard let first = rest.first, first == " " || first == "\t" else { return nil }
    var name = rest.drop { $0 == " " || $0 == "\t" }
    if name.hasPrefix("*") { name = name.dropFirst() }
    guard !name.isEmpty else { return nil }
    return ManifestEntry(file: plain(String(name)), line: line, digest: digest)
  }

  private mutating func readTable(_ lines: [(number: Int, text: Substring)]) throws(Problem) {
    let header = lines[0]
    let delimiter: Character = header.text.contains(";") && !header.text.contains(",") ? ";" : ","
    guard let headings = Self.cells(header.text, delimiter) else {
      throw Problem(line: header.number, sentence: "has a quote that is not closed")
    }
    let names = headings.map { $0.lowercased() }
    let known = ["file", "bytes", "sha256", "rows"]
    guard names.contains("file"), names.contains(where: known.dropFirst().contains),
      Set(names).count == names.count
    else {
      throw Problem(
        line: header.number,
        sentence:
          "has a header that does not name 'file' and at least one of 'bytes', 'sha256', 'rows', each once"
      )
    }
    otherColumns = names.indices.filter { !known.contains(names[$0]) }.map { $0 + 1 }
    for line in lines.dropFirst() {
      guard let cells = Self.cells(line.text, delimiter), cells.count == names.count else {
        throw Problem(
          line: line.number,
          sentence:
            "has not the \(names.count) cells of its header here, and may be cut short"
        )
      }
      entries.append(try Self.entry(names, cells, line.number))
    }
    guard !entries.isEmpty else { throw Problem(line: header.number, sentence: "names no file") }
  }

  private static func entry(
    _ names: [String],
    _ cells: [String],
    _ line: Int
  ) throws(Problem) -> ManifestEntry {
    var entry = ManifestEntry(file: "", line: line)
    for (name, cell) in zip(names, cells) {
      switch name {
      case "file": entry.file = plain(cell)
      case "bytes": entry.byteCount = try number(cell, name, line)
      case "rows": entry.rows = try number(cell, name, line)
      case "sha256":
        guard !cell.isEmpty else { break }
        guard let digest = ContentDigest(hex: cell), cell.utf8.allSatisfy({ $0 != 0x2B }) else {
          throw Problem(line: line, sentence: "has a 'sha256' that is not 64 hexadecimal digits")
        }
        entry.digest = digest
      default: break
      }
    }
    guard !entry.file.isEmpty else { throw Problem(line: line, sentence: "names no file") }
    return entry
  }

  /// An empty cell says nothing.
  private static func number(_ cell: String, _ name: String, _ line: Int) throws(Problem) -> UInt64?
  {
    if cell.isEmpty { return nil }
    guard cell.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt64(cell) else {
      throw Problem(line: line, sentence: "has a '\(name)' that is no whole number")
    }
    return number
  }

  /// The cells of a line without spaces around them; nil when a quote is not closed.
  private static func cells(_ line: Substring, _ delimiter: Character) -> [String]? {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
        // A doubled quote closes and opens again: it stands for one.
        if isQuoted, !cell.isEmpty { cell.append("\"") }
      } else if character == delimiter, !isQuoted {
        cells.append(cell)
        cell = ""
      } else {
        cell.append(character)
      }
    }
    cells.append(cell)
    return isQuoted ? nil : cells.map(trimmed)
  }

  private static func trimmed(_ text: String) -> String {
    func isSpace(_ character: Character) -> Bool { character == " " || character == "\t" }
    let begun = text.drop(while: isSpace)
    let end = begun.lastIndex { !isSpace($0) }.map(begun.index(after:)) ?? begun.startIndex
    return String(begun[..<end])
  }

  private static func plain(_ name: String) -> String {
    let path = String(name.map { $0 == "\\" ? "/" : $0 })
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }

  /// A file may be named again in the same words, not in others.
  private func checkRepeats() throws(Problem) {
    var seen: [String: ManifestEntry] = [:]
    for entry in entries {
      guard let before = seen[entry.file] else {
        seen[entry.file] = entry
        continue
      }
      var again = entry
      again.line = before.line
      guard again == before else {
        throw Problem(
          line: entry.line,
          sentence: "says something else of the same file than line \(before.line)"
        )
      }
    }
  }
}

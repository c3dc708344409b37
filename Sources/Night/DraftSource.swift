import Ingestion
import Inspection
import RecordModel
import Workspace

/// Files of one shape that become one source of a drafted pipeline.
struct DraftSource {
  private(set) var files: [InspectedFile]
  private(set) var statistics: TableStatistics
  /// One a column; doubtful where the files are.
  private(set) var guesses: [FieldGuess?]
  var name = "export"

  init(_ file: InspectedFile) {
    files = [file]
    statistics = file.statistics
    guesses = file.guesses
  }

  var first: InspectedFile { files[0] }
  var sniffed: SniffedExport { first.sniffed }

  /// Groups files by format, columns, delimiter and encoding, in the order in which they were named.
  static func grouped(_ files: [InspectedFile]) -> [DraftSource] {
    var sources: [DraftSource] = []
    for file in files {
      if let known = sources.indices.first(where: { sources[$0].takes(file) }) {
        sources[known].add(file)
      } else {
        sources.append(DraftSource(file))
      }
    }
    var names: Set<String> = []
    for index in sources.indices {
      let name = DraftFiles.name(of: sources[index].files.map(\.path))
      var unique = name
      var number = 2
      while names.contains(unique) {
        unique = "\(name)-\(number)"
        number += 1
      }
      names.insert(unique)
      sources[index].name = unique
    }
    return sources
  }

  /// The encoding that all files have; ASCII is part of every one.
  var encoding: EncodingVerdict {
    files.first { !$0.isASCII }?.sniffed.encoding ?? sniffed.encoding
  }

  /// The column of a field.
  func column(of field: Field) -> Int? { guesses.firstIndex { $0?.field == field } }

  private func takes(_ file: InspectedFile) -> Bool {
    let (mine, other) = (sniffed, file.sniffed)
    let isSameEncoding =
      file.isASCII || files.allSatisfy(\.isASCII)
      || encoding.encoding == other.encoding.encoding
    return mine.format.name == other.format.name && mine.settings.each == other.settings.each
      && mine.delimiter == other.delimiter
      && mine.settings.hasHeader == other.settings.hasHeader
      && mine.columns.count == other.columns.count
      && Set(mine.columns.map(\.name)) == Set(other.columns.map(\.name)) && isSameEncoding
  }

  private mutating func add(_ file: InspectedFile) {
    files.append(file)
    // Columns may stand in another order: then the first file speaks for all.
    guard sniffed.columns.map(\.name) == file.sniffed.columns.map(\.name) else { return }
    statistics.merge(file.statistics)
    let each = sniffed.settings.each
    let statistics = statistics
    guesses = FieldGuess.all(
      sniffed.columns.enumerated().map { index, column in
        FieldGuess.Column(
          names: column.isName ? InspectedFile.names(of: column.name, each: each) : [],
          statistics: statistics.columns[index]
        )
      }
    )
  }
}

extension InspectedFile {
  /// Says whether the file fits every encoding that begins as ASCII does.
  var isASCII: Bool {
    sniffed.text.strayBytes == 0 && sniffed.text.wideCharacters == 0 && sniffed.text.zeros == 0
      && sniffed.text.mark == nil
  }
}

/// Patterns and names for the files of a source.
enum DraftFiles {
  /// A source's name by the part that its files' names share.
  static func name(of paths: [String]) -> String {
    let names = paths.map(lastComponent)
    let stem: String
    if names.count == 1 {
      let (front, _) = split(names[0])
      stem = front
    } else {
      stem = common(names)
    }
    let end = stem.lastIndex(of: ".") ?? stem.endIndex
    var words = ""
    for byte in stem[..<end].prefix(40).utf8 {
      let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      if isPlain {
        words.append(Character(Unicode.Scalar(byte)))
      } else if !words.isEmpty, words.last != "-" {
        words.append("-")
      }
    }
    while words.last == "-" { words.removeLast() }
    return words.isEmpty ? "export" : words.lowercased()
  }

  /// One pattern a folder that matches all of the files; relative to the workspace where they lie in it.
  static func patterns(of paths: [String], workspace: String) -> [String] {
    var folders: [String] = []
    var names: [String: [String]] = [:]
    for path in paths {
      let name = lastComponent(path)
      let folder = String(path.dropLast(name.count))
      if names[folder] == nil { folders.append(folder) }
      names[folder, default: []].append(name)
    }
    return folders.map { folder in
      let inside =
        folder.hasPrefix(workspace + "/") ? folder.dropFirst(workspace.count + 1) : folder[...]
      return literal(String(inside)) + pattern(of: names[folder] ?? [])
    }
  }

  private static func pattern(of names: [String]) -> String {
    guard names.count > 1 else {
      let (front, back) = split(names.first ?? "")
      guard let back else { return literal(front) }
      return literal(front) + "*" + literal(back)
    }
    // What changes from night to night may differ in one digit tonight.
    let front = withoutDate(common(names))
    let ends = common(names.map { String($0.dropFirst(front.count).reversed()) })
    let back = String(String(ends.reversed()).drop(while: isOfDate))
    let pattern = literal(front) + "*" + literal(back)
    let isGood = !front.isEmpty && names.allSatisfy { FilePattern(pattern).matches($0) }
    return isGood ? pattern : "*" + literal(back)
  }

  /// A name around its last date or number of four digits and more: what changes from night to night.
  private static func split(_ name: String) -> (front: String, back: String?) {
    let letters = Array(name)
    var end = letters.count
    while end > 0 {
      guard letters[end - 1].isASCIIDigit else {
        end -= 1
        continue
      }
      var start = end
      while start > 0, letters[start - 1].isASCIIDigit || "-_".contains(letters[start - 1]) {
        start -= 1
      }
      while start < end, !letters[start].isASCIIDigit { start += 1 }
      if letters[start..<end].count(where: \.isASCIIDigit) >= 4, start > 0 {
        return (String(letters[..<start]), String(letters[end...]))
      }
      end = start > 0 ? start : 0
    }
    return (name, nil)
  }

  private static func isOfDate(_ character: Character) -> Bool {
    character.isASCIIDigit || character == "-" || character == "_"
  }

  /// A beginning without the digits at its end.
  private static func withoutDate(_ front: String) -> String {
    let tail = String(front.reversed().prefix(while: isOfDate).reversed())
    let kept = tail.contains(where: \.isASCIIDigit) ? tail.prefix { !$0.isASCIIDigit } : tail[...]
    return String(front.dropLast(tail.count)) + kept
  }

  private static func common(_ names: [String]) -> String {
    guard let first = names.first else { return "" }
    var length = first.count
    for name in names.dropFirst() {
      length = min(length, zip(first, name).prefix { $0 == $1 }.count)
    }
    return String(first.prefix(length))
  }

  private static func literal(_ text: String) -> String {
    text.map { "*?[\\".contains($0) ? "[\($0)]" : String($0) }.joined()
  }

  private static func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

import Ingestion
import Inspection
import RecordModel
import Workspace

/// Files of one shape that become one source of a drafted pipeline.
struct DraftSource {
  private(set) var files: [InspectedFile]
  private(set) var statistics: TableStatistics
  /// Of all files, in the order in which they were met.
  private(set) var columns: [SniffedColumn]
  /// One a column; doubtful where the files are.
  private(set) var guesses: [FieldGuess?]
  var name = "export"

  init(_ file: InspectedFile) {
    files = [file]
    statistics = file.statistics
    columns = file.sniffed.columns
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
      let name = DraftFiles.name(of: sources[index].files.map { $0.member ?? $0.path })
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

  /// Says whether the format itself says what its values mean, all of them.
  var isStandard: Bool {
    sniffed.format.names == nil && !sniffed.format.standardColumns.isEmpty
  }

  /// Says whether no column tells whose record numbers these are.
  var needsFacility: Bool {
    guard let column = column(of: .facility) else { return true }
    return isStandard && statistics.columns[column].filled == 0
  }

  private func takes(_ file: InspectedFile) -> Bool {
    let (mine, other) = (sniffed, file.sniffed)
    let isSameEncoding =
      file.isASCII || files.allSatisfy(\.isASCII)
      || encoding.encoding == other.encoding.encoding
    return mine.format.name == other.format.name && mine.settings.each == other.settings.each
      && mine.delimiter == other.delimiter
      && mine.settings.hasHeader == other.settings.hasHeader
      && hasColumns(of: other) && isSameEncoding
  }

  /// Records that name their values need not have all of them every night.
  private func hasColumns(of other: SniffedExport) -> Bool {
    if sniffed.format.names != nil, sniffed.format.hasRepeats { return true }
    return columns.count == other.columns.count
      && Set(columns.map(\.name)) == Set(other.columns.map(\.name))
  }

  private mutating func add(_ file: InspectedFile) {
    files.append(file)
    var places: [Int] = []
    for column in file.sniffed.columns {
      if let known = columns.firstIndex(where: { $0.name == column.name }) {
        columns[known].repeats = columns[known].repeats || column.repeats
        places.append(known)
      } else {
        places.append(columns.count)
        columns.append(column)
      }
    }
    statistics.merge(file.statistics, at: places)
    guesses = InspectedFile.guesses(columns, each: sniffed.settings.each, statistics)
  }
}

extension InspectedFile {
  /// Says whether the file fits every encoding that begins as ASCII does.
  var isASCII: Bool {
    sniffed.text.strayBytes == 0 && sniffed.text.wideCharacters == 0 && sniffed.text.zeros == 0
      && sniffed.text.mark == nil
  }
}

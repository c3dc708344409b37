import Ingestion
import RecordModel
package import Reporting
import Workspace

/// What a person asked for with `chartlift inspect`.
package struct InspectRequest: Sendable {
  package var files: [String]
  package var format: String?
  package var encoding: String?
  /// As a pipeline file writes it: `;`, `tab`.
  package var delimiter: String?
  package var hasHeader: Bool?
  /// A pipeline file and one of its sources, to read as it says.
  package var pipeline: String?
  package var source: String?
  package var workspace = "."
  package var keepsValues = false
  package var jobs = 1

  package init(files: [String]) { self.files = files }
}

/// A look at exports before there is a pipeline: reads each once for its bytes and once for its rows,
/// writes nothing, and says the same for one worker or many.
package struct ExportInspection: Sendable {
  package private(set) var files: [FileInspection] = []
  /// Columns by which files of one shape differ.
  package private(set) var differences: [InspectionDifference] = []
  /// Files that could not be looked at, with the worst of the reasons; nil when there was none.
  package private(set) var failure: NightError?

  package init(_ request: InspectRequest) throws(NightError) {
    let wishes = try Self.wishes(request)
    let found = InspectedFiles(request, wishes)
    let looks = found.looks
    files = looks.map(\.report)
    differences = Self.differences(looks)
    let lines = found.lines + found.strays
    if !lines.isEmpty { failure = NightError(found.kind ?? .inputUnusable, lines) }
  }

  /// Writes the page that somebody else can look at.
  package static func write(_ page: [UInt8], to path: String) throws(NightError) {
    try storeCall { () throws(StoreError) in try DurableFile.write(page.span, to: path) }
  }

  static func wishes(_ request: InspectRequest) throws(NightError) -> SniffingWishes {
    var wishes = SniffingWishes()
    if let path = request.pipeline {
      wishes = try stated(path, request.source, workspace: request.workspace)
    }
    if let format = request.format {
      let names = Formats.all.map(\.name)
      guard names.contains(format) else {
        throw NightError(
          .usage,
          "There is no format '\(format)'. Say one of: \(names.joined(separator: ", "))."
        )
      }
      wishes.format = format
    }
    if let encoding = request.encoding {
      guard CharacterEncoding.names.contains(encoding) else {
        throw NightError(
          .usage,
          "There is no encoding '\(encoding)'. Say one of:"
            + " \(CharacterEncoding.names.joined(separator: ", "))."
        )
      }
      wishes.encoding = encoding
    }
    if let delimiter = request.delimiter {
      wishes.delimiter = ["tab", "\\t"].contains(delimiter) ? "\t" : delimiter
    }
    if let hasHeader = request.hasHeader { wishes.hasHeader = hasHeader }
    return wishes
  }

  /// How a source of a pipeline file reads its exports.
  private static func stated(
    _ path: String,
    _ name: String?,
    workspace: String
  ) throws(NightError) -> SniffingWishes {
    let settings = try Pipeline(path: path, workspace: workspace).settings
    let names = settings.sources.map(\.name)
    guard let source = settings.sources.first(where: { $0.name == name ?? names.first }),
      name != nil || names.count == 1
    else {
      throw NightError(
        .usage,
        "\(path) has the sources \(names.joined(separator: ", ")). Say --source and one of them."
      )
    }
    var wishes = SniffingWishes()
    wishes.format = source.format
    wishes.encoding = source.encoding
    wishes.delimiter = source.delimiter
    wishes.hasHeader = source.hasHeader
    wishes.each = source.each
    wishes.ignoredLines = source.ignoredLines
    wishes.trims = source.trims
    wishes.quotes = source.quotes
    wishes.recordLength = source.recordLength
    var known: Set<String> = []
    let written = source.columns.flatMap(\.columns) + source.ignoredColumns.map(\.column)
    wishes.columns = written.filter { known.insert($0).inserted }
    return wishes
  }

  /// Files of a format that share half of their columns with an earlier one, where they differ.
  private static func differences(_ files: [InspectedFile]) -> [InspectionDifference] {
    var firsts: [InspectedFile] = []
    var found: [InspectionDifference] = []
    for file in files {
      guard let other = firsts.first(where: { $0.isOfShape(of: file) }) else {
        firsts.append(file)
        continue
      }
      let (mine, others) = (file.columnNames, other.columnNames)
      let lacks = others.filter { !mine.contains($0) }
      let besides = mine.filter { !others.contains($0) }
      guard !lacks.isEmpty || !besides.isEmpty else { continue }
      found.append(
        InspectionDifference(
          file: file.report.name,
          other: other.report.name,
          lacks: lacks,
          hasBesides: besides
        )
      )
    }
    return found
  }
}

extension InspectedFile {
  /// The names of the columns; none where they might be values.
  var columnNames: [String] { sniffed.columns.filter(\.isName).map(\.name) }

  /// Says whether two files share a format and at least half of their columns.
  func isOfShape(of other: InspectedFile) -> Bool {
    guard sniffed.format.name == other.sniffed.format.name,
      sniffed.settings.each == other.sniffed.settings.each
    else { return false }
    let (mine, others) = (Set(columnNames), Set(other.columnNames))
    guard !mine.isEmpty || !others.isEmpty else {
      return sniffed.columns.count == other.sniffed.columns.count
    }
    return mine.intersection(others).count * 2 >= max(mine.count, others.count)
  }
}

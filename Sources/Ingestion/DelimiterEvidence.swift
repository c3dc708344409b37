import RecordModel

/// Finds the delimiter under which the exports of a source make sense.
///
/// A delimiter is good for an export when its first line has more than one cell and holds every
/// heading the pipeline file asks for; where no delimiter is, when the first rows all have as many
/// cells as the first line. The one that is good for most exports is taken; a tie is asked about.
enum DelimiterEvidence {
  static func decide(
    _ settings: SourceSettings,
    _ exports: [ExportFile],
    _ encoding: CharacterEncoding
  ) throws(ExportError) -> Delimiter {
    var byHeadings = [Int](repeating: 0, count: Delimiter.allCases.count)
    var byCounts = byHeadings
    for export in exports {
      guard let bytes = beginning(of: export, encoding) else { continue }
      for (index, delimiter) in Delimiter.allCases.enumerated() {
        let sample = Sample(bytes, settings, delimiter, encoding)
        byHeadings[index] += sample.hasHeadings ? 1 : 0
        byCounts[index] += sample.agrees ? 1 : 0
      }
    }
    for votes in [byHeadings, byCounts] {
      guard let most = votes.max(), most > 0 else { continue }
      let best = Delimiter.allCases.indices.filter { votes[$0] == most }.map {
        Delimiter.allCases[$0]
      }
      guard best.count == 1 else { throw ambiguous(settings, best) }
      return best[0]
    }
    // One column, or a header that `read` will explain.
    return .comma
  }

  // A file that cannot be read says nothing here; the run meets it again and says so.
  private static func beginning(of export: ExportFile, _ encoding: CharacterEncoding) -> [UInt8]? {
    do {
      var reader = try TextReader(export, encoding, blockSize: 262_144)
      return reader.takeFirstBytes()
    } catch {
      return nil
    }
  }

  private static func ambiguous(_ settings: SourceSettings, _ choices: [Delimiter]) -> ExportError {
    let names = choices.map(\.spelled).joined(separator: " and ")
    return ExportError(
      code: "CSV-04",
      file: settings.name,
      problem: "the exports can be read with \(names) alike",
      remedy: "Set 'delimiter:' for \(settings.name)"
    )
  }

  /// The first rows of an export, read with one delimiter.
  private struct Sample {
    /// Says whether every heading asked for is there.
    var hasHeadings = false
    /// Says whether all rows have as many cells as the first one.
    var agrees = true

    init(
      _ bytes: [UInt8],
      _ settings: SourceSettings,
      _ delimiter: Delimiter,
      _ encoding: CharacterEncoding
    ) {
      let layout = Layout(encoding: encoding.rawValue, delimiter: delimiter.text)
      let source = CSVSource(settings: settings, layout: layout)
      var framer = source.framer
      var cells = 0
      for _ in 0..<100 {
        let line = framer.next(bytes.span, isAtEnd: false)
        if line.kind == .needsMore || line.kind == .end { break }
        guard line.kind == .row, line.refusal == .none else { continue }
        let range = line.start..<line.start + line.length
        let count = framer.cellCount(range, bytes.span)
        if cells == 0 {
          cells = count
          hasHeadings = Self.isComplete(source, bytes[range])
          framer.expectedCells = count
        }
        if count != cells { agrees = false }
      }
      agrees = agrees && cells > 1
      hasHeadings = hasHeadings && cells > 1
    }

    private static func isComplete(_ source: CSVSource, _ header: ArraySlice<UInt8>) -> Bool {
      guard let cells = source.cellParser.cells(of: header) else { return false }
      let place = ColumnMatching.Place(file: "", line: 1)
      let matching = ColumnMatching(cells: cells, settings: source.settings, place: place)
      // Without a header any line with enough cells would do: there the counts decide.
      return source.settings.hasHeader && matching.isComplete
    }
  }
}

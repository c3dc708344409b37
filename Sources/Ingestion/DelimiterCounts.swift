import RecordModel

/// For each delimiter, how many cells the first rows have with it.
struct DelimiterCounts {
  /// One delimiter's rows.
  struct Choice: Equatable {
    var delimiter: Delimiter
    /// The number of cells that most rows have.
    var cells: Int
    var agreeing: Int
    var rows: Int
  }

  /// Delimiters under which most rows have more than one cell, in the order of the catalogue.
  private(set) var choices: [Choice] = []

  /// The one that explains most: rows that agree, times delimiters in each.
  var best: Choice? {
    var found: Choice?
    for choice in choices {
      let worth = choice.agreeing * (choice.cells - 1)
      if worth > (found.map { $0.agreeing * ($0.cells - 1) } ?? 0) { found = choice }
    }
    return found
  }

  /// Counts in the first 100 rows of a text.
  init(_ bytes: [UInt8], isWhole: Bool, trims: Bool) {
    for delimiter in Delimiter.allCases {
      var framer = RowFramer(
        form: CellForm(delimiter: [delimiter.rawValue], skipsSpaces: trims),
        ignoredPrefixes: []
      )
      var counts: [Int] = []
      while counts.count < 100 {
        let line = framer.next(bytes.span, isAtEnd: isWhole)
        if line.kind == .needsMore || line.kind == .end { break }
        guard line.kind == .row, line.refusal == .none else { continue }
        counts.append(framer.cellCount(line.start..<line.start + line.length, bytes.span))
      }
      guard let most = Self.commonest(counts), most.cells > 1 else { continue }
      choices.append(
        Choice(
          delimiter: delimiter,
          cells: most.cells,
          agreeing: most.rows,
          rows: counts.count
        )
      )
    }
  }

  private static func commonest(_ counts: [Int]) -> (cells: Int, rows: Int)? {
    var best: (cells: Int, rows: Int)?
    var run = 0
    let sorted = counts.sorted()
    for (index, count) in sorted.enumerated() {
      run = index > 0 && sorted[index - 1] == count ? run + 1 : 1
      if run >= best?.rows ?? 0 { best = (count, run) }
    }
    return best
  }
}

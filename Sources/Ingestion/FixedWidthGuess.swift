import RecordModel

/// Where the cells of lines of one length most likely lie: a guess from the first 500 lines.
///
/// A cell begins behind a blank that all lines have, and where all lines change from digits to letters
/// or back. What stands without a blank beside its neighbour is not found: a person must look.
struct FixedWidthGuess {
  private static let shortest = 20
  private static let mostLines = 500

  /// What stands at a position, over all lines.
  private struct Place {
    var isBlank = true
    var digits = 0
    var letters = 0
    var lines = 0

    var isDigit: Bool { lines > 0 && digits == lines }
    var isLetter: Bool { lines > 0 && letters == lines }
  }

  /// Characters of nearly all lines.
  let width: Int
  /// Lines that were looked at, and those of that width.
  let lines: Int
  let agreeing: Int
  /// Positions as a pipeline file writes them, without a gap from 1 to the width.
  let columns: [String]

  /// Looks at the beginning of a text; nil when it shows no cells.
  ///
  /// Many writers leave blanks at a line's end out: whoever knows that the cells have fixed positions
  /// (`isCertain`) need not have lines of one length.
  init?(_ file: FileBeginning, isSingleByte: Bool, isCertain: Bool) {
    let found = Self.lines(of: file, isSingleByte: isSingleByte)
    guard let common = Self.commonest(found.map(\.count)) else { return nil }
    let hasOneLength = found.count { $0.count == common } * 10 >= found.count * 9
    guard isCertain || hasOneLength && found.count >= 3 && common >= Self.shortest else {
      return nil
    }
    let width = hasOneLength ? common : found.map(\.count).max() ?? 0
    guard width <= 100_000 else { return nil }
    let whole = found.filter { hasOneLength ? $0.count == width : !$0.isEmpty }
    let starts = Self.starts(Self.places(whole, width))
    guard starts.count > 1, starts.count <= 512 else { return nil }
    self.width = width
    lines = found.count
    agreeing = whole.count
    let ends = starts.dropFirst() + [width]
    columns = zip(starts, ends).map { start, end in
      end == start + 1 ? "\(end)" : "\(start + 1)-\(end)"
    }
  }

  /// Lines as characters; of a character beyond ASCII only counts that it is one.
  private static func lines(of file: FileBeginning, isSingleByte: Bool) -> [[UInt8]] {
    var lines = file.bytes.split(maxSplits: mostLines, omittingEmptySubsequences: true) {
      $0 == 0x0A || $0 == 0x0D
    }
    // The last one may be cut.
    if !file.isWhole || lines.count > mostLines { lines.removeLast() }
    return lines.map { line in
      isSingleByte ? Array(line) : line.filter { $0 & 0xC0 != 0x80 }
    }
  }

  private static func commonest(_ widths: [Int]) -> Int? {
    var best: (width: Int, count: Int)?
    var run = 0
    let sorted = widths.sorted()
    for (index, width) in sorted.enumerated() {
      run = index > 0 && sorted[index - 1] == width ? run + 1 : 1
      if run > best?.count ?? 0 { best = (width, run) }
    }
    return best?.width
  }

  private static func places(_ lines: [[UInt8]], _ width: Int) -> [Place] {
    var places = Array(repeating: Place(), count: width)
    for line in lines {
      for (at, byte) in line.enumerated() {
        places[at].lines += 1
        if byte != 0x20 { places[at].isBlank = false }
        if (0x30...0x39).contains(byte) { places[at].digits += 1 }
        if (0x41...0x5A).contains(byte & 0xDF) { places[at].letters += 1 }
      }
    }
    return places
  }

  private static func starts(_ places: [Place]) -> [Int] {
    var starts = [0]
    for at in places.indices.dropFirst() where !places[at].isBlank {
      let (before, here) = (places[at - 1], places[at])
      let isBehindBlank = before.isBlank && !places[..<at].allSatisfy(\.isBlank)
      let isTurn = before.isDigit && here.isLetter || before.isLetter && here.isDigit
      if isBehindBlank || isTurn { starts.append(at) }
    }
    return starts
  }
}

extension FixedWidthSource {
  /// Positions that look like cells.
  @Sendable static func names(
    in export: ExportFile,
    _: SourceSettings,
    _ layout: Layout
  ) throws(ExportError) -> [FoundName] {
    let encoding = CharacterEncoding(rawValue: layout.encoding) ?? .utf8
    var reader = try TextReader(export, encoding, blockSize: 262_144)
    let bytes = reader.takeFirstBytes()
    let beginning = FileBeginning(bytes: bytes, isWhole: reader.isAtEnd)
    let isSingleByte = SingleByteTable(encoding) != nil
    guard let guess = FixedWidthGuess(beginning, isSingleByte: isSingleByte, isCertain: true)
    else {
      throw ExportError(
        code: "FILE-11",
        file: export.deliveredAs,
        problem: "shows no positions of cells: no position is blank in all of its lines",
        remedy:
          "Ask for the layout, and write a source with 'format: fixed-width' and columns by their"
          + " positions, for example record-number: 1-8 (and 'record-length:' where lines have no end)"
      )
    }
    return guess.columns.map { FoundName($0) }
  }
}

import RecordModel

/// What a framer found at its position: one row, one line that is no row, or nothing yet.
struct FramedLine {
  /// What was found.
  enum Kind {
    case row, blank, ignored
    /// A line in front of the records that says what kind of file it is.
    case header
    /// A piece of a line that is longer than any row may be; its bytes are not kept.
    case piece
    /// The buffer ends before the line does.
    case needsMore
    case end
  }

  var kind: Kind
  /// Offset in the buffer.
  var start = 0
  /// Bytes without the line end.
  var length = 0
  /// Bytes of the line end: 0, 1 or 2.
  var terminator = 0
  /// Physical lines, the last one included.
  var lines: UInt64 = 1
  /// Line ends inside a piece.
  var linesOfPiece: UInt64 = 0
  var refusal = RuleCode.none
  /// Index of the rule that leaves the line out, plus one.
  var ignored: UInt8 = 0

  static let needsMore = FramedLine(kind: .needsMore)
  static let end = FramedLine(kind: .end)
}

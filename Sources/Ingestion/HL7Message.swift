import RecordModel

/// A message while it is being read.
///
/// Its first row begins at MSH, each further one at its PID; a row ends with its last segment, whose
/// line end is a separator. So the rows of a message stand one behind the other.
struct HL7Message {
  /// One row to be.
  struct Patient {
    var firstSegment: Int
    /// In the export as delivered.
    var start: UInt64
    var end: UInt64
    var line: UInt64
  }

  var separators = HL7Separators.usual
  var refusal = RuleCode.none
  private(set) var text: [UInt8] = []
  private(set) var segments: [HL7Block.Segment] = []
  private(set) var patients: [Patient]
  /// Segments in front of the first PID.
  private(set) var headerCount = 0
  private var hasPatient = false

  init(start: UInt64, line: UInt64) {
    patients = [Patient(firstSegment: 0, start: start, end: start, line: line)]
  }

  /// Where the last segment ended.
  var end: UInt64 { patients[patients.count - 1].end }

  /// Says whether a segment is another patient's first one.
  func opensRow(_ name: HL7SegmentName) -> Bool {
    name == .patient && hasPatient && patients.count < HostileInput.mostPatientsOfMessage
  }

  /// Takes a segment that lies at a range of the export.
  mutating func append(
    _ kept: Span<UInt8>,
    _ name: HL7SegmentName,
    isCut: Bool,
    at range: Range<UInt64>,
    line: UInt64
  ) {
    if name == .patient {
      if opensRow(name) {
        patients.append(
          Patient(firstSegment: segments.count, start: range.lowerBound, end: 0, line: line)
        )
      } else if hasPatient {
        refusal = .oversized
      } else {
        headerCount = segments.count
        hasPatient = true
      }
    }
    extend(to: range.upperBound)
    guard text.count + kept.count <= HostileInput.longestRow, segments.count < 65_536 else {
      refusal = .oversized
      return
    }
    segments.append(
      HL7Block.Segment(
        start: UInt32(truncatingIfNeeded: text.count),
        length: UInt32(truncatingIfNeeded: kept.count),
        name: name,
        isCut: isCut
      )
    )
    kept.withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }

  /// Says that the row goes on to here.
  mutating func extend(to end: UInt64) { patients[patients.count - 1].end = end }
}

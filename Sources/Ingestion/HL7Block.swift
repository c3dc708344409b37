import RecordModel

/// Some messages, cut into segments and rows: what one worker reads values from.
package struct HL7Block: Sendable {
  /// What is kept of one segment.
  struct Segment {
    /// Offset in `text`.
    var start: UInt32
    var length: UInt32
    var name: HL7SegmentName
    /// Says whether the segment goes on behind what is kept.
    var isCut: Bool
  }

  /// One patient of one message.
  struct Row {
    /// Segments in front of the message's first PID, which all its rows share.
    var header: Range<Int>
    /// From its own PID on.
    var own: Range<Int>
    var separators: HL7Separators
    var refusal: RuleCode
  }

  /// In the encoding of the file.
  var text: [UInt8] = []
  var segments: [Segment] = []
  var rows: [Row] = []
  var places = PlaceColumns()
  var firstOrdinal: UInt64

  init(firstOrdinal: UInt64) { self.firstOrdinal = firstOrdinal }

  /// Says whether there is enough for one worker.
  var isFull: Bool { rows.count >= 2_000 || text.count >= 4_000_000 }

  /// Takes a whole message, or what is left of one.
  mutating func append(_ message: HL7Message) {
    let base = UInt32(truncatingIfNeeded: text.count)
    let first = segments.count
    text += message.text
    for segment in message.segments {
      var segment = segment
      segment.start += base
      segments.append(segment)
    }
    let starts = message.patients.map(\.firstSegment) + [message.segments.count]
    for (index, patient) in message.patients.enumerated() {
      let header = index == 0 ? 0..<0 : 0..<message.headerCount
      rows.append(
        Row(
          header: first + header.lowerBound..<first + header.upperBound,
          own: first + starts[index]..<first + starts[index + 1],
          separators: message.separators,
          refusal: message.refusal
        )
      )
      places.append(
        start: patient.start,
        length: UInt32(clamping: patient.end - patient.start),
        line: UInt32(clamping: patient.line)
      )
    }
  }
}

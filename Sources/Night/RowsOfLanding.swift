import Engine
import RecordModel

/// One landed export and the part its rows are kept in.
struct RowsOfLanding: Sendable {
  var deliveredAs: String
  var export: ContentDigest
  var byteCount: UInt64
  /// Index of the source in the byte-sorted list of source names.
  var sourceIndex: Int
  var night: Int
  var asOf: PartialDate
  var isPublished: Bool
  var mode: DeliveryMode
  /// Says whether a person left out another export that came with this one.
  var hasLeftOut: Bool
  /// The part that holds its rows, and the part's name.
  var part: RowPart
  var partDigest: ContentDigest

  var trailer: RowPartTrailer { part.trailer }

  var delivery: Delivery {
    Delivery(
      part: part,
      export: export,
      source: UInt8(truncatingIfNeeded: sourceIndex),
      night: UInt16(truncatingIfNeeded: night),
      asOf: asOf,
      isPublished: isPublished,
      mode: mode,
      hasLeftOut: hasLeftOut
    )
  }
}
